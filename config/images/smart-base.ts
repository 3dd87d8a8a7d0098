import { dockerRegistryOf, projectIdOf } from "../bkrepo.ts";
import { type ImageSettings, imageOf } from "../images.ts";
import type { Settings } from "../schema.ts";

/**
 * The base image of S-Mart applications in bkrepo, which the platform's Job init-data copies from APP_IMAGE: its name and
 * tag are made by the platform (apiserver's settings SMART_IMAGE_NAME and SMART_IMAGE_TAG).
 * @returns undefined where nobody says what bkrepo's docker registry is
 */
export function smartBaseImage({
  bkrepo,
  domain,
  images,
}: Pick<Settings, "bkrepo" | "domain"> & { readonly images: ImageSettings }): string | undefined {
  const registry = dockerRegistryOf(bkrepo, domain);
  if (registry === undefined) return undefined;
  return `${registry}/${projectIdOf(bkrepo, bkrepo.project)}/docker/slug-app:${imageOf(images, "slug-app").tag}`;
}
