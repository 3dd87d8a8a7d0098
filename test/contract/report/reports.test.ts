import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { type Graph, readGraph } from "../../../report/graph.ts";
import { COMMENT_LIMIT } from "../../../report/markdown/fit.ts";
import { comment, commentFile, document, wholeFile } from "../../../report/markdown/document.ts";
import { helmOnThisMachine } from "../../../report/manifests/render.ts";
import type { Report } from "../../../report/model.ts";
import { reportOfGraphs } from "../../../report/report.ts";
import { readIfExists } from "../../../sandbox/files.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";
import { scan } from "../../support/leaks/scanner.ts";
import { CANARIES, PREPARED_CHANGES, type PreparedChange } from "../../support/prepared-changes.ts";
import { type PreparedGraph, preparedGraph, scratchFolder } from "../../support/prepared-graphs.ts";
import { generatedText } from "../../support/recording-monitor.ts";
import { readReport } from "../../support/read-report.ts";

// Not among the tests that need no tool, because helm renders the charts; `make golden` rewrites them where helm is there.
const UPDATE = process.env.GOLDEN === "update";
const RECORDED = path.join(CHECKOUT, "test", "golden", "reports");

// Two at once: each records a graph in a process of its own.
describe("the report without credentials", { concurrency: 2 }, () => {
  let scratch: string;
  const graphs = new Map<string, Promise<PreparedGraph>>();

  before(() => {
    scratch = scratchFolder();
    fs.mkdirSync(RECORDED, { recursive: true });
  });

  after(() => {
    fs.rmSync(scratch, { recursive: true });
  });

  /** The graph after a change, or before any. */
  const graphAfter = (name: string | undefined): Promise<PreparedGraph> => {
    const known = graphs.get(name ?? "");
    if (known) return known;
    const made = preparedGraph(leadingTo(name), scratch);
    graphs.set(name ?? "", made);
    return made;
  };

  const reportOf = async (change: PreparedChange, order: (graph: Graph) => Graph): Promise<Report> => {
    const [old, now] = [await graphAfter(change.after), await graphAfter(change.name)];
    return reportOfGraphs({
      stack: "dev",
      base: "main",
      charts: helmOnThisMachine({ old: old.program, new: now.program }),
      old: order(readGraph(old.text, "old")),
      now: order(readGraph(now.text, "new")),
    });
  };

  for (const change of PREPARED_CHANGES) {
    it(`is the recorded one for ${change.name}, with the verdict and the effects that are expected`, async () => {
      const report = await reportOf(change, (graph) => graph);
      const [text, whole] = [comment(report), document(report)];
      isRecorded(commentFile(change.name), text);
      isRecorded(wholeFile(change.name), whole === text ? undefined : whole);
      const { verdict, effects, restarts, rules } = readReport(whole);
      assert.equal(verdict, change.verdict);
      assert.deepEqual(effects, change.effects);
      assert.deepEqual(restarts, change.restarts);
      assert.deepEqual(rules, change.refusedBy === undefined ? [] : [change.refusedBy]);
      assert.ok(Buffer.byteLength(text) <= COMMENT_LIMIT);
    });
  }

  it("has the same bytes whatever the order in which the graph is written down", async () => {
    const change = PREPARED_CHANGES.find(({ name }) => name === "key") ?? assert.fail();
    const reports = await Promise.all([reportOf(change, (graph) => graph), reportOf(change, reversed)]);
    assert.equal(document(reports[0]), document(reports[1]));
  });
});

describe("what is committed", () => {
  it("shows no secret that a recording could: not the reports, not the pictures", () => {
    const secrets = new Map<string, string>(CANARIES.map((canary) => [canary, canary]));
    for (const [name, text] of generated()) secrets.set(name, text);
    assert.ok(secrets.size > 20);
    const places = new Map([...filesIn(RECORDED), ...filesIn(path.join(CHECKOUT, "docs", "pictures"))]);
    assert.ok(places.size >= PREPARED_CHANGES.length);
    assert.deepEqual(scan(places, secrets), []);
  });
});

/** A report is what its file has; where a comment tells all, there is no file with the whole. */
function isRecorded(name: string, text: string | undefined): void {
  const file = path.join(RECORDED, name);
  if (UPDATE) {
    if (text === undefined) fs.rmSync(file, { force: true });
    else fs.writeFileSync(file, text);
  }
  assert.equal(text, readIfExists(file));
}

/** The changes that lead to a state, from the first. */
function leadingTo(name: string | undefined): PreparedChange[] {
  const change = PREPARED_CHANGES.find((candidate) => candidate.name === name);
  return change === undefined ? [] : [...leadingTo(change.after), change];
}

function reversed({ resources, outputs }: Graph): Graph {
  const turned = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).reverse());
  return { resources: turned(resources), outputs: turned(outputs) };
}

/** Texts that every recording makes up for generated keys and passwords, by name. */
function generated(): [string, string][] {
  const graph = readGraph(fs.readFileSync(path.join(CHECKOUT, "test/golden/dev.json"), "utf8"), "dev.json");
  return Object.keys(graph.resources)
    .filter((id) => id.includes("random:"))
    .map((id) => id.split("::").at(-1) ?? "")
    .map((name) => [name, generatedText(name)]);
}

function filesIn(folder: string): [string, Buffer][] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .map((name): [string, Buffer] => [
      `${path.basename(folder)}/${name}`,
      fs.readFileSync(path.join(folder, name)),
    ]);
}
