import { byHand } from "./judgement/by-hand.ts";
import { costOf } from "./judgement/cost.ts";
import { edgesOf } from "./changes/edges.ts";
import { findingsOf } from "./judgement/findings.ts";
import { graphChanges, outputChanges } from "./changes/graph-changes.ts";
import type { Graph } from "./graph.ts";
import type { ChartTool } from "./manifests/chart-tool.ts";
import { nativeObjectChange } from "./manifests/native.ts";
import { releaseChanges } from "./manifests/releases.ts";
import type { LeafChange, Report, ResourceChange } from "./model.ts";
import { withoutPlainSecrets } from "./secrets/plain-secrets.ts";
import { previewChanges } from "./changes/preview-changes.ts";
import { sqlOf } from "./sql/sql-changes.ts";
import { bySeverity, judgementOf } from "./judgement/verdict.ts";

/** What every report is made from. */
interface Ground {
  readonly stack: string;
  /** The commit or branch that the charts are compared with, and without a preview the graph. */
  readonly base: string;
  readonly charts: ChartTool;
}

/** Reports what a run with one recorded graph does to a stack that has another. Needs no credential. */
export function reportOfGraphs(
  ground: Ground & { readonly old: Graph; readonly now: Graph },
): Promise<Report> {
  const { old, now } = ground;
  const told = {
    changes: graphChanges(old, now),
    outputs: outputChanges(old, now),
    warnings: [],
    errors: [],
  };
  return assembled("graph", ground, told);
}

/**
 * Reports what a preview told.
 * @param preview what `pulumi preview --json` printed, its events best, which tell of outputs and of what stays the same;
 * nothing where it did not come so far
 * @param failure why it failed, for where it does not say so itself
 * @param expectation digest of what is expected by the same preview
 * @throws NoPreview for a text that is none
 */
export async function reportOfPreview(
  ground: Ground & { readonly preview: string; readonly failure?: string; readonly expectation?: string },
): Promise<Report> {
  const { preview, failure, expectation } = ground;
  const nothing = { changes: [], outputs: [], warnings: [], errors: [] };
  const told = failure !== undefined && preview.trim() === "" ? nothing : previewChanges(preview);
  const report = await assembled("preview", ground, { ...told, errors: unforeseen(told.errors, failure) });
  return { ...report, ...(expectation !== undefined && { expectation }) };
}

/** Deletions come last in a preview, so that a protected resource cuts nothing short; the rule `irreplaceable` tells it. */
const PROTECTED = /cannot be deleted.{1,3}because it is protected/s;

/** What is wrong beyond protected resources that would go. */
function unforeseen(errors: readonly string[], failure: string | undefined): readonly string[] {
  if (errors.length === 0) return failure === undefined ? [] : [withoutPlainSecrets(failure)];
  const others = errors.filter((error) => !PROTECTED.test(error));
  const isRefusal = others.length < errors.length && others.every((error) => error === "preview failed");
  return isRefusal ? [] : others;
}

/** What a graph or a preview tells. */
interface Told {
  /** Of all resources. */
  readonly changes: readonly ResourceChange[];
  readonly outputs: readonly LeafChange[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

async function assembled(tier: Report["tier"], { stack, base, charts }: Ground, told: Told): Promise<Report> {
  const { outputs, errors } = told;
  const changes = told.changes.filter(({ effect }) => effect !== "same").sort(bySeverity);
  const releases = await releaseChanges(told.changes, charts);
  const facts = {
    stack,
    changes,
    releases,
    objects: changes.flatMap((change) => nativeObjectChange(change) ?? []),
    sql: sqlOf(told.changes, outputs),
    findings: findingsOf(told.changes, told.warnings),
    outputs,
    errors,
  };
  return {
    ...facts,
    tier,
    base,
    ...judgementOf(told.changes, releases, outputs),
    edges: edgesOf(told.changes),
    cost: costOf(told.changes, releases),
    byHand: byHand(facts),
  };
}
