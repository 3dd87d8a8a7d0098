import * as z from "zod";
import { pattern, secret, whole } from "../fields.ts";
import { type Key, type KeyName, keyNames, keyOf } from "./catalogue.ts";
import { formatOf } from "./formats.ts";

const generated = z.literal("generated");
const given = z.literal("given");
const adopted = z.literal("adopted");

/** An immutable key: the keys that this one replaced, oldest first; naming one lets it go. */
const replaces = z
  .array(
    pattern(
      {
        doc: "Fingerprint of the key in use, which is to be given up with its data.",
        example: "0123456789ab",
      },
      /^[0-9a-f]{12}$/,
      "must be a fingerprint: 12 hexadecimal digits",
    ),
  )
  .default([]);

/** A key that may change: how often it was generated anew. */
const edition = whole(
  { doc: "Counts how often the key was generated anew; it never goes down.", example: "2" },
  1,
  1000,
).default(1);

function immutableKey(doc: string) {
  return z.discriminatedUnion("source", [
    z.strictObject({ source: generated, replaces }),
    z.strictObject({ source: given, value: secret({ doc }), replaces }),
    z.strictObject({ source: adopted, value: secret({ doc }), replaces }),
  ]);
}

function rotatableKey(doc: string) {
  return z.discriminatedUnion("source", [
    z.strictObject({ source: generated, edition }),
    z.strictObject({ source: given, value: secret({ doc }), edition }),
    z.strictObject({ source: adopted, value: secret({ doc }), edition }),
  ]);
}

/** A key that only somebody else can give. */
function foreignKey(doc: string) {
  return z.discriminatedUnion("source", [
    z.strictObject({ source: given, value: secret({ doc }), edition }),
    z.strictObject({ source: adopted, value: secret({ doc }), edition }),
  ]);
}

type AnyKey = ReturnType<typeof immutableKey> | ReturnType<typeof rotatableKey>;

/** Where a key comes from, as read. */
export type KeySetting = z.output<AnyKey>;

/** Where every key comes from; undefined for one that is only made where it is asked for. */
export type KeySettings = Readonly<Partial<Record<KeyName, KeySetting | undefined>>>;

function sourceOf(name: KeyName): z.ZodType<KeySetting, z.input<AnyKey>> {
  const { title, format, change }: Key = keyOf(name);
  const doc = `${title.en}.`;
  if (!formatOf(format).generated) return foreignKey(doc);
  return change.kind === "immutable" ? immutableKey(doc) : rotatableKey(doc);
}

function fieldOf(name: KeyName) {
  const source = sourceOf(name);
  return keyOf(name).when === "asked" ? source.optional() : source.prefault({ source: "generated" });
}

/** Section `keys`: for each key of the catalogue where it comes from; without a word it is generated. */
export const keys = z
  .strictObject(
    Object.fromEntries(keyNames.map((name) => [name, fieldOf(name)])) as Record<
      KeyName,
      z.ZodOptional<z.ZodType<KeySetting>>
    >,
  )
  .prefault({});

/** The value that is given or adopted; undefined for a generated key. */
export function givenValue(setting: KeySetting | undefined): string | undefined {
  return setting === undefined || setting.source === "generated" ? undefined : setting.value.reveal();
}
