import { type KeyName, isImmutable, keyOf } from "../../config/secrets/catalogue.ts";
import { formatOf } from "../../config/secrets/formats.ts";
import { publishedName } from "../../config/secrets/published.ts";
import type { Finding, Found } from "./found.ts";

/** What is known of a key from elsewhere. */
export interface Known {
  /** What the configuration gives already. */
  readonly configured: string | undefined;
  /** What the stack's state holds. */
  readonly inState: string | undefined;
}

/** What is to be done with a key. */
export type Action = "adopt" | "configured" | "kept" | "generate" | "refuse";

/** What was decided about a key, and why. */
export interface Verdict {
  readonly name: KeyName;
  readonly action: Action;
  /** The key; undefined where there is none, or more than one. Never to be shown. */
  readonly value?: string | undefined;
  readonly places: readonly string[];
  /** Where the value is published, if it is. */
  readonly published?: string | undefined;
  /** What stands in the way, one line each. */
  readonly problems: readonly string[];
  /** What else was seen, one line each. */
  readonly notes: readonly string[];
}

/** How a decision shows values: by their fingerprints. */
type Show = (value: string) => string;

/**
 * Decides about one key: it is adopted if every place that has it agrees and its form will do. A key in the configuration
 * stays, and settles what the places can't agree on.
 * @param generateMissing whether an immutable key that is nowhere may be generated
 */
export function decide(
  name: KeyName,
  { findings, others, unreadable }: Found,
  known: Known,
  generateMissing: boolean,
  show: Show,
): Verdict {
  const about = {
    name,
    places: findings.map(({ place }) => place),
    notes: others.map(({ place, reason }) => `${place} ${reason}`),
  };
  const values = [...new Set(findings.map(({ value }) => value))];
  const broken = unreadable.map(({ place, reason }) => `${place} ${reason}`);
  const verdict = (action: Action, value?: string): Verdict => ({
    ...about,
    action,
    value,
    published: value === undefined ? undefined : publishedName(value),
    problems: [],
  });
  const refuse = (...problems: readonly string[]): Verdict => ({ ...about, action: "refuse", problems });

  if (known.configured !== undefined) {
    if (values.length === 0 || values.includes(known.configured))
      return verdict("configured", known.configured);
    return refuse(
      `the configuration gives ${show(known.configured)}, which is in none of these places`,
      ...groups(findings, show),
    );
  }
  if (broken.length > 0) return refuse(...broken);
  const [value, ...rest] = values;
  if (value === undefined) return missing(known.inState);
  if (rest.length > 0) return refuse("the places don't agree:", ...groups(findings, show));
  const { accepts, rule } = formatOf(keyOf(name).format);
  if (!accepts(value)) return refuse(`${show(value)} ${rule}`, ...groups(findings, show));
  if (known.inState === value) return verdict("kept", value);
  if (known.inState !== undefined && isImmutable(name)) {
    return refuse(
      `the stack has ${show(known.inState)}, and this key can't change`,
      ...groups(findings, show),
    );
  }
  return verdict("adopt", value);

  function missing(inState: string | undefined): Verdict {
    if (inState !== undefined) return verdict("kept", inState);
    if (!isImmutable(name) || generateMissing) return verdict("generate");
    return refuse("is nowhere, and what a lost one has encrypted can't be read with a new one");
  }
}

/** Which places have which value. */
function groups(findings: readonly Finding[], show: Show): string[] {
  const places = new Map<string, string[]>();
  for (const { place, value } of findings) places.set(value, [...(places.get(value) ?? []), place]);
  return [...places].map(([value, names]) => `  ${show(value)}  ${names.join("; ")}`);
}
