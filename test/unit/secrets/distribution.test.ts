import assert from "node:assert/strict";
import { test } from "node:test";
import { type Format, type FormatName, FORMATS, formatOf } from "../../../config/secrets/formats.ts";
import { drawFor, textSettings } from "../../../sandbox/plugins/random/text.ts";
import { tomlTypeOf } from "../../support/toml.ts";

/** How many secrets of each format are looked at. */
const DRAWN = 100_000;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";

/** What a format promises. */
interface Promised {
  /** Characters of the random text that the secret is made from, and how many. */
  readonly alphabet: string;
  readonly length: number;
  readonly secret: RegExp;
}

const PROMISED: Readonly<Record<Exclude<FormatName, "address">, Promised>> = {
  fernetKey: { alphabet: LETTERS + DIGITS, length: 32, secret: /^[A-Za-z0-9]{43}=$/ },
  raw32: { alphabet: LETTERS + DIGITS, length: 32, secret: /^[A-Za-z0-9]{32}$/ },
  signingKey: { alphabet: LETTERS + DIGITS, length: 40, secret: /^[A-Za-z0-9]{40}$/ },
  gatewayToken: { alphabet: LETTERS, length: 32, secret: /^[A-Za-z]{32}$/ },
  uuid: {
    alphabet: `${DIGITS}abcdef`,
    length: 32,
    secret: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  },
  alphanumeric32: { alphabet: LETTERS + DIGITS, length: 32, secret: /^[A-Za-z0-9]{32}$/ },
  bkrepoPassword: { alphabet: LETTERS + DIGITS, length: 32, secret: /^[A-Za-z0-9]{32}$/ },
  password: { alphabet: LETTERS, length: 32, secret: /^[A-Za-z]{32}$/ },
};

/** Words by which the platform's settings reader and its encrypted fields tell what follows, and the sign of a variable. */
const MARKER = /^(bkcrypt\$|sm4ctr\$|[@$])/;

test("every format that is generated is looked at, and no other", () => {
  const generated = Object.keys(FORMATS).filter((name) => formatOf(name as FormatName).generated);
  assert.deepEqual(generated.sort(), Object.keys(PROMISED).sort());
});

for (const [name, promised] of Object.entries(PROMISED)) {
  const format = formatOf(name as FormatName);
  const { recipe, finish } = generatedBy(format);

  test(`${DRAWN} secrets of format ${name} are as promised, accepted, text for TOML and all different`, () => {
    const texts = Array.from({ length: DRAWN }, () => drawFor(textSettings({ ...recipe })));
    const secrets = texts.map(finish);
    // One line for all: a single assertion a secret takes longer than making it.
    const faults = new Set(secrets.flatMap((secret) => faultsOf(secret, promised, format)));
    assert.deepEqual([...faults], []);
    assert.equal(new Set(secrets).size, DRAWN);
    assertEven(texts, promised);
  });

  test(`a secret of format ${name} is a number for TOML less often than once in 10¹⁶ times`, () => {
    const chance = isTextWhateverIsDrawn(finish, promised) ? 0 : chanceOfNumber(promised);
    assert.ok(chance < 1e-16, `once in ${1 / chance} times`);
  });
}

function generatedBy({ generated }: Format): NonNullable<Format["generated"]> {
  assert.ok(generated);
  return generated;
}

function faultsOf(secret: string, { secret: form }: Promised, { accepts }: Format): string[] {
  const type = tomlTypeOf(secret);
  return [
    ...(form.test(secret) ? [] : ["has another form"]),
    ...(accepts(secret) ? [] : ["is not accepted by its own format"]),
    ...(type === undefined ? [] : [`is of TOML's type ${type}`]),
    ...(MARKER.test(secret) ? ["begins with a marker"] : []),
  ];
}

/** Pearson's chi-square test of each position: every character of the alphabet is as frequent there as any other. */
function assertEven(texts: readonly string[], { alphabet, length }: Promised): void {
  const expected = texts.length / alphabet.length;
  const limit = chiSquareLimit(alphabet.length - 1);
  for (let position = 0; position < length; position++) {
    const counts = new Map(Array.from(alphabet, (character) => [character, 0]));
    for (const text of texts) {
      const character = text.charAt(position);
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    assert.equal(counts.size, alphabet.length, `position ${position} has characters of no alphabet`);
    const statistic = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    assert.ok(
      statistic < limit,
      `position ${position}: ${statistic.toFixed(1)} of at most ${limit.toFixed(1)}`,
    );
  }
}

/** Seven standard deviations: of the positions of all formats one exceeds it by chance less often than once in 10⁹ runs. */
const DEVIATIONS = 7;

/** What chi-square of so many degrees of freedom stays below, after Wilson and Hilferty. */
function chiSquareLimit(degrees: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + DEVIATIONS * Math.sqrt(spread)) ** 3;
}

/** Whether the format adds what makes it text for TOML, even around digits alone. */
function isTextWhateverIsDrawn(finish: (text: string) => string, { alphabet, length }: Promised): boolean {
  return Array.from(alphabet).every((character) => {
    const text = character.repeat(length);
    return finish(text) !== text && tomlTypeOf(finish(text)) === undefined;
  });
}

/**
 * How often a drawn text is a number: digits alone, digits around one e, or 0x, 0o or 0b before digits of that base (bounded
 * from above). A fraction, a sign, a date, a time, a list or a table needs characters that no alphabet has, and a word such as
 * `true` another length.
 */
function chanceOfNumber({ alphabet, length }: Promised): number {
  assert.doesNotMatch(alphabet, /[^A-Za-z0-9]/);
  assert.ok(length > "false".length);
  const share = (characters: string): number =>
    Array.from(characters).filter((character) => alphabet.includes(character)).length / alphabet.length;
  const digits = share(DIGITS) ** length;
  const exponent = length * share("eE") * share(DIGITS) ** (length - 1);
  const prefixed = share("0") * share("xob") * share("0123456789abcdefABCDEF") ** (length - 2);
  return digits + exponent + prefixed;
}
