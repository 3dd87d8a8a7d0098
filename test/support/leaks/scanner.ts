import { viewsOf } from "./decoding.ts";
import { type Form, formsOf } from "./forms.ts";

/** A secret that stands where it should not. It says which one by name, never the value. */
export interface Finding {
  readonly secret: string;
  /** Where, and how what stands there was decoded, such as `release record > base64 > gzip`. */
  readonly place: string;
  readonly form: string;
}

/** A shorter secret would be found by chance. */
const SHORTEST = 8;

/**
 * Looks for secrets (values by name) in places (contents by name), decoded and in every form.
 * @throws Error naming a secret that is too short to be looked for.
 */
export function scan(
  places: ReadonlyMap<string, string | Buffer>,
  secrets: ReadonlyMap<string, string>,
): Finding[] {
  for (const [name, value] of secrets) {
    if (value.length < SHORTEST) {
      throw new Error(`${name} is shorter than ${SHORTEST} characters: it would be found by chance`);
    }
  }
  const search = new Search([...secrets].flatMap(([secret, value]) => wantedForms(secret, value)));
  return [...places].flatMap(([name, content]) => findingsIn(name, Buffer.from(content), search));
}

/** Each secret in each form once, where it is reached first: what stands in base64 in JSON stands in base64 too. */
function findingsIn(name: string, content: Buffer, search: Search): Finding[] {
  const findings = viewsOf(content).flatMap(({ decodings, bytes }) => {
    const place = [name, ...decodings].join(" > ");
    return search.in(bytes).map(({ secret, name: form }): Finding => ({ secret, place, form }));
  });
  return [...Map.groupBy(findings, ({ secret, form }) => `${form} ${secret}`).values()].flatMap((same) =>
    same.slice(0, 1),
  );
}

/** What a person reads: which secret, where, in which form. */
export function describeFinding({ secret, place, form }: Finding): string {
  return `${secret} in ${place} (${form})`;
}

interface Wanted extends Form {
  readonly secret: string;
  readonly bytes: Buffer;
}

function wantedForms(secret: string, value: string): Wanted[] {
  return formsOf(value).map((form) => ({ ...form, secret, bytes: Buffer.from(form.text) }));
}

/** Looks for many texts in one pass: they are told apart by the four bytes they begin with. */
class Search {
  readonly #byStart: ReadonlyMap<number, readonly Wanted[]>;
  /** One for each value that two bytes of a beginning can have, so that hardly a position needs the map. */
  readonly #starts = new Uint8Array(2 ** 16);

  constructor(wanted: readonly Wanted[]) {
    this.#byStart = Map.groupBy(wanted, ({ bytes }) => bytes.readInt32BE(0));
    for (const { bytes } of wanted) this.#starts[bytes.readUInt16BE(2)] = 1;
  }

  /** Those that occur, each once. */
  in(bytes: Buffer): Wanted[] {
    const found = new Set<Wanted>();
    let word = 0;
    for (let end = 0; end < bytes.length; end++) {
      word = (word << 8) | (bytes[end] ?? 0);
      if (this.#starts[word & 0xffff] === 0) continue;
      for (const wanted of this.#byStart.get(word) ?? []) {
        const start = end - 3;
        if (start >= 0 && wanted.bytes.equals(bytes.subarray(start, start + wanted.bytes.length)))
          found.add(wanted);
      }
    }
    return [...found];
  }
}
