import type { Settings } from "../schema.ts";
import { type Problem, removeCommand, setCommand } from "../problem.ts";
import { type KeyName, isImmutable, keyNames, keyOf } from "./catalogue.ts";
import { formatOf } from "./formats.ts";
import { keysInUse } from "./in-use.ts";
import { givenValue } from "./keys.ts";
import { publishedName } from "./published.ts";

/** The rules of section `keys` alone. */
export const keyRules: readonly ((settings: Settings) => readonly Problem[])[] = [
  inTheirFormat,
  distinctEncryptionKeys,
];

/** A key in the wrong form is only noticed when the platform first encrypts. */
function inTheirFormat({ keys }: Settings): Problem[] {
  return keyNames.flatMap((name) => {
    const value = givenValue(keys[name]);
    const { accepts, rule } = formatOf(keyOf(name).format);
    return value === undefined || accepts(value) ? [] : [problem(name, rule)];
  });
}

const ENCRYPTION: readonly KeyName[] = [
  "encryption",
  "svcMysqlEncryption",
  "svcBkrepoEncryption",
  "svcRabbitmqEncryption",
];

/** One stolen key should not open every database (values reference of bk-services); one that is adopted may be shared. */
function distinctEncryptionKeys({ keys }: Settings): Problem[] {
  const taken = new Map<string, KeyName>();
  return ENCRYPTION.flatMap((name) => {
    const value = givenValue(keys[name]);
    if (value === undefined) return [];
    const other = taken.get(value);
    taken.set(value, other ?? name);
    if (other === undefined || keys[name]?.source === "adopted") return [];
    return [problem(name, `must differ from keys.${other}, or be adopted with its data`)];
  });
}

/** What is published protects nothing. A key that came with its data is let in; warnings remind of it. */
export function noPublishedKey({ sandbox, keys }: Settings): Problem[] {
  if (sandbox) return [];
  return keyNames.flatMap((name) => {
    const value = givenValue(keys[name]);
    const published = value === undefined ? undefined : publishedName(value);
    if (published === undefined || keys[name]?.source === "adopted") return [];
    return [problem(name, `is published (${published}): everybody has it`)];
  });
}

/** A key that nothing reads would be looked for elsewhere. */
export function onlyKeysInUse(settings: Settings): Problem[] {
  const used = keysInUse(settings);
  return keyNames
    .filter((name) => givenValue(settings.keys[name]) !== undefined && !used.includes(name))
    .map((name) => ({
      key: `keys.${name}`,
      rule: "is of a store that this stack does not run; one that exists has its password in its own section",
      fix: removeCommand(`keys.${name}`),
    }));
}

/** What is allowed, and worth knowing at every preview. */
export function keyWarnings({ sandbox, keys }: Settings): string[] {
  return [...(sandbox ? [] : publishedAdopted(keys)), ...shortSigningKey(keys)];
}

function publishedAdopted(keys: Settings["keys"]): string[] {
  return keyNames.flatMap((name) => {
    const value = givenValue(keys[name]);
    const published = value === undefined ? undefined : publishedName(value);
    if (published === undefined) return [];
    const remedy = isImmutable(name)
      ? "It can't be changed without losing the data that it encrypts: keep everybody from the database and its backups."
      : `Change it: make rotate KEY=${name}`;
    return [`bkpaas:keys.${name} is published (${published}): everybody has it. ${remedy}`];
  });
}

/** Shorter ones can be found by trying (the guide of bk-services asks for 32). */
const SHORTEST_SIGNING_KEY = 32;

function shortSigningKey({ jwt }: Settings["keys"]): string[] {
  const value = givenValue(jwt);
  if (value === undefined || value.length >= SHORTEST_SIGNING_KEY) return [];
  return [
    `bkpaas:keys.jwt has fewer than ${SHORTEST_SIGNING_KEY} characters: whoever sees one signed request can find it by trying. ` +
      "Change it: make rotate KEY=jwt",
  ];
}

function problem(name: KeyName, rule: string): Problem {
  const key = `keys.${name}.value`;
  return { key, rule, fix: setCommand(key, "", true) };
}
