import * as z from "zod";
import { httpUrl, pattern, text } from "../fields.ts";

/** BlueKing's own chart repository. */
export const OFFICIAL_REPOSITORY = "https://hub.bktencent.com/chartrepo/blueking";

/** The version of a chart. */
export function chartVersion(doc: string) {
  return pattern(
    { doc, example: "0.1.3" },
    /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/,
    "must be a version such as 0.1.3 or 1.1.1-beta.2",
  );
}

const version = chartVersion("Version of the chart.");

const archive = z.strictObject({
  from: z.literal("archive"),
  path: text({ doc: "Chart archive or folder, relative to the program.", example: "./bkpaas3-0.1.3.tgz" }),
  version,
});

const repository = z.strictObject({
  from: z.literal("repository"),
  url: httpUrl({ doc: "Helm repository.", example: OFFICIAL_REPOSITORY }).default(OFFICIAL_REPOSITORY),
  version,
});

const oci = z.strictObject({
  from: z.literal("oci"),
  reference: pattern(
    { doc: "Chart in an OCI registry.", example: "oci://registry.example.com/charts/bkpaas3" },
    /^oci:\/\/[^\s:]+(:\d+)?\/[^\s:]+$/,
    "must be oci://registry/path, without a tag",
  ),
  version,
});

const own = z.strictObject({ from: z.literal("own").optional() });

/** A chart of this program, or another with the same documented values. */
export const ownOrOtherChart = z.discriminatedUnion("from", [own, archive, repository, oci]).prefault({});

/** A chart that is published elsewhere. */
export const publishedChart = z.discriminatedUnion("from", [archive, repository, oci]);

/** Where a release's chart comes from. */
export type ChartSource = z.output<typeof ownOrOtherChart>;

/** A chart that this program does not bring with it. */
export type PublishedChart = z.output<typeof publishedChart>;

/** Where a chart of this program is, relative to it. */
export function ownChartFolder(name: string): string {
  return `charts/${name}`;
}

/** Whether it is the chart of this program. */
export function isOwn(source: ChartSource): source is Extract<ChartSource, { from?: "own" | undefined }> {
  return source.from === undefined || source.from === "own";
}
