import { parseAllDocuments } from "yaml";

/** An image reference in rendered manifests, and where it stands. */
export interface ImagePlace {
  /** As `Deployment/bkpaas3-webfe-web spec.template.spec.containers.0.image`. */
  readonly place: string;
  readonly reference: string;
}

/** Registry or first part of the path, more path, and a tag or a digest behind it: `a/b:1`, `r:5000/a@sha256:…`. */
const REFERENCE =
  /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+(:\w[\w.-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/;

/** Names of what is an image, whatever it looks like: the field, and variables such as APP_IMAGE. */
const SAYS_IMAGE = /^image$|_IMAGE$/;

/**
 * Every image reference in rendered manifests: what stands under `image`, and any other text that looks like one, such as
 * values of environment variables, of ConfigMaps and, decoded, of Secrets.
 */
export function imagesIn(manifests: string): ImagePlace[] {
  return parseAllDocuments(manifests).flatMap((document) => {
    const object = document.toJS() as Manifest | null;
    if (object === null) return [];
    const name = `${object.kind ?? "?"}/${object.metadata?.name ?? "?"}`;
    return textsIn(decoded(object), []).flatMap(({ path, text }) =>
      SAYS_IMAGE.test(path.at(-1) ?? "") || REFERENCE.test(text)
        ? [{ place: `${name} ${path.join(".")}`, reference: text }]
        : [],
    );
  });
}

interface Manifest {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
  readonly data?: Readonly<Record<string, string>>;
}

/** Of a Secret, its data in the clear. */
function decoded(object: Manifest): Manifest {
  if (object.kind !== "Secret" || !object.data) return object;
  const clear = Object.entries(object.data).map(([key, value]) => [
    key,
    Buffer.from(value, "base64").toString(),
  ]);
  return { ...object, data: Object.fromEntries(clear) as Record<string, string> };
}

/** Texts with their path; that of a variable ends in its name. */
function textsIn(value: unknown, path: readonly string[]): { path: readonly string[]; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  if ("name" in value && "value" in value) return textsIn(value.value, [...path, String(value.name)]);
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => textsIn(item, [...path, key]));
}
