// `make images CHECK=1` against a registry: which images it finds, what it says of the others, and who gets the account.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { ImageName, ImageSettings } from "../../config/images.ts";
import { Hidden } from "../../config/hidden.ts";
import { type Finding, checkImages } from "../../sandbox/registry/check.ts";
import { reportOf } from "../../sandbox/registry/report.ts";
import { PULLER, type RegistryCall, TestRegistry } from "../support/registry.ts";

const WEBFE = "paas3-webfe";
const ASKING = { plainHttp: new Set<string>(), timeoutMs: 5_000 };
const CREDENTIALS = { user: PULLER.user, password: new Hidden(PULLER.password) };

let registry: TestRegistry;

/** Images of the platform below one path, of applications below another, as a mirror has them. */
function mirror(changes: Partial<ImageSettings> = {}): ImageSettings {
  return {
    registry: `${registry.host}/blueking`,
    publicRegistry: `${registry.host}/public`,
    storeRegistry: `${registry.host}/library`,
    tags: {},
    ...changes,
  };
}

async function checked(settings: ImageSettings, ...names: ImageName[]): Promise<readonly Finding[]> {
  return checkImages(settings, names, ASKING);
}

function presences(findings: readonly Finding[]): string[] {
  return findings.map(({ name, answer }) => `${name} ${answer.presence}`);
}

/** The only image that is asked for, as the report shows it. */
async function reportOn(name: ImageName, settings: ImageSettings): Promise<string> {
  const report = reportOf(await checked(settings, name)).join("\n");
  assert.ok(!report.includes(PULLER.password));
  return report;
}

function schemes(calls: readonly RegistryCall[]): (string | undefined)[] {
  return calls.map(({ scheme }) => scheme);
}

for (const authentication of ["token", "basic"] as const) {
  describe(`a registry that asks for ${authentication === "token" ? "a token" : "a password"}`, () => {
    beforeEach(async () => {
      registry = await TestRegistry.start(authentication);
      registry.push(`blueking/${WEBFE}:0.1.3`);
      registry.push("public/slug-app:0.1.3-beta1");
      registry.hide("blueking");
    });

    afterEach(async () => {
      await registry.stop();
    });

    it("shows the account what is hidden, and everybody what is public", async () => {
      const findings = await checked(mirror({ credentials: CREDENTIALS }), WEBFE, "slug-app");
      assert.deepEqual(presences(findings), [`${WEBFE} present`, "slug-app present"]);
      assert.deepEqual(reportOf(findings), []);
    });

    it("hides what is hidden from who gives no account", async () => {
      const report = await reportOn(WEBFE, mirror());
      assert.match(report, /^refused {2}127\.0\.0\.1:\d+\/blueking\/paas3-webfe:0\.1\.3 {2}\(HTTP 401\)/);
      assert.match(report, /images\.credentials/);
    });

    it("is never shown the account for what applications run from", async () => {
      registry.hide("public");
      const report = await reportOn("slug-app", mirror({ credentials: CREDENTIALS }));
      assert.match(report, /^refused .*\n.*nodes pull it without one.*images\.publicRegistry/);
      assert.ok(!schemes(registry.calls).includes("Basic"));
    });

    it("refuses a wrong password", async () => {
      const credentials = { user: PULLER.user, password: new Hidden("wrong") };
      assert.match(await reportOn(WEBFE, mirror({ credentials })), /^refused .*\n.*password is wrong/);
    });
  });
}

describe("a registry", () => {
  beforeEach(async () => {
    registry = await TestRegistry.start();
  });

  afterEach(async () => {
    await registry.stop();
  });

  it("lacks an image: how to copy it or name another tag is said", async () => {
    registry.push(`blueking/${WEBFE}:0.1.2`);
    const report = await reportOn(WEBFE, mirror());
    assert.match(report, /^absent .*paas3-webfe:0\.1\.3 {2}\(HTTP 404\)\n.*'images\.tags\.paas3-webfe'/);
    assert.match(await reportOn("mysql-8.0", mirror()), /'images\.tags\["mysql-8\.0"\]'/);
  });

  it("is asked for the digest where there is one, whatever the tag is now", async () => {
    const digest = registry.push(`blueking/${WEBFE}:0.1.2`);
    const pinned = mirror({ digests: { [WEBFE]: digest } });
    assert.deepEqual(presences(await checked(pinned, WEBFE)), [`${WEBFE} present`]);
    const other = `sha256:${"0".repeat(64)}`;
    assert.match(
      await reportOn(WEBFE, mirror({ digests: { [WEBFE]: other } })),
      /^absent .*\n.*images\.digests/,
    );
  });

  it("that takes no HEAD is asked by GET", async () => {
    registry.push(`blueking/${WEBFE}:0.1.3`);
    registry.fault = (asked) => (asked.startsWith("HEAD") ? "status-405" : undefined);
    assert.deepEqual(presences(await checked(mirror(), WEBFE)), [`${WEBFE} present`]);
  });

  it("is shown only its own account", async () => {
    const other = await TestRegistry.start("basic");
    try {
      other.hide("library");
      other.push("library/redis:7.2.16");
      const settings = mirror({ storeRegistry: `${other.host}/library`, credentials: CREDENTIALS });
      const report = await reportOn("redis", settings);
      assert.match(report, /^refused .*\n.*a mirror in bkpaas:images\.storeRegistry/);
      assert.deepEqual(schemes(other.calls), [undefined]);
    } finally {
      await other.stop();
    }
  });

  it("that loses one answer hides no other", async () => {
    registry.push(`blueking/${WEBFE}:0.1.3`);
    registry.fault = (asked) => (asked.includes("slug-app") ? "close" : undefined);
    const findings = await checked(mirror(), WEBFE, "slug-app");
    assert.deepEqual(presences(findings), [`${WEBFE} present`, "slug-app unreachable"]);
  });

  it("that fails is told from one that lacks the image", async () => {
    registry.fault = () => "status-500";
    assert.match(await reportOn(WEBFE, mirror()), /^unreachable .*\(HTTP 500\)\n.*HTTPS_PROXY/);
  });

  it("that gives no tokens is unreachable", async () => {
    registry.fault = (asked) => (asked.includes("/token") ? "status-500" : undefined);
    assert.match(await reportOn(WEBFE, mirror()), /^unreachable .*\(HTTP 500 of 127\.0\.0\.1.*tokens/);
  });

  it("whose tokens another host gives is asked with that host's", async () => {
    registry.push(`blueking/${WEBFE}:0.1.3`);
    registry.realm = `http://${registry.host.replace("127.0.0.1", "localhost")}/token`;
    assert.deepEqual(presences(await checked(mirror(), WEBFE)), [`${WEBFE} present`]);
  });

  it("that says nowhere to get a token is unreachable", async () => {
    registry.realm = "nowhere";
    assert.match(await reportOn(WEBFE, mirror()), /^unreachable .*names no address/);
  });

  it("is no web server that has a page for everything", async () => {
    registry.fault = () => "web-page";
    assert.match(await reportOn(WEBFE, mirror()), /^unreachable .*this is no registry/);
  });

  it("that never answers is given up", async () => {
    registry.fault = () => "hang";
    const [finding] = await checkImages(mirror(), [WEBFE], { ...ASKING, timeoutMs: 200 });
    assert.equal(finding?.answer.presence, "unreachable");
    assert.match(finding.answer.detail, /timeout/);
  });

  it("that is gone is unreachable, with the reason", async () => {
    const gone = await TestRegistry.start();
    const settings = mirror({ registry: `${gone.host}/blueking` });
    await gone.stop();
    assert.match(await reportOn(WEBFE, settings), /^unreachable .*ECONNREFUSED/);
  });

  it("elsewhere is asked by TLS, unless it is said to have none", async () => {
    registry.push(`blueking/${WEBFE}:0.1.3`);
    const { host } = registry;
    const elsewhere = host.replace("127.0.0.1", "0.0.0.0");
    const settings = { registry: `${elsewhere}/blueking`, tags: {} };
    const [byTls] = await checked(settings, WEBFE);
    assert.equal(byTls?.answer.presence, "unreachable");
    assert.deepEqual(registry.calls, []);
    const plain = { ...ASKING, plainHttp: new Set([elsewhere]) };
    assert.deepEqual(presences(await checkImages(settings, [WEBFE], plain)), [`${WEBFE} present`]);
  });
});
