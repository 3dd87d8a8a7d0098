import { type ChartSource, isOwn } from "../platform/chart.ts";

/** A chart of application clusters, as published. */
export interface ComponentChart {
  /** Its name in BlueKing's repository, which is the folder of ours and the release's name too. */
  readonly name: string;
  /** The version whose values are known here, and whose images the table of images has. */
  readonly version: string;
}

/** The Ingress controller of applications. */
export const INGRESS_CHART: ComponentChart = { name: "bk-ingress-nginx", version: "1.1.0" };

/** The logs of applications. */
export const LOGS_CHART: ComponentChart = { name: "bkapp-log-collection", version: "1.1.7" };

/** Whether the table of images has the tags of a chart; others are not known here, and each brings its own. */
export function hasKnownTags(source: ChartSource, { version }: ComponentChart): boolean {
  return isOwn(source) || source.version === version;
}
