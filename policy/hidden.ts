/** What `pulumi preview --json` shows in the place of a secret. */
export const SECRET = "[secret]";

/** What it shows in the place of a value that only the run itself brings, by type of value. */
const UNKNOWN: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** What stands in its place in a recorded graph: where it belongs, and a digest of the made-up value. */
const RECORDED_SECRET = /^<secret:.+#([0-9a-f]{8})>$/;

/** What tells a recorded secret from others; undefined for any other text. */
export function recordedDigest(text: string): string | undefined {
  return RECORDED_SECRET.exec(text)?.[1];
}

/** Whether a text stands for a secret. */
export function isSecret(text: string): boolean {
  return text === SECRET || recordedDigest(text) !== undefined;
}

/** Whether a text stands for another that is not shown. */
export function isHidden(text: string): boolean {
  return isSecret(text) || UNKNOWN.has(text);
}
