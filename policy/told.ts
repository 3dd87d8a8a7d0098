import { SECRET } from "./hidden.ts";
import { isObject } from "./leaves.ts";

/** Properties of a state or of an object in JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** A step in the engine's own words. */
export interface ToldStep {
  /** `create`, `update`, `replace`, `delete`, `same` … */
  readonly operation: string;
  readonly urn: string;
  readonly old?: Fields;
  readonly new?: Fields;
  /** Properties because of which it is replaced. */
  readonly reasons?: readonly string[];
  /** Paths that change, as exactly as the plugin says it. */
  readonly changed?: readonly string[];
}

/** All that the engine tells of a preview. */
export interface Told {
  readonly steps: readonly ToldStep[];
  /** The stack's own step at the end of the run, the only one with its new outputs. Only events of a run that ends have it. */
  readonly end?: ToldStep;
  readonly diagnostics: readonly { readonly severity: string; readonly message: string }[];
}

/** A text that is no preview. */
export class NoPreview extends Error {}

/**
 * Reads either form of `pulumi preview --json`. The digest leaves out what stays the same and the new outputs of the stack.
 * The events, one a line, which the engine prints where PULUMI_ENABLE_STREAMING_JSON_PREVIEW is set, tell both, but no
 * dependencies. Of all else both forms give the same steps.
 * @throws NoPreview which says what to give instead.
 */
export function readTold(text: string): Told {
  if (text.trim() === "") throw new NoPreview("Nothing arrived on standard input.");
  const events = eventsIn(text);
  return events ? ofEvents(events) : ofDigest(parse(text));
}

function ofDigest(digest: unknown): Told {
  // Of a stack without resources it tells nothing but how long that took.
  if (!isObject(digest) || !(Array.isArray(digest.steps) || typeof digest.duration === "number")) {
    throw new NoPreview("Standard input is not what `pulumi preview --json` prints.");
  }
  const steps = objectsIn(digest.steps).map(({ op, urn, oldState, newState, ...more }) =>
    stepOf(op, urn, oldState, newState, {
      reasons: more.replaceReasons,
      detailed: more.detailedDiff,
      properties: more.diffReasons,
    }),
  );
  return { steps, diagnostics: objectsIn(digest.diagnostics).map(diagnosticOf) };
}

function ofEvents(events: readonly Fields[]): Told {
  const of = (kind: string): Fields[] => events.map((event) => event[kind]).filter(isObject);
  const stepsOf = (kind: string): Fields[] =>
    of(kind)
      .map(({ metadata }) => metadata)
      .filter(isObject);
  const end = stepsOf("resOutputsEvent").findLast(({ type }) => type === "pulumi:pulumi:Stack");
  return {
    steps: withoutParts(stepsOf("resourcePreEvent").map(stepOfEvent)),
    ...(end && { end: stepOfEvent(end) }),
    diagnostics: of("diagnosticEvent")
      .filter(({ ephemeral }) => ephemeral !== true)
      .map(diagnosticOf),
  };
}

function stepOfEvent(step: Fields): ToldStep {
  return stepOf(step.op, step.urn, opened(step.old), opened(step.new), {
    reasons: step.keys,
    detailed: step.detailedDiff,
    properties: step.diffs,
  });
}

/** What a replacement consists of. */
const PARTS: ReadonlySet<string> = new Set([
  "create-replacement",
  "delete-replaced",
  "discard-replaced",
  "import-replacement",
  "read-replacement",
  "remove-pending-replace",
]);

/** As in the digest, a replacement is one step; a part that no replacement is told of stays. */
function withoutParts(steps: readonly ToldStep[]): ToldStep[] {
  const replaced = new Set(steps.filter(({ operation }) => operation === "replace").map(({ urn }) => urn));
  return steps.filter(({ operation, urn }) => !(PARTS.has(operation) && replaced.has(urn)));
}

/** @returns undefined for a text that is not one event a line. */
function eventsIn(text: string): Fields[] | undefined {
  const [first = "", ...rest] = text.trim().split("\n");
  if (!/^\{"sequence":\d/.test(first)) return undefined;
  return [first, ...rest].map(parse).filter(isObject);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoPreview(
      "Standard input is not JSON: the preview broke off, or something else printed between.",
    );
  }
}

/** What the engine says of a difference: paths, or only properties where the plugin does not know more. */
interface Differences {
  readonly reasons: unknown;
  readonly detailed: unknown;
  readonly properties: unknown;
}

function stepOf(op: unknown, urn: unknown, old: unknown, now: unknown, said: Differences): ToldStep {
  if (typeof op !== "string" || typeof urn !== "string")
    throw new NoPreview("A step has no operation or no URN.");
  const { reasons, detailed, properties } = said;
  return {
    operation: op,
    urn,
    ...(isObject(old) && { old }),
    ...(isObject(now) && { new: now }),
    ...(Array.isArray(reasons) && { reasons: reasons.map(String) }),
    ...(isObject(detailed)
      ? { changed: Object.keys(detailed) }
      : Array.isArray(properties) && { changed: properties.map(String) }),
  };
}

function diagnosticOf({ severity, message }: Fields): Told["diagnostics"][number] {
  return { severity: String(severity), message: typeof message === "string" ? message.trim() : "" };
}

function objectsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The key of an object by which the engine marks what JSON has no form for, and the mark of a secret. */
const [SIGNATURE, SECRET_SIGNATURE] = [
  "4dabf18193072939515e22adb298388d",
  "1b47061264138c4ac30d75fd1eb44270",
];

/** Events show a secret as object with a mark; here it becomes what the digest shows. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET_SIGNATURE) return SECRET;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, opened(item)]));
}
