import fs from "node:fs";
import path from "node:path";
import { readGraph } from "../../report/graph.ts";
import { comment, commentFile, document, wholeFile } from "../../report/markdown/document.ts";
import type { ChartTool } from "../../report/manifests/chart-tool.ts";
import { helmOnThisMachine } from "../../report/manifests/render.ts";
import type { Report, Tier } from "../../report/model.ts";
import { reportOfGraphs, reportOfPreview } from "../../report/report.ts";
import { CHECKOUT } from "../layout.ts";
import { type Base, baseOf, fileAt, withChartsAt } from "../report/base.ts";
import { graphFile, recordedGraph } from "../report/recorded.ts";
import { type Target, shortName, stackOf } from "../stack/target.ts";

/** What a user says, apart from the stack. */
export interface ReportOptions {
  /** Branch, tag or commit to compare with. */
  readonly base?: string;
  /** `graph` or `preview`; where it is not said, the graph if one is recorded. */
  readonly from?: string;
  /** Folder for the files, in the checkout unless it is absolute. */
  readonly out?: string;
}

/** What a report of any tier is made from. */
interface Ground {
  readonly stack: string;
  readonly base: Base;
  readonly charts: ChartTool;
}

/**
 * Prints what a run would change, as Markdown for a comment on a pull request; with OUT also writes it there, and the whole
 * of it, which may not fit into a comment.
 * @returns 1 where the preview failed, which the report says
 */
export async function report(target: Target, options: ReportOptions): Promise<number> {
  const stack = stackOf(target);
  const tier = tierOf(stack, options.from);
  const base = baseOf(options.base);
  const made = await withChartsAt(base, (folder) => {
    const ground = { stack, base, charts: helmOnThisMachine({ old: folder, new: CHECKOUT }) };
    return tier === "graph" ? fromGraphs(ground) : fromPreview(target, ground);
  });
  const text = comment(made);
  if (options.out !== undefined) write(path.resolve(CHECKOUT, options.out), made, text);
  process.stdout.write(text);
  return made.errors.length === 0 ? 0 : 1;
}

/** @throws Error for another word, and for a stack without a recorded graph, with what to do */
function tierOf(stack: string, from: string | undefined): Tier {
  const isRecorded = fs.existsSync(path.join(CHECKOUT, graphFile(shortName(stack))));
  if (from === undefined || from === "") return isRecorded ? "graph" : "preview";
  if (from !== "graph" && from !== "preview") throw new Error(`FROM is graph or preview, not ${from}.`);
  if (from === "graph" && !isRecorded) {
    throw new Error(
      `No graph of stack ${stack} is recorded (${graphFile(shortName(stack))}). Add its stack file to test/golden/environments.ts ` +
        "and run make golden; or use FROM=preview, which needs the stack's credentials.",
    );
  }
  return from;
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

async function fromPreview(target: Target, { stack, base, charts }: Ground): Promise<Report> {
  const { tryPulumi } = await import("../stack/pulumi.ts");
  if (target.kind === "dev") await (await import("../prepare.ts")).prepare();
  // Its events, for the digest tells neither outputs nor what stays the same.
  process.env.PULUMI_ENABLE_STREAMING_JSON_PREVIEW = "true";
  const { exitCode, output, errors } = await tryPulumi(target, ["preview", "--json"]);
  const failure = withoutPlace(errors).trim() || `The preview ended with ${exitCode}.`;
  return reportOfPreview({
    stack,
    base: base.name,
    charts,
    preview: withoutPlace(output),
    ...(exitCode !== 0 && { failure }),
  });
}

/** A text without where this checkout is, which differs from machine to machine. */
function withoutPlace(text: string): string {
  return text.replaceAll(CHECKOUT, ".");
}

function write(folder: string, made: Report, text: string): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, commentFile(made.stack)), text);
  fs.writeFileSync(path.join(folder, wholeFile(made.stack)), document(made));
}
