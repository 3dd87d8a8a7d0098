import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { parse, stringify } from "yaml";
import { scan } from "../support/leaks/scanner.ts";
import { type Section, merged } from "../support/named-secrets.ts";
import { CANARIES, PREPARED_CHANGES, type PreparedChange, START } from "../support/prepared-changes.ts";
import { edit } from "../support/prepared-graphs.ts";
import { readReport } from "../support/read-report.ts";
import { unlessThorough } from "../support/thorough.ts";
import { Clone } from "./support/clone.ts";
import { revisionsOf } from "./support/cluster.ts";
import { asAdministrator } from "./support/database.ts";
import { effectsDone } from "./support/operations.ts";
import { secretsOf } from "./support/secrets.ts";

// One stack that takes one prepared change after the other: what is reported before, and what the run then does.

const NAMESPACE = "paas-system";

/** Changes whose kind another one has too; the rest is tried in every run. */
const MORE: ReadonlySet<string> = new Set(["secret-in-values", "renamed-irreplaceable", "image"]);

describe("what a report says of a prepared change is what the run then does", () => {
  let clone: Clone;
  const reports = new Map<string, string>();

  before(async () => {
    clone = await Clone.withServers();
    await clone.commit();
    await apply(clone, START);
    // What PaaS 2.0 has brought along: a change makes it instead.
    await asAdministrator(clone, (connection) => connection.query("DROP DATABASE open_paas"));
    await up(clone);
  });

  after(async () => {
    await clone.remove();
  });

  for (const change of PREPARED_CHANGES) {
    it(change.name, { skip: MORE.has(change.name) && unlessThorough }, async () => {
      const undo = await apply(clone, change);
      try {
        const { whole, terminal } = await report(clone, change.refusedBy);
        reports.set(change.name, whole + terminal);
        const said = readReport(whole);
        assert.equal(said.verdict, change.verdict);
        assert.deepEqual(said.effects, change.effects);
        assert.deepEqual(said.restarts, change.restarts);
        assert.deepEqual(
          said.rules.filter((rule) => rule !== "warning"),
          change.refusedBy === undefined ? [] : [change.refusedBy],
        );
        if (change.refusedBy === undefined) await isDone(clone, change);
        else await isRefused(clone, change.refusedBy);
      } finally {
        if (change.refusedBy !== undefined) undo();
      }
      await clone.commit();
    });
  }

  it("no report shows a secret of the stack", async () => {
    const secrets = new Map([
      ...(await secretsOf(clone)),
      ...CANARIES.map((text): [string, string] => [text, text]),
    ]);
    const { users } = parse(fs.readFileSync(clone.sandbox("kubeconfig"), "utf8")) as Kubeconfig;
    secrets.set("token of the cluster", users[0].user.token);
    assert.ok(reports.size > 0);
    assert.deepEqual(scan(reports, secrets), []);
  });
});

interface Kubeconfig {
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}

/** The run does what was said, to the pods too. */
async function isDone(clone: Clone, { effects, restarts }: PreparedChange): Promise<void> {
  const before = await revisionsOf(clone, NAMESPACE);
  assert.deepEqual(effectsDone(await up(clone)), effects);
  const after = await revisionsOf(clone, NAMESPACE);
  const restarted = Object.keys(before).filter((name) => before[name] !== after[name]);
  assert.deepEqual(
    restarted.map((name) => `Deployment/${name}`),
    restarts,
  );
}

async function isRefused(clone: Clone, rule: string): Promise<void> {
  const state = clone.sandbox("state", ".pulumi", "stacks", "bkpaas", "dev.json");
  const before = fs.readFileSync(state, "utf8");
  const refused = await clone.make("up");
  assert.notEqual(refused.exitCode, 0);
  assert.match(refused.output, new RegExp(rule));
  assert.equal(fs.readFileSync(state, "utf8"), before);
}

/** @returns the engine's events, in which it shows secrets to whoever debugs */
async function up(clone: Clone): Promise<string> {
  const { exitCode, output } = await clone.inEnv("pulumi up --yes --skip-preview --json --stack dev");
  const errors = output.split("\n").filter((line) => line.includes('"severity":"error"'));
  assert.equal(exitCode, 0, errors.join("\n"));
  return output;
}

/**
 * Reports, and keeps what is expected of the run unless a rule is broken.
 * @returns the file with the whole report, and what was printed
 */
async function report(clone: Clone, refusedBy?: string): Promise<{ whole: string; terminal: string }> {
  const out = ".sandbox/report";
  const made = await clone.make(
    ...["report", "STACK=dev", "BASE=HEAD", "FROM=preview", `OUT=${out}`, `FILE=${out}/dev.json`],
  );
  assert.equal(made.exitCode === 0, refusedBy === undefined, made.output);
  assert.equal(fs.existsSync(clone.sandbox("report", "dev.json")), refusedBy === undefined);
  const whole = fs.readFileSync(clone.sandbox("report", "dev.full.md"), "utf8");
  return { whole, terminal: made.output };
}

/** Brings a change into the clone. @returns what takes it out again */
async function apply(
  clone: Clone,
  { config = {}, secrets = {}, edits = [] }: Partial<PreparedChange>,
): Promise<() => void> {
  const stackFile = clone.sandbox("Pulumi.dev.yaml");
  const files = [stackFile, ...edits.map(({ file }) => path.join(clone.dir, file))];
  const texts = files.map((file) => fs.readFileSync(file));
  edit(clone.dir, edits);
  const written = parse(fs.readFileSync(stackFile, "utf8")) as { config: Section };
  const qualified = Object.entries(config).map(([key, value]) => [`bkpaas:${key}`, value]);
  const changed = merged(written.config, Object.fromEntries(qualified) as Section);
  fs.writeFileSync(stackFile, stringify({ ...written, config: changed }));
  for (const [key, value] of leavesOf(secrets)) {
    const file = clone.sandbox("value");
    fs.writeFileSync(file, value, { mode: 0o600 });
    await clone.ask(`pulumi config set --secret --path 'bkpaas:${key}' --stack dev < '${file}'`);
    fs.rmSync(file);
  }
  return () => {
    files.forEach((file, index) => {
      fs.writeFileSync(file, texts[index] ?? "");
    });
  };

  function leavesOf(section: Section, above = ""): [string, string][] {
    return Object.entries(section).flatMap(([key, value]) => {
      const at = above === "" ? key : `${above}.${key}`;
      if (typeof value === "object") return leavesOf(value, at);
      // The cluster of this sandbox takes the place of one that nobody runs.
      const text =
        key === "kubeconfig" ? fs.readFileSync(clone.sandbox("kubeconfig"), "utf8") : String(value);
      return [[at, text]];
    });
  }
}
