import fc from "./fast-check.ts";
import * as z from "zod";
import { followAdvice, parseConfiguration } from "./advice.ts";
import { factsOf } from "../../config/shape.ts";
import { type SectionName, sections } from "../../config/schema.ts";
import { keyNames, keyOf } from "../../config/secrets/catalogue.ts";
import { type FormatName, formatOf } from "../../config/secrets/formats.ts";

/** A configuration as a stack file holds it: what stands below each section. */
export type Configuration = Readonly<Record<string, unknown>>;

/** Texts of several forms, of which a field takes those that its own form accepts. */
const TEXTS = [
  ...["a", "db-2", "paas-system", "node.example.org", "10.0.0.7", "fd00::7", "env.paas.example.org"],
  ...["5.7", "0.1.3", "http://one.example.org", "https://two.example.org/path", "host.example.org:1234"],
  ...[
    `sha256:${"0123456789abcdef".repeat(4)}`,
    "Text with blanks",
    "ünïcödé",
    "%",
    "10.244.%",
    "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----",
  ],
];

/** Names of those who give names to the entries of a map. */
const NAMES = fc.constantFrom("staging", "disk", "example.com/role");

/** Values of one's own for a release, which every chart of the platform takes; those of clusters take other ones. */
const OVERLAYS = fc.constantFrom<object>({}, { global: { podAnnotations: { team: "paas" } } });
const CLUSTERS = ["initialCluster", "appClusters"];

/** Passwords of systems that exist. */
const PASSWORDS = fc.stringMatching(/^[A-Za-z][\w!#%&*+.,;<=>?^|~-]{7,30}$/);

/** A secret of a format, as one who gives it might have it. */
export function secretsOf(format: FormatName): fc.Arbitrary<string> {
  const { generated } = formatOf(format);
  if (!generated) return fc.constant("https://public@sentry.example.com/1");
  const { recipe, finish } = generated;
  const alphabet = format === "uuid" ? "0-9a-f" : recipe.numeric === false ? "A-Za-z" : "A-Za-z0-9";
  return fc.stringMatching(new RegExp(`^[${alphabet}]{${recipe.length}}$`)).map(finish);
}

/** Configurations that the program takes: where fields broke rules together, what the problems advise was done. */
export function soundConfigurations(): fc.Arbitrary<Configuration> {
  return shapedConfigurations()
    .map((configuration) => repaired(configuration, ROUNDS))
    .filter((configuration) => parseConfiguration(configuration).ok);
}

/** The same with the keys of every map the other way round; lists stay as they are. */
export function turnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedRound);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, turnedRound(item)] as const);
  return Object.fromEntries(entries.reverse());
}

/** How often advice is followed before it counts as bad. */
const ROUNDS = 4;

function repaired(configuration: Configuration, rounds: number): Configuration {
  const parsed = parseConfiguration(configuration);
  if (parsed.ok || rounds === 0) return configuration;
  return repaired(followAdvice(configuration, parsed.problems), rounds - 1);
}

/** Configurations whose every field has its form; together the fields may break rules. */
export function shapedConfigurations(
  names: readonly SectionName[] = sectionNames,
): fc.Arbitrary<Configuration> {
  return objectsOf(Object.fromEntries(names.map((name) => [name, sections[name]])), []);
}

const sectionNames = Object.keys(sections) as SectionName[];

function objectsOf(
  fields: Readonly<Record<string, z.ZodType>>,
  path: readonly string[],
): fc.Arbitrary<Configuration> {
  const values = Object.entries(fields).map(([name, field]) => [name, valuesOf(field, [...path, name])]);
  const needed = Object.keys(fields).filter((name) => !fields[name]?.safeParse(undefined).success);
  return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: needed,
  });
}

/** Values that a place of the schema takes. */
function valuesOf(schema: z.ZodType, path: readonly string[]): fc.Arbitrary<unknown> {
  if (isWrapped(schema)) return valuesOf(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodObject) return objectsOf(schema.shape, path);
  if (schema instanceof z.ZodDiscriminatedUnion)
    return fc.oneof(...(schema.options as z.ZodType[]).map((option) => valuesOf(option, path)));
  if (schema instanceof z.ZodArray)
    return fc.array(valuesOf(schema.element as z.ZodType, path), { minLength: 1, maxLength: 2 });
  if (schema instanceof z.ZodRecord) return mapsOf(schema, path);
  return fieldsOf(schema, path);
}

function isWrapped(schema: z.ZodType): schema is z.ZodOptional | z.ZodDefault | z.ZodPrefault {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
}

/** Only an overlay may hold anything. */
function mapsOf({ keyType, valueType }: z.ZodRecord, path: readonly string[]): fc.Arbitrary<unknown> {
  if (valueType instanceof z.ZodUnknown) return CLUSTERS.includes(path[0] ?? "") ? fc.constant({}) : OVERLAYS;
  const names = keyType instanceof z.ZodEnum ? fc.constantFrom(...keyType.options) : NAMES;
  const accepted = names.map(String).filter((name) => z.safeParse(keyType, name).success);
  return fc.dictionary(accepted, valuesOf(valueType as z.ZodType, path), { maxKeys: 2 });
}

function fieldsOf(schema: z.ZodType, path: readonly string[]): fc.Arbitrary<unknown> {
  const facts = factsOf(schema);
  if (facts?.secret) return path[0] === "keys" ? secretsOf(keyOfPath(path)) : PASSWORDS;
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodNumber) {
    // Of a generated key every edition is a resource.
    const most = path.at(-1) === "edition" ? 3 : (schema.maxValue ?? 1000);
    const numbers = fc.integer({ min: schema.minValue ?? 0, max: most });
    return fc.oneof(numbers, numbers.map(String));
  }
  const candidates = [facts?.example, ...TEXTS, true, false, "true", "false"];
  const accepted = candidates.filter((value) => value !== undefined && schema.safeParse(value).success);
  if (accepted.length === 0)
    throw new Error(`no text here has the form of ${path.join(".")}: add one to TEXTS`);
  return fc.constantFrom(...accepted);
}

function keyOfPath(path: readonly string[]): FormatName {
  const name = keyNames.find((key) => key === path[1]);
  if (name === undefined) throw new Error(`${path.join(".")} is no key of the catalogue`);
  return keyOf(name).format;
}
