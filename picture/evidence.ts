import type { Leaf } from "./model.ts";

/** A leaf that is one of these texts. */
export const saysText =
  (texts: readonly string[]) =>
  ({ text }: Leaf): boolean =>
    texts.includes(text);

/** A leaf that is one of these secrets. */
export const saysDigest =
  (digests: ReadonlySet<string>) =>
  ({ digest }: Leaf): boolean =>
    digest !== undefined && digests.has(digest);

/** A leaf that is this host, at a path that says whose. */
export const saysHost =
  (path: RegExp, host: string) =>
  (leaf: Leaf): boolean =>
    path.test(leaf.path) && leaf.text === host;
