import * as z from "zod";
import type { Words } from "../config/words.ts";

/** What the contract says of an output beside its type. */
export interface OutputFacts {
  readonly doc: Words;
  /** What the value looks like, where its type does not say it all. */
  readonly form?: Words | undefined;
  readonly isSecret: boolean;
  /** Version of the contract that has it first. */
  readonly since: number;
  /** A part that is read as a whole too, because its names differ from one environment to another. */
  readonly isMap: boolean;
}

/** The facts of every output, for the schema, the reader and the documentation. */
export const facts = z.registry<OutputFacts>();

/** What is said of an output where it is declared: its meaning, and the version that has it first where that is not 1. */
export interface About extends Words {
  readonly form?: Words;
  readonly since?: number;
}

/** Parts of a schema by name. */
type Shape = Readonly<Record<string, z.ZodType>>;

function factsFrom({ en, zh, form, since = 1 }: About, more?: Partial<OutputFacts>): OutputFacts {
  return { doc: { en, zh }, form, since, isSecret: false, isMap: false, ...more };
}

/** Text that is not empty. */
export function text(about: About) {
  return z.string().min(1).register(facts, factsFrom(about));
}

/** A key of the stack in a digest of twelve digits. */
export function fingerprint(about: About) {
  const form = { en: "12 hexadecimal digits", zh: "12 位十六进制数字" };
  return z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .register(facts, factsFrom({ form, ...about }));
}

/** Text that is encrypted in the state and hidden in every display. */
export function secret(about: About) {
  return z
    .string()
    .min(1)
    .register(facts, factsFrom(about, { isSecret: true }));
}

/** An http or https address. */
export function url(about: About) {
  return z
    .string()
    .regex(/^https?:\/\//)
    .register(facts, factsFrom({ form: URL_FORM, ...about }));
}

const URL_FORM: Words = { en: "http(s)://…, without a trailing /", zh: "http(s)://…，末尾无 /" };

/** A whole number from 1. */
export function count(about: About) {
  return z.int().min(1).register(facts, factsFrom(about));
}

/** A TCP port. */
export function port(about: About) {
  return z
    .int()
    .min(1)
    .max(65_535)
    .register(facts, factsFrom({ form: { en: "1 to 65535", zh: "1 到 65535" }, ...about }));
}

/** `true` or `false`. */
export function flag(about: About) {
  return z.boolean().register(facts, factsFrom(about));
}

/** One of some words. */
export function choice<const Word extends string>(about: About, words: readonly Word[]) {
  return z.enum(words).register(facts, factsFrom(about));
}

/** One word, or one number. */
export function word<const Word extends string | number>(about: About, only: Word): z.ZodLiteral<Word> {
  const schema = z.literal(only);
  facts.add(schema, factsFrom(about));
  return schema;
}

/** A list. */
export function list<Item extends z.ZodType>(about: About, item: Item) {
  return z.array(item).register(facts, factsFrom(about));
}

/** Names and what each of them has; other names are refused. */
export function group<const Parts extends Shape>(about: About, parts: Parts) {
  return z.strictObject(parts).register(facts, factsFrom(about));
}

/** The same, of which an environment has some or others, so that they are read as a whole too. */
export function choiceOf<const Parts extends Shape>(about: About, parts: Parts) {
  return z.strictObject(parts).register(facts, factsFrom(about, { isMap: true }));
}

/** Names that the configuration gives, and what each of them has. */
export function map<Value extends z.ZodType>(about: About, value: Value) {
  return z.record(z.string(), value).register(facts, factsFrom(about, { isMap: true }));
}
