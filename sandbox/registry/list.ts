import { imageOf, referenceOf } from "../../config/images.ts";
import { chartWithTag, imagesInUse } from "../../config/images/in-use.ts";
import { smartBaseImage } from "../../config/images/smart-base.ts";
import { type ImageName, isRuntime } from "../../config/images/table.ts";
import type { Settings } from "../../config/schema.ts";
import { commandFor } from "./report.ts";

/** The images of a stack whose reference is known, and what is to be known beside them. */
export interface ImageList {
  readonly names: readonly ImageName[];
  /** Of each whose tag the chart brings, what to do to have it in the list. */
  readonly unknown: readonly string[];
  /** What else is good to know. */
  readonly notes: readonly string[];
}

/** What stands behind an image that nodes pull without an account. */
const WITHOUT_ACCOUNT = "  # must be pullable without credentials";

/** Which images a stack pulls. */
export function imageList(settings: Settings): ImageList {
  const used = imagesInUse(settings);
  const names = used.filter((name) => chartWithTag(settings, name) === undefined);
  return { names, unknown: tagsOfCharts(settings, used), notes: smartBase(settings) };
}

/** The list as lines: references, behind some a comment; and the rest as comments. */
export function linesOf({ names, unknown, notes }: ImageList, { images }: Settings): string[] {
  return [
    ...names.map((name) => referenceOf(imageOf(images, name)) + (isRuntime(name) ? WITHOUT_ACCOUNT : "")),
    ...[...unknown, ...notes].map((note) => `# ${note}`),
  ];
}

function tagsOfCharts(settings: Settings, used: readonly ImageName[]): string[] {
  return used.flatMap((name) => {
    const version = chartWithTag(settings, name);
    if (version === undefined) return [];
    const { repository } = imageOf(settings.images, name);
    return [`${repository} has the tag of chart bkpaas3 ${version}; name it: ${commandFor("tag", name)}`];
  });
}

/** Only who copies images by hand may think that it has to be copied too. */
function smartBase(settings: Settings): string[] {
  const base = smartBaseImage(settings);
  return base === undefined ? [] : [`${base} is made by the platform, of slug-app`];
}
