import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { after, before, describe, it } from "node:test";
import { keyNames, keyOf } from "../../config/secrets/catalogue.ts";
import { type Allowed, complaints } from "../support/leaks/allow-list.ts";
import { scan } from "../support/leaks/scanner.ts";
import { Clone } from "./support/clone.ts";
import { placesOf } from "./support/places.ts";
import { PLANTED_FILES, plantEverywhere } from "./support/planting.ts";
import { ProcessWatch } from "./support/process-watch.ts";
import { secretsOf } from "./support/secrets.ts";

/**
 * The most verbose level that shows no key. From 3 on, and with `--debug`, the SDK for Node.js writes down what the engine
 * answers to each registration, generated texts and Secrets included.
 */
const VERBOSE = 2;

/** Everything that is done with a stack day by day, beside `make`. */
const COMMANDS = [
  `pulumi up --yes --logtostderr --verbose=${VERBOSE}`,
  `pulumi refresh --yes --skip-preview --logtostderr --verbose=${VERBOSE}`,
  "pulumi preview --diff",
  "pulumi preview --json",
  "pulumi stack",
  "pulumi stack output --json",
  "pulumi stack export",
  "pulumi stack history --json",
  "pulumi config --json",
];

const ALLOWED: readonly Allowed[] = [
  {
    place: /^environments of processes$/,
    reason:
      "the engine hands a program its configuration, secrets included, as PULUMI_CONFIG; only the same user can read it",
    // The administrators of MariaDB, Redis, RabbitMQ and bkrepo.
    count: 4,
  },
];

describe("the life of a stack", () => {
  let clone: Clone;
  let watch: ProcessWatch;
  let secrets: Map<string, string>;

  before(async () => {
    clone = await Clone.create();
    watch = new ProcessWatch(clone.dir);
    await succeed(clone.make("preview"));
    for (const command of COMMANDS) await succeed(clone.inEnv(`${command} --stack dev`));
    await succeed(clone.inEnv("pulumi config set --path bkpaas:platform.replicas 2 --stack dev"));
    const passphrase = clone.sandbox("escrow-passphrase");
    fs.writeFileSync(passphrase, randomBytes(16).toString("hex"), { mode: 0o600 });
    const escrow = `PASSPHRASE_FILE=${passphrase}`;
    for (const command of ["up", "status", "drift", "adopt", "rotate KEY=jwt", `escrow ${escrow}`]) {
      await succeed(clone.make(...command.split(" ")));
    }
    await succeed(clone.make("escrow-check", escrow));
    secrets = await secretsOf(clone);
  });

  after(async () => {
    watch.stop();
    await clone.remove();
  });

  it("leaves no secret in terminal, state, logs, checkout, cluster, Helm's records or processes", async () => {
    const always = keyNames.filter((name) => keyOf(name).when === "always");
    assert.deepEqual(
      always.filter((name) => !secrets.has(name)),
      [],
    );
    assert.ok([...watch.arguments].some((args) => /pulumi\nup\n/.test(args)));
    assert.deepEqual(complaints(scan(await placesOf(clone, watch), secrets), ALLOWED), []);
  });

  it("would show one that is planted in any of these places", async () => {
    const planted = randomBytes(16).toString("hex");
    await plantEverywhere(clone, watch, planted);
    const findings = scan(await placesOf(clone, watch), new Map([["planted", planted]]));
    const seen = new Set(findings.map(({ place }) => place));
    const expected = [
      ...["terminal", "arguments of processes", "environments of processes"],
      ...PLANTED_FILES.map((name) => (/\.gz$|pulumi-home/.test(name) ? `${name} > gzip` : name)),
      ".sandbox/logs/audit.log",
      ...["ConfigMap", "Event", "Job", "Deployment", "StatefulSet"].map((kind) => `objects of kind ${kind}`),
      ...["values of release planted", "manifest of release planted"],
      "release records > base64 > base64 > gzip",
    ];
    assert.deepEqual(
      expected.filter((place) => !seen.has(place)),
      [],
    );
  });

  it("shows keys one level of verbosity higher, which is why none is advised", async () => {
    const preview = await succeed(
      clone.inEnv(`pulumi preview --logtostderr --verbose=${VERBOSE + 1} --stack dev`),
    );
    assert.notDeepEqual(scan(new Map([["terminal", preview]]), secrets), []);
  });
});

/** What a command printed. */
async function succeed(running: ReturnType<Clone["make"]>): Promise<string> {
  const { exitCode, output } = await running;
  assert.equal(exitCode, 0, output);
  return output;
}
