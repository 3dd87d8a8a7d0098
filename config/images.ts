import type { Hidden } from "./hidden.ts";

interface TableEntry {
  /** Which of the two registries it is below. */
  readonly from: "registry" | "storeRegistry";
  /** Name below the registry. */
  readonly name: string;
  /** Tag used unless configured. */
  readonly tag: string;
}

const ofPlatform = (name: string, tag: string): TableEntry => ({ from: "registry", name, tag });
const ofStore = (name: string, tag: string): TableEntry => ({ from: "storeRegistry", name, tag });

/**
 * Every image this program names. Tags of the platform are those of the public chart bkpaas3 0.1.3 (September 2022); those
 * of stores are the last of their series. Of Redis, 7.2 is the last series under a BSD licence.
 */
const IMAGES = {
  "paas3-apiserver": ofPlatform("paas3-apiserver", "0.1.3-beta6"),
  "paas3-workloads": ofPlatform("paas3-workloads", "0.1.3-beta6"),
  "paas3-webfe": ofPlatform("paas3-webfe", "0.1.3"),
  "paas3-buildpack-toolkit": ofPlatform("paas3-buildpack-toolkit", "0.1.3-beta1"),
  "mysql-8.0": ofStore("mysql", "8.0.46"),
  "mysql-5.7": ofStore("mysql", "5.7.44"),
  redis: ofStore("redis", "7.2.16"),
  rabbitmq: ofStore("rabbitmq", "3.13.7-management"),
  elasticsearch: ofStore("elasticsearch", "7.17.28"),
} as const satisfies Record<string, TableEntry>;

/** An image of the platform, or of a store that is run for it. */
export type ImageName = keyof typeof IMAGES;

/** Names of all images, in the order of the table. */
export const imageNames = Object.keys(IMAGES) as ImageName[];

/** Where images of stores come from unless configured: the official ones. */
export const OFFICIAL_IMAGES = "docker.io/library";

/** Where images come from and which of them have another tag than the table's. */
export interface ImageSettings {
  /** Registry and path of the platform's images. */
  readonly registry: string;
  /** Registry and path of the images of stores; `OFFICIAL_IMAGES` without it. */
  readonly storeRegistry?: string | undefined;
  readonly tags: Readonly<Partial<Record<ImageName, string | undefined>>>;
  /** Account that pulls the platform's images; without it the registry asks for none. */
  readonly credentials?: { readonly user: string; readonly password: Hidden } | undefined;
}

/** An image reference in the two parts that charts want. */
export interface Image {
  readonly repository: string;
  readonly tag: string;
}

/** An image reference in one text. */
export function referenceOf({ repository, tag }: Image): string {
  return `${repository}:${tag}`;
}

/** The image to pull for a name. */
export function imageOf(settings: ImageSettings, image: ImageName): Image {
  const { from, name, tag } = IMAGES[image];
  return { repository: `${settings[from] ?? OFFICIAL_IMAGES}/${name}`, tag: settings.tags[image] ?? tag };
}
