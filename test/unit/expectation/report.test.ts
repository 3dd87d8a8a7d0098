// One preview for the report that is read and the steps that `up` is held to.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, test } from "node:test";
import { up } from "../../../sandbox/commands/up.ts";
import { readExpectation } from "../../../sandbox/expectation/file.ts";
import { fakePulumi } from "../../support/fake-pulumi.ts";

const STACK = { kind: "elsewhere", stack: "prod" } as const;

const pulumi = fakePulumi();
const out = path.join(pulumi.dir, "reviewed");
const file = path.join(out, "prod.json");
const REVIEWED = { FROM: "preview", OUT: out, FILE: file };
const CLI = path.join(import.meta.dirname, "../../../sandbox/cli.ts");

beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
});

/** How `make report` ended, and what it printed for whom. */
interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs what `make report` runs, with these variables. */
function reported(variables: Readonly<Record<string, string>> = REVIEWED): Ended {
  const env = { PATH: process.env.PATH ?? "", HOME: pulumi.dir, STACK: "prod", BASE: "HEAD", ...variables };
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, "report"], { env, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** Lets the preview tell events: of a ConfigMap with a value, and of whatever else. */
function tells(value: string, ...more: readonly object[]): void {
  const urn = "urn:pulumi:prod::bkpaas::kubernetes:core/v1:ConfigMap::settings";
  const inputs = (level: string) => ({ inputs: { metadata: { name: "settings" }, data: { level } } });
  const metadata = {
    op: "update",
    urn,
    old: inputs("none"),
    new: inputs(value),
    detailedDiff: { "data.level": {} },
  };
  const events = [{ resourcePreEvent: { metadata } }, ...more];
  const lines = events.map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event }));
  writeFileSync(pulumi.preview, lines.join("\n"));
}

const DELETION = {
  resourcePreEvent: {
    metadata: {
      op: "delete",
      urn: "urn:pulumi:prod::bkpaas::kubernetes:core/v1:Secret::key",
      old: { inputs: {}, protect: true },
    },
  },
};

const FAILURE = { diagnosticEvent: { severity: "error", message: "error: mysql.host is missing" } };

function calls(): string[] {
  return readFileSync(pulumi.calls, "utf8").split("\n").filter(Boolean);
}

test("one preview gives both, and they name each other", () => {
  tells("info");
  const { code, stdout, stderr } = reported();
  assert.equal(code, 0);
  assert.deepEqual(calls(), ["preview --json --stack prod"]);
  const { steps, digest } = readExpectation(file, "prod");
  assert.deepEqual(
    steps.map(({ operation, changed }) => [operation, changed]),
    [["update", ["data.level"]]],
  );
  assert.match(stdout, new RegExp(`^Expected steps: digest \`${digest}\`\\.$`, "m"));
  assert.match(stderr, new RegExp(`Expected steps: 1, digest ${digest}\\.`));
  assert.equal(readFileSync(path.join(out, "prod.md"), "utf8"), stdout);
});

test("up does what was reported, and nothing that was not", async () => {
  tells("info");
  reported();
  assert.equal(await up(STACK, file), 0);
  tells("debug");
  assert.equal(await up(STACK, file), 1);
  assert.equal(calls().filter((call) => call.startsWith("up")).length, 1);
});

test("the same preview gives the same bytes", () => {
  tells("info");
  const made = (): string[] => {
    reported();
    return readdirSync(out).map((name) => `${name}\n${readFileSync(path.join(out, name), "utf8")}`);
  };
  const first = made();
  assert.equal(first.length, 3);
  assert.deepEqual(made(), first);
});

test("of a broken rule there is a report that names it, and no expectation, not even the one before", () => {
  tells("info");
  reported();
  tells("info", DELETION);
  const { code, stdout, stderr } = reported();
  assert.equal(code, 1);
  assert.match(stdout, /irreplaceable/);
  assert.doesNotMatch(stdout, /Expected steps/);
  assert.match(stderr, /irreplaceable: .*\n +kubernetes:core\/v1:Secret::key\n\nNo steps are kept in /s);
  assert.deepEqual(readdirSync(out), ["prod.full.md", "prod.md"]);
});

test("steps are not kept where the report stands", () => {
  tells("info");
  for (const name of ["prod.md", "prod.full.md"]) {
    const { code, stderr } = reported({ ...REVIEWED, FILE: path.join(out, ".", name) });
    assert.equal(code, 1);
    assert.match(stderr, /FILE=.* is where the report of OUT stands: give FILE another name/);
    assert.ok(!existsSync(out));
  }
});

test("without FILE a broken rule is a finding, and no reason to fail", () => {
  tells("info", DELETION);
  const { code, stdout } = reported({ FROM: "preview" });
  assert.equal(code, 0);
  assert.match(stdout, /irreplaceable/);
});

test("of a preview that failed there is a report that says why, and no expectation", () => {
  tells("info", FAILURE);
  writeFileSync(pulumi.code, "255");
  const { code, stdout } = reported();
  assert.equal(code, 1);
  assert.match(stdout, /\*\*failed\*\*/);
  assert.match(stdout, /mysql\.host is missing/);
  assert.ok(!existsSync(file));
});

test("FILE asks for a preview, and a recorded graph is refused", () => {
  tells("info");
  assert.equal(reported({ FILE: file }).code, 0);
  assert.ok(existsSync(file));
  const refused = reported({ ...REVIEWED, FROM: "graph" });
  assert.deepEqual([refused.code, refused.stdout], [1, ""]);
  assert.match(refused.stderr, /with FILE use FROM=preview/);
  assert.match(reported({ ...REVIEWED, FILE: "" }).stderr, /FILE is set to nothing/);
});
