import fs from "node:fs";
import path from "node:path";
import { readGraph } from "../../report/graph.ts";
import { comment, commentFile, document, wholeFile } from "../../report/markdown/document.ts";
import type { ChartTool } from "../../report/manifests/chart-tool.ts";
import { helmOnThisMachine } from "../../report/manifests/render.ts";
import type { Report, Tier } from "../../report/model.ts";
import { reportOfGraphs, reportOfPreview } from "../../report/report.ts";
import {
  type Expectation,
  discardExpectation,
  expectationOf,
  kept,
  writeExpectation,
} from "../expectation/file.ts";
import { writeAtomically } from "../files.ts";
import { CHECKOUT } from "../layout.ts";
import { type Base, baseOf, fileAt, withChartsAt } from "../report/base.ts";
import { graphFile, recordedGraph } from "../report/recorded.ts";
import { type Target, shortName, stackOf } from "../stack/target.ts";
import type { Judgement } from "./gated.ts";

/** What a user says, apart from the stack. */
export interface ReportOptions {
  /** Branch, tag or commit to compare with. */
  readonly base?: string;
  /** `graph` or `preview`; where it is not said, the graph if one is recorded. */
  readonly from?: string;
  /** Folder for the files, in the checkout unless it is absolute. */
  readonly out?: string;
  /** Where to keep what `make up` is expected to do, by the same preview. */
  readonly file?: string;
}

/** What a report of any tier is made from. */
interface Ground {
  readonly stack: string;
  readonly base: Base;
  readonly charts: ChartTool;
}

/** A report, and what the run is held to where somebody asks for that. */
interface Made {
  readonly report: Report;
  readonly expected?: Expected;
}

/** What is expected of the run, or why nothing is. */
type Expected =
  | { readonly kind: "expectation"; readonly expectation: Expectation }
  | Extract<Judgement, { kind: "refused" }>;

/**
 * Prints what a run would change, as Markdown for a comment on a pull request; with OUT also writes it there, and the whole
 * of it, which may not fit into a comment. With FILE it keeps the steps of the same preview there, for `make up EXPECT=`.
 * @returns 1 where the preview failed, which the report says; with FILE also where a rule is broken: then no steps are kept
 */
export async function report(target: Target, options: ReportOptions): Promise<number> {
  const stack = stackOf(target);
  const { file, out } = options;
  const tier = tierOf(stack, options);
  const base = baseOf(options.base);
  if (file !== undefined) {
    refuseReportFile(stack, file, out);
    discardExpectation(file);
  }
  const { report: made, expected } = await withChartsAt(base, async (folder): Promise<Made> => {
    const ground = { stack, base, charts: helmOnThisMachine({ old: folder, new: CHECKOUT }) };
    return tier === "graph" ? { report: await fromGraphs(ground) } : fromPreview(target, ground, options);
  });
  const text = comment(made);
  if (out !== undefined) write(path.resolve(CHECKOUT, out), made, text);
  process.stdout.write(text);
  const isKept = file === undefined || keep(file, stack, expected);
  return made.errors.length === 0 && isKept ? 0 : 1;
}

/** @throws Error for another word, and for a stack without a recorded graph, with what to do */
function tierOf(stack: string, { from, file }: ReportOptions): Tier {
  if (from !== undefined && from !== "graph" && from !== "preview") {
    throw new Error(`FROM is graph or preview, not ${from}.`);
  }
  if (file !== undefined) {
    if (file === "")
      throw new Error("FILE is set to nothing: name the file for the steps, or leave FILE away.");
    if (from !== "graph") return "preview";
    throw new Error("A recorded graph does not tell what a run would do: with FILE use FROM=preview.");
  }
  const isRecorded = fs.existsSync(path.join(CHECKOUT, graphFile(shortName(stack))));
  if (from === undefined && isRecorded) return "graph";
  if (from === undefined) {
    console.error(`No graph of stack ${stack} is recorded: the stack itself is asked (FROM=preview).`);
    return "preview";
  }
  if (from === "graph" && !isRecorded) {
    throw new Error(
      `No graph of stack ${stack} is recorded (${graphFile(shortName(stack))}). Add its stack file to test/golden/environments.ts ` +
        "and run make golden; or use FROM=preview, which needs the stack's credentials.",
    );
  }
  return from;
}

/** @throws Error where the steps would be written over the report, or the report over them */
function refuseReportFile(stack: string, file: string, out: string | undefined): void {
  if (out === undefined) return;
  const reports = [commentFile(stack), wholeFile(stack)].map((name) => path.resolve(CHECKOUT, out, name));
  if (reports.includes(path.resolve(CHECKOUT, file))) {
    throw new Error(`FILE=${file} is where the report of OUT stands: give FILE another name.`);
  }
}

function fromGraphs({ stack, base, charts }: Ground): Promise<Report> {
  const file = graphFile(shortName(stack));
  const now = recordedGraph(shortName(stack));
  const before = fileAt(base, file);
  if (before === undefined) console.error(`${base.name} has no ${file}: all of the stack is new.`);
  const old =
    before === undefined ? { resources: {}, outputs: {} } : readGraph(before, `${base.name}:${file}`);
  return reportOfGraphs({ stack, base: base.name, charts, old, now });
}

async function fromPreview(
  target: Target,
  { stack, base, charts }: Ground,
  { file }: ReportOptions,
): Promise<Made> {
  if (target.kind === "dev") await (await import("../prepare.ts")).prepare();
  const { judged, previewOf } = await import("./gated.ts");
  const preview = await previewOf(target, "up");
  const expected = file === undefined ? undefined : expectedOf(stack, judged(preview));
  const failure = withoutPlace(preview.errors).trim() || `The preview ended with ${preview.exitCode}.`;
  const report = await reportOfPreview({
    stack,
    base: base.name,
    charts,
    preview: withoutPlace(preview.output),
    ...(preview.exitCode !== 0 && { failure }),
    ...(expected?.kind === "expectation" && { expectation: expected.expectation.digest }),
  });
  return { report, ...(expected && { expected }) };
}

function expectedOf(stack: string, judgement: Judgement): Expected {
  if (judgement.kind === "refused") return judgement;
  return { kind: "expectation", expectation: expectationOf(stack, judgement.told) };
}

/** A text without where this checkout is, which differs from machine to machine. */
function withoutPlace(text: string): string {
  return text.replaceAll(CHECKOUT, ".");
}

function write(folder: string, made: Report, text: string): void {
  fs.mkdirSync(folder, { recursive: true });
  writeAtomically(path.join(folder, commentFile(made.stack)), text, 0o644);
  writeAtomically(path.join(folder, wholeFile(made.stack)), document(made), 0o644);
}

/** Says on standard error what became of it: on standard output stands the report. @returns whether steps are kept */
function keep(file: string, stack: string, expected: Expected | undefined): boolean {
  if (expected?.kind !== "expectation") {
    console.error([...(expected ? [expected.reason] : []), `No steps are kept in ${file}.`].join("\n\n"));
    return false;
  }
  writeExpectation(file, expected.expectation);
  console.error(kept(file, stack, expected.expectation));
  return true;
}
