/**
 * Images of the platform: name below the registry, and the tag used unless configured.
 * Tags are those of the public chart bkpaas3 0.1.3 (September 2022).
 */
const DEFAULT_TAGS = {
  "paas3-apiserver": "0.1.3-beta6",
  "paas3-workloads": "0.1.3-beta6",
  "paas3-webfe": "0.1.3",
  "paas3-buildpack-toolkit": "0.1.3-beta1",
} as const;

/** An image of the platform. */
export type ImageName = keyof typeof DEFAULT_TAGS;

/** Names of all images, in the order of the table. */
export const imageNames = Object.keys(DEFAULT_TAGS) as ImageName[];

/** Where images come from and which of them have another tag than the table's. */
export interface ImageSettings {
  readonly registry: string;
  readonly tags: Readonly<Partial<Record<ImageName, string | undefined>>>;
}

/** An image reference in the two parts that charts want. */
export interface Image {
  readonly repository: string;
  readonly tag: string;
}

/** The image to pull for a name. */
export function imageOf(settings: ImageSettings, name: ImageName): Image {
  return { repository: `${settings.registry}/${name}`, tag: settings.tags[name] ?? DEFAULT_TAGS[name] };
}
