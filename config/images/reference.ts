/** An image reference in the two parts that charts want; of a pinned one, the tag is `tag@sha256:…`. */
export interface Image {
  readonly repository: string;
  readonly tag: string;
}

/** An image reference in the three parts that chart bkpaas3 wants. */
export interface ImageParts extends Image {
  /** Host of the registry, with its port where it has one. */
  readonly registry: string;
}

/** What an image reference says, in the registry's terms. */
export interface Reference {
  /** Host of the registry, with its port where it has one. */
  readonly registry: string;
  /** The repository's name at the registry. */
  readonly path: string;
  readonly tag?: string;
  /** As `sha256:…`; where there is one, it is what is pulled. */
  readonly digest?: string;
}

/** The registry of references that name none. */
export const DOCKER_HUB = "docker.io";

/** Registry and path below which images are, as references begin: without scheme and trailing slash. */
export const PLACE_FORM =
  /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+|[a-z0-9-]+(?=:))(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

/** A tag by the rules of registries. */
export const TAG_FORM = /^\w[\w.-]{0,127}$/;

/** A digest as registries answer it. */
export const DIGEST_FORM = /^sha256:[0-9a-f]{64}$/;

/** An image reference in one text. */
export function referenceOf({ repository, tag }: Image): string {
  return `${repository}:${tag}`;
}

/** Takes a reference apart by Docker's rules: what has no dot, no port and is not localhost is a path at Docker Hub. */
export function parseReference(text: string): Reference {
  const [named = "", digest] = text.split("@");
  const { registry, rest } = splitRegistry(named);
  const [name = "", tag] = rest.split(":");
  return {
    registry,
    path: registry === DOCKER_HUB && !name.includes("/") ? `library/${name}` : name,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/** The same image with its registry apart. */
export function partsOf({ repository, tag }: Image): ImageParts {
  const { registry, path } = parseReference(repository);
  return { registry, repository: path, tag };
}

/** Host of a place such as `hub.bktencent.com/blueking`. */
export function registryOf(place: string): string {
  return splitRegistry(`${place}/`).registry;
}

function splitRegistry(named: string): { readonly registry: string; readonly rest: string } {
  const slash = named.indexOf("/");
  const first = named.slice(0, Math.max(slash, 0));
  return first === "localhost" || /[.:]/.test(first)
    ? { registry: first, rest: named.slice(slash + 1) }
    : { registry: DOCKER_HUB, rest: named };
}
