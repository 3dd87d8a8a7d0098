import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, describe, it } from "node:test";
import { stringify } from "yaml";
import { fingerprintOf } from "../../config/secrets/fingerprint.ts";
import { scan } from "../support/leaks/scanner.ts";
import { Clone, type Ended } from "./support/clone.ts";

import { outputsOf } from "./support/outputs.ts";
import { Stack, onServersOf } from "./support/stack.ts";

// Keys of installations that run in the cluster of one clone, taken into stacks that know nothing of them.

const CHART = process.env.BKPAAS3_CHART;
let clone: Clone;

before(async () => {
  clone = await Clone.create();
  const up = await clone.make("up");
  assert.equal(up.exitCode, 0, up.output);
});

after(async () => {
  await clone.remove();
});

describe("a stack whose state was lost", () => {
  let stack: Stack;

  before(async () => {
    stack = await newStack("again", "paas-system");
    const { keys } = await outputsOf(clone);
    await stack.pulumi("config set --path keys.fingerprintSalt.source given");
    await stack.pulumi("config set --secret --path keys.fingerprintSalt.value", keys.fingerprintSalt);
    // One that its installation has lost.
    await patchSecret([{ op: "remove", path: LOST }]);
  });

  it("is told which keys its installation does not have, and nothing is written", async () => {
    const before = fs.readFileSync(stack.file, "utf8");
    const refused = await adopt(stack, "YES=1");
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /svcMysqlEncryption .*REFUSED\s+is nowhere/);
    assert.doesNotMatch(refused.output, /svcBkrepoEncryption .*REFUSED/);
    assert.match(refused.output, /MISSING=generate/);
    assert.equal(fs.readFileSync(stack.file, "utf8"), before);
  });

  it("is asked first, and nothing is written where nobody answers", async () => {
    const before = fs.readFileSync(stack.file, "utf8");
    const asked = await adopt(stack, "MISSING=generate");
    assert.notEqual(asked.exitCode, 0);
    assert.match(asked.output, /Nothing was written\. To write these keys without being asked: YES=1/);
    assert.equal(fs.readFileSync(stack.file, "utf8"), before);
  });

  it("gets back the keys of its release with the same fingerprints, and its preview replaces nothing", async () => {
    const { fingerprints, keys } = await outputsOf(clone);
    const value = Buffer.from(keys.svcMysqlEncryption).toString("base64");
    await patchSecret([{ op: "add", path: LOST, value }]);
    const adopted = await adopt(stack, "YES=1");
    assert.equal(adopted.exitCode, 0, adopted.output);
    const names = [
      ...["encryption", "jwt", "privateToken", "appSecret", "healthzToken", "metricsToken"],
      ...["svcMysqlEncryption", "svcBkrepoEncryption", "svcRabbitmqEncryption", "svcRabbitmqDjango"],
      ...["mysqlPlatform", "mysqlServices", "mysqlPlan"],
      ...["bkrepoPlatform", "bkrepoAddons", "bkrepoLesscode"],
    ];
    for (const name of names) {
      assert.match(adopted.output, new RegExp(`^${name} +${fingerprints[name] ?? "none"} `, "m"));
    }
    const configured = await keysIn(stack);
    for (const name of names) assert.equal(configured[name], Reflect.get(keys, name), name);
    await previewReplacesNothing(stack);
    await hasNoKeyInTheClear(stack, configured);
  });

  it("has nothing more to adopt the second time", async () => {
    const before = fs.readFileSync(stack.file, "utf8");
    const again = await adopt(stack, "MISSING=generate");
    assert.equal(again.exitCode, 0, again.output);
    assert.match(again.output, /There is nothing to adopt; nothing was written/);
    assert.equal(fs.readFileSync(stack.file, "utf8"), before);
  });
});

describe("a release of paas-stack that holds its keys in its values", () => {
  const NAMESPACE = "paas-helm";
  const encryption = Buffer.from("abcdefghijklmnopqrstuvwxyz012345").toString("base64");
  const another = Buffer.from("zyxwvutsrqponmlkjihgfedcba543210").toString("base64");
  const env = {
    BKKRILL_ENCRYPT_SECRET_KEY: encryption,
    BK_APP_SECRET: "8c5bd7f5-7f4e-4ef1-9a5c-0a3e2d9c4b61",
    PAAS3_MYSQL_USER: "bk_paas3",
    PAAS3_MYSQL_PASSWORD: "PlatformsOwnPassword",
  };
  let stack: Stack;

  before(async () => {
    stack = await newStack("helm", NAMESPACE);
    const image = { repository: "registry.example.com/paas3", tag: "1" };
    const module = { image, env: { BKKRILL_ENCRYPT_SECRET_KEY: encryption } };
    await install("plain", "charts/paas-stack", NAMESPACE, {
      global: {
        sharedDomain: "helm.example.test",
        env: { PAAS_SERVICE_JWT_CLIENTS_KEY: "jwt-key-of-a-release-by-hand-0123456789" },
      },
      apiserver: { image, env },
      workloads: module,
      webfe: { image },
      extraInitial: { devops: { image } },
    });
  });

  it("is not adopted while a Secret beside it says otherwise; both places are named", async () => {
    const secret = `kubectl --namespace ${NAMESPACE} create secret generic bkpaas3-apiserver-secrets`;
    await clone.ask(`${secret} --from-literal=BKKRILL_ENCRYPT_SECRET_KEY=${another}`);
    const before = fs.readFileSync(stack.file, "utf8");
    const refused = await adopt(stack, "MISSING=generate", "YES=1");
    await clone.ask(`kubectl --namespace ${NAMESPACE} delete secret bkpaas3-apiserver-secrets`);
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /encryption .*REFUSED\s+the places don't agree/);
    assert.match(
      refused.output,
      /release plain: apiserver\.env\.BKKRILL_ENCRYPT_SECRET_KEY; release plain: workloads/,
    );
    assert.match(refused.output, /Secret bkpaas3-apiserver-secrets: BKKRILL_ENCRYPT_SECRET_KEY/);
    assert.equal(fs.readFileSync(stack.file, "utf8"), before);
  });

  it("is adopted as it is, and the preview replaces nothing", async () => {
    const adopted = await adopt(stack, "MISSING=generate", "YES=1");
    assert.equal(adopted.exitCode, 0, adopted.output);
    const configured = await keysIn(stack);
    assert.equal(configured["encryption"], encryption);
    assert.equal(configured["mysqlPlatform"], env.PAAS3_MYSQL_PASSWORD);
    const salt = configured["fingerprintSalt"] ?? "";
    assert.match(adopted.output, new RegExp(`encryption +${fingerprintOf(salt, "encryption", encryption)} `));
    await previewReplacesNothing(stack);
    await hasNoKeyInTheClear(stack, configured);
  });
});

const needsChart = CHART === undefined && "no archive of chart bkpaas3 is at hand: BKPAAS3_CHART=<file>";

describe("a release of chart bkpaas3", { skip: needsChart }, () => {
  // Not "blueking", which is the default password too and would be found in the stack file.
  const NAMESPACE = "paas-second";
  const encryption = Buffer.from("the-one-key-of-all-its-modules-!").toString("base64");

  it("is adopted from its values and ConfigMaps, and the preview replaces nothing", async () => {
    const database = {
      externalDatabase: { default: { host: "db", user: "root", password: "RootsPassword" } },
    };
    const off = { enabled: false };
    await install("bk-paas", CHART ?? "", NAMESPACE, {
      global: {
        appSecret: "0f0c6f4e-6c0b-4a3b-8b1d-6d4b7c1e2a90",
        paasServicesJwtClientKey: "jwt-key-of-the-second-generation-0123",
        bkKrillEncryptSecretKey: encryption,
        healthzToken: "HealthTokenOfTheSecondGeneration",
      },
      ...{ mariadb: off, redis: off, rabbitmq: off },
      ...{ apiserver: database, workloads: database },
      ...{ "svc-mysql": database, "svc-bkrepo": database, "svc-rabbitmq": database, "svc-otel": database },
    });
    const stack = await newStack("second-generation", NAMESPACE);
    const adopted = await adopt(stack, "YES=1");
    assert.equal(adopted.exitCode, 0, adopted.output);
    const configured = await keysIn(stack);
    for (const name of ["encryption", "svcMysqlEncryption", "svcBkrepoEncryption", "svcRabbitmqEncryption"]) {
      assert.equal(configured[name], encryption, name);
    }
    const salt = configured["fingerprintSalt"] ?? "";
    assert.match(adopted.output, new RegExp(`encryption +${fingerprintOf(salt, "encryption", encryption)} `));
    assert.match(
      adopted.output,
      /in ConfigMap bkpaas3-apiserver-general-envs: PAAS_BKKRILL_ENCRYPT_SECRET_KEY/,
    );
    assert.match(
      adopted.output,
      /published: chart bkpaas3, as SECRET_KEY of svc-rabbitmq; afterwards: make rotate/,
    );
    assert.equal(configured["mysqlPlatform"], undefined, "the password of root is not the platform's");
    await previewReplacesNothing(stack);
    await hasNoKeyInTheClear(stack, configured);
  });
});

/** Where svc-mysql's encryption key is. */
const LOST = "/data/BKKRILL_ENCRYPT_SECRET_KEY";

async function patchSecret(operations: readonly object[]): Promise<void> {
  const patch = JSON.stringify(operations);
  await clone.ask(
    `kubectl patch secret bkpaas3-svc-mysql-secrets --namespace paas-system --type json --patch '${patch}'`,
  );
}

/** A stack on the clone's servers that was never brought up. */
function newStack(name: string, namespace: string): Promise<Stack> {
  const sections = { "bkpaas:domain": "paas.example.test", "bkpaas:namespace": namespace };
  return Stack.create(clone, name, ...onServersOf(clone, sections));
}

function adopt(stack: Stack, ...variables: readonly string[]): Promise<Ended> {
  return clone.inEnv(["make -s adopt", `STACK=${stack.name}`, ...variables].join(" "));
}

/** Installs a chart as its user would: no hook is waited for, because chart bkpaas3 waits for servers that are not there. */
async function install(name: string, chart: string, namespace: string, values: object): Promise<void> {
  const file = clone.sandbox(`values-${name}.yaml`);
  fs.writeFileSync(file, stringify(values), { mode: 0o600 });
  const place = `--namespace ${namespace} --create-namespace`;
  await clone.ask(`helm install ${name} '${chart}' ${place} --values '${file}' --no-hooks`);
}

/** The keys in a stack's configuration, opened. */
async function keysIn(stack: Stack): Promise<Record<string, string | undefined>> {
  const shown = await clone.ask(`pulumi config --json --show-secrets --stack ${stack.name}`);
  const entries = JSON.parse(shown) as Record<string, { value: string }>;
  const keys = JSON.parse(entries["bkpaas:keys"]?.value ?? "{}") as Record<string, { value?: string }>;
  return Object.fromEntries(Object.entries(keys).map(([name, { value }]) => [name, value]));
}

async function previewReplacesNothing(stack: Stack): Promise<void> {
  const text = await clone.ask(`pulumi preview --json --stack ${stack.name}`);
  const { steps } = JSON.parse(text) as { steps: { op: string; urn: string }[] };
  assert.ok(steps.length > 20);
  assert.deepEqual(
    steps.filter(({ op }) => !["create", "same"].includes(op)),
    [],
  );
}

async function hasNoKeyInTheClear(
  stack: Stack,
  configured: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const keys = Object.entries(configured).flatMap(([name, key]): [string, string][] =>
    key === undefined ? [] : [[name, key]],
  );
  assert.ok(keys.length > 3);
  const places = new Map([
    ["the terminal", clone.transcript],
    ["the stack file", fs.readFileSync(stack.file, "utf8")],
    ["git", await clone.gitChanges()],
  ]);
  assert.deepEqual(scan(places, new Map(keys)), []);
}
