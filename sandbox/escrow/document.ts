import * as z from "zod";
import { jsonIn } from "../json.ts";
import { shortName } from "../stack/target.ts";
import type { KeyName } from "../../config/secrets/catalogue.ts";
import { fingerprintOf } from "../../config/secrets/fingerprint.ts";

/** Version of the document; another layout raises it. */
const FORMAT = 1;

/** The one key without a fingerprint: those of all others are made with it. */
export const SALT = "fingerprintSalt" satisfies KeyName;

const name = z.string().regex(/^[A-Za-z]\w*$/);

const layout = z.strictObject({
  format: z.literal(FORMAT),
  /** Name of the stack, without organisation and project. */
  stack: z.string().min(1),
  /** Version of the stack's outputs. */
  contractVersion: z.int().positive(),
  /** When it was written, in UTC. */
  written: z.iso.datetime(),
  keys: z.record(name, z.string().min(1)),
  fingerprints: z.record(name, z.string().regex(/^[0-9a-f]{12}$/)),
});

/** What an escrow file holds: every key of a stack, in the clear until it is sealed. */
export type EscrowDocument = Readonly<z.output<typeof layout>>;

/** A new document. @param now in milliseconds since 1970. */
export function newDocument(
  content: Omit<EscrowDocument, "format" | "written">,
  now: number,
): EscrowDocument {
  return {
    format: FORMAT,
    written: new Date(now).toISOString(),
    ...content,
    stack: shortName(content.stack),
  };
}

/** The document as text. */
export function writeDocument(document: EscrowDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * Reads a document and believes nothing in it.
 * @param file its name, for messages; none of them holds a value
 * @param stack whose keys are expected; organisation and project do not count, for they change with the backend
 * @throws Error where it is something else, of another version, of another stack or tampered with
 */
export function readDocument(file: string, text: string, stack: string): EscrowDocument {
  const value = jsonIn(text);
  const format = formatIn(value);
  if (format !== undefined && format !== FORMAT) {
    throw new Error(
      `${file} has format ${format} and this version reads ${FORMAT}: use the version that wrote it.`,
    );
  }
  const { data: document, error } = layout.safeParse(value);
  if (!document) throw new Error(`${file} holds no escrow, or is damaged at: ${placesOf(error)}`);
  if (document.stack !== shortName(stack)) {
    throw new Error(`${file} holds the keys of stack ${document.stack}, not of ${shortName(stack)}.`);
  }
  const unsound = unsoundKeys(document.keys, document.fingerprints);
  if (unsound.length > 0) {
    throw new Error(`${file} is damaged: not as their fingerprints say are ${unsound.join(", ")}.`);
  }
  return document;
}

function formatIn(value: unknown): number | undefined {
  return z.object({ format: z.number() }).safeParse(value).data?.format;
}

function placesOf({ issues }: z.ZodError): string {
  return issues.map(({ path }) => path.join(".") || "the whole").join(", ");
}

/** Names of the keys whose value is missing, empty or not the one of which the fingerprint was taken. */
export function unsoundKeys(
  keys: Readonly<Record<string, unknown>>,
  fingerprints: Readonly<Record<string, string>>,
): string[] {
  const salt = keys[SALT];
  const names = new Set([...Object.keys(keys), ...Object.keys(fingerprints), SALT]);
  return [...names].filter((name) => {
    const value = keys[name];
    if (typeof value !== "string" || value === "") return true;
    if (name === SALT) return false;
    return typeof salt !== "string" || fingerprintOf(salt, name, value) !== fingerprints[name];
  });
}
