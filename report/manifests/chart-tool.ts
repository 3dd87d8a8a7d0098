import type { JsonObject } from "../../provider/protocol/value.ts";
import type { Operation } from "./hooks.ts";

/** Folders of the program before and after: what `./charts/…` and a chart archive's path are relative to. */
export interface Programs {
  /** A checkout of the base; it needs no more than `charts`. */
  readonly old: string;
  readonly new: string;
}

/** A release that helm is to render. */
export interface RenderOrder {
  readonly side: keyof Programs;
  readonly operation: Operation;
  readonly name: string;
  readonly namespace: string;
  /** Inputs `chart`, `version` and `repositoryOpts.repo` of the Release. */
  readonly chart: string;
  readonly version: string | undefined;
  readonly repository: string | undefined;
  readonly values: JsonObject;
  /** Whether a value stands for another, which no schema can judge. */
  readonly hasStandIns: boolean;
}

/** The YAML that helm would send; or why there is none and what to do. */
export type Rendering = Rendered | { readonly notRendered: string };

/** What helm makes of a chart, as if it were the first revision of the release. */
export interface Rendered {
  readonly yaml: string;
  /** Whether the chart asks which revision it is, as bkpaas3 does: its Jobs have the number in their names. */
  readonly namesRevision: boolean;
}

/** What renders charts: helm on this machine, or a test's own. */
export interface ChartTool {
  render(order: RenderOrder): Promise<Rendering>;
  /**
   * Whether a chart still has the files that it was installed from; true for charts that are not the program's own.
   * @param digest of those files, as the values say it
   */
  isSame(chart: string, digest: string | undefined): boolean;
}
