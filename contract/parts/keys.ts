import type * as z from "zod";
import { type Key, type KeyName, keyNames, keyOf } from "../../config/secrets/catalogue.ts";
import { formatOf } from "../../config/secrets/formats.ts";
import type { Words } from "../../config/words.ts";
import { type About, choiceOf, fingerprint, secret } from "../field.ts";

/**
 * Each has its value by the names of the catalogue, which the first version has all. Those that every stack has are required
 * at run time; the type says of none that it is there, for the program makes keys one by one.
 */
type ByKey = Record<KeyName, z.ZodOptional<z.ZodString>>;

const ABSENT: Readonly<Record<Exclude<Key["when"], "always">, Words>> = {
  asked: { en: "; absent unless configured", zh: "；未配置时不存在" },
  used: {
    en: "; absent unless this program makes that account or runs that server",
    zh: "；本程序未创建该账号或未运行该服务器时不存在",
  },
};

function byKey(names: readonly KeyName[], valueOf: (name: KeyName) => z.ZodString): ByKey {
  const fields = names.map((name) => {
    const value = valueOf(name);
    return [name, keyOf(name).when === "always" ? value : value.optional()];
  });
  return Object.fromEntries(fields) as ByKey;
}

function aboutKey(name: KeyName, before: Words = { en: "", zh: "" }): About {
  const { title, when }: Key = keyOf(name);
  const absent = when === "always" ? { en: "", zh: "" } : ABSENT[when];
  return {
    en: `${before.en}${title.en}${absent.en}.`,
    zh: `${before.zh}${title.zh}${absent.zh}。`,
  };
}

/** Output `keys`: every key of the stack by its name in the catalogue. */
export const keys = choiceOf(
  {
    en: "Every key of the stack by its name in the catalogue of keys.",
    zh: "本 stack 的全部密钥，以密钥目录中的名称为键。",
  },
  byKey(keyNames, (name) => secret({ ...aboutKey(name), form: formatOf(keyOf(name).format).words })),
);

/** Output `fingerprints`: of every key but their salt. */
export const fingerprints = choiceOf(
  {
    en: "Salted digests of the keys, by which a preview shows which of them would change.",
    zh: "密钥的加盐摘要，预览据此显示哪些密钥会变化。",
  },
  byKey(
    keyNames.filter((name) => name !== "fingerprintSalt"),
    (name) => fingerprint(aboutKey(name, { en: "Fingerprint of: ", zh: "指纹：" })),
  ),
);
