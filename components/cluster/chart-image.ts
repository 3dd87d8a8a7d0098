import { type ComponentChart, hasKnownTags } from "../../config/clusters/component-charts.ts";
import {
  type ImageName,
  type ImageParts,
  type ImageSettings,
  imageOf,
  partsOf,
} from "../../config/images.ts";
import type { ChartSource } from "../../config/platform/chart.ts";

/** An image as the charts of application clusters take it; without a tag the chart's own counts. */
export type ChartImage = Omit<ImageParts, "tag"> & Partial<Pick<ImageParts, "tag">>;

/** Where a chart pulls an image from. Its tag is told only where it is known or configured. */
export function chartImage(
  images: ImageSettings,
  name: ImageName,
  source: ChartSource,
  chart: ComponentChart,
): ChartImage {
  const { registry, repository, tag } = partsOf(imageOf(images, name));
  const isConfigured = images.tags[name] !== undefined || images.digests?.[name] !== undefined;
  const isTold = isConfigured || hasKnownTags(source, chart);
  return { registry, repository, ...(isTold && { tag }) };
}
