import type { Hidden } from "./hidden.ts";
import { type Image, DOCKER_HUB, referenceOf } from "./images/reference.ts";
import { OFFICIAL_IMAGES } from "./images/section.ts";
import { type ImageName, type ImagePlace, entryOf } from "./images/table.ts";

export { type Image, type ImageParts, partsOf, referenceOf } from "./images/reference.ts";
export { OFFICIAL_IMAGES } from "./images/section.ts";
export { type ImageName, imageNames } from "./images/table.ts";

/** Where images come from and which of them have another tag than the table's, or a digest. */
export interface ImageSettings {
  /** Registry and path of the platform's images. */
  readonly registry: string;
  /** Registry and path of the images that applications run from; `registry` without it. */
  readonly publicRegistry?: string | undefined;
  /** Registry and path of the images of stores; `OFFICIAL_IMAGES` without it. */
  readonly storeRegistry?: string | undefined;
  /** Registry of images of others, which keep their path; that of each, mostly Docker Hub, without it. */
  readonly thirdPartyRegistry?: string | undefined;
  readonly tags: Readonly<Partial<Record<ImageName, string | undefined>>>;
  readonly digests?: Readonly<Partial<Record<ImageName, string | undefined>>>;
  /** Account that pulls the platform's images; without it the registry asks for none. */
  readonly credentials?: { readonly user: string; readonly password: Hidden } | undefined;
}

/** The image to pull for a name: the one place where references are put together. */
export function imageOf(settings: ImageSettings, image: ImageName): Image {
  const { from, name, tag, home } = entryOf(image);
  const digest = settings.digests?.[image];
  return {
    repository: `${placeOf(settings, from, home)}/${name}`,
    tag: (settings.tags[image] ?? tag) + (digest === undefined ? "" : `@${digest}`),
  };
}

/**
 * The images that appear as environment values only: applications run from them, and the platform's Job init-data copies
 * them into bkrepo without an account. So they have to be pullable without one (values reference of paas-stack).
 */
export function runtimeImages(settings: ImageSettings): { APP_IMAGE: string; SMART_APP_IMAGE: string } {
  return {
    APP_IMAGE: referenceOf(imageOf(settings, "slug-app")),
    SMART_APP_IMAGE: referenceOf(imageOf(settings, "slug-smart-app")),
  };
}

function placeOf(settings: ImageSettings, from: ImagePlace, home = DOCKER_HUB): string {
  const places: Record<ImagePlace, string> = {
    registry: settings.registry,
    publicRegistry: settings.publicRegistry ?? settings.registry,
    storeRegistry: settings.storeRegistry ?? OFFICIAL_IMAGES,
    thirdPartyRegistry: settings.thirdPartyRegistry ?? home,
  };
  return places[from];
}
