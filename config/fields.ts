import * as z from "zod";
import { Hidden } from "./hidden.ts";

/** What a field tells the reader beside its type. */
export interface FieldFacts {
  /** What the value is for. */
  readonly doc: string;
  /** A value for the command that repairs a problem. */
  readonly example: string;
  /** Set with `--secret`, never shown. */
  readonly secret?: boolean;
  /** Name of a file, for text of several lines. */
  readonly file?: string;
  /** The file's base64 is wanted, not its text. */
  readonly isEncoded?: boolean;
}

/** The facts of every field, for messages and generated documentation. */
export const facts = z.registry<FieldFacts>();

const NOT_TEXT = "must be text: in quotes, where YAML would read a number";

/** Text that is not empty. */
export function text(about: FieldFacts) {
  return z.string(NOT_TEXT).trim().min(1, "must not be empty").register(facts, about);
}

/** Text of a fixed form; `rule` completes the sentence "it …". */
export function pattern(about: FieldFacts, form: RegExp, rule: string) {
  return z.string(NOT_TEXT).trim().regex(form, rule).register(facts, about);
}

/** A secret: set with `pulumi config set --secret`, stored encrypted. */
export function secret(about: Omit<FieldFacts, "example" | "secret">) {
  return z
    .string(NOT_TEXT)
    .min(1, "must not be empty")
    .transform((value) => new Hidden(value))
    .register(facts, { ...about, example: "…", secret: true });
}

/** A whole number; text of digits is taken too, because `pulumi config set` stores text. */
export function whole(about: FieldFacts, least: number, most: number) {
  const rule = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error: rule }).int(rule).min(least, rule).max(most, rule).register(facts, about);
}

/** A TCP port. */
export function port(doc: string, example: number) {
  return whole({ doc, example: String(example) }, 1, 65535);
}

/** `true` or `false`, also as text. */
export function flag(doc: string) {
  return z
    .union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")], {
      error: "must be true or false",
    })
    .register(facts, { doc, example: "true" });
}

/** One of a few words. */
export function choice<const Word extends string>(about: FieldFacts, words: readonly [Word, ...Word[]]) {
  return z.enum(words, { error: `must be one of: ${words.join(", ")}` }).register(facts, about);
}

/** Certificates as text. */
export function certificates(doc: string) {
  const form = /-----BEGIN CERTIFICATE-----\r?\n[\s\S]+-----END CERTIFICATE-----/;
  return pattern({ doc, example: "…", file: "ca.pem" }, form, "must be the text of PEM certificates");
}

/** An amount of storage. */
export function volume(about: FieldFacts) {
  return pattern(about, /^[1-9]\d*[GT]i$/, "must be an amount such as 50Gi or 1Ti");
}

const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

/** A DNS name or an address, without scheme and port. */
export function host(about: FieldFacts) {
  const form = new RegExp(`^(${LABEL}(\\.${LABEL})*|\\[?[0-9a-f:]+\\]?)$`, "i");
  return pattern(about, form, "must be a host name or an address, without scheme, port or path");
}

/** A domain of at least two labels, in lower case; with a number at its end an URL would be that of an IPv4 address. */
export function domain(about: FieldFacts) {
  return pattern(
    about,
    new RegExp(`^(${LABEL}\\.)+(?=[a-z])${LABEL}$`),
    "must be a domain of at least two labels in lower case, the last of them no number, such as paas.example.com",
  );
}

/** A Kubernetes object name: one DNS label. */
export function label(about: FieldFacts) {
  return pattern(
    about,
    new RegExp(`^${LABEL}$`),
    "must be a DNS label: a-z, 0-9 and -, at most 63 characters",
  );
}

/** A Kubernetes object name that may hold dots, such as that of a Secret or a StorageClass. */
export function objectName(about: FieldFacts) {
  return pattern(
    about,
    new RegExp(`^${LABEL}(\\.${LABEL})*$`),
    "must be an object name: a-z, 0-9, - and dots",
  );
}

/** An http or https address without a trailing slash. */
export function httpUrl(about: FieldFacts) {
  return pattern(
    about,
    /^https?:\/\/[^\s/]+(\/[^\s]*[^\s/])?$/,
    "must be an http(s) address without a trailing /",
  );
}
