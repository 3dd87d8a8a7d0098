import { CREDENTIALS, type KeyName, keyNames, keyOf } from "../../config/secrets/catalogue.ts";
import { formatOf } from "../../config/secrets/formats.ts";
import type { Words } from "../../config/words.ts";
import { type Language, code, table } from "./table.ts";

const HEADS: Readonly<
  Record<"immutable" | "rotatable" | "credentials", Record<Language, readonly string[]>>
> = {
  immutable: {
    en: ["Key", "What it is", "Form", "Who holds it", "Lost when it changes"],
    zh: ["密钥", "是什么", "格式", "由谁持有", "更换后丢失的内容"],
  },
  rotatable: {
    en: ["Key", "What it is", "Form", "Who holds it", "To do elsewhere when it is rotated"],
    zh: ["密钥", "是什么", "格式", "由谁持有", "轮换时还需在别处做的事"],
  },
  credentials: {
    en: ["What it is", "Where it is configured", "Who holds it"],
    zh: ["是什么", "在哪里配置", "由谁持有"],
  },
};

const ASKED: Words = { en: "only where it is configured", zh: "仅在配置后存在" };
const USED: Words = { en: "only where the store is managed", zh: "仅在该存储为托管时存在" };

/** The tables of the catalogue as Markdown, by the name under which a page asks for them. */
export function keyTables(language: Language): Readonly<Record<string, string>> {
  const rows = (kind: "immutable" | "rotatable"): string[][] =>
    keyNames.filter((name) => keyOf(name).change.kind === kind).map((name) => rowOf(name, language));
  return {
    immutable: table(HEADS.immutable[language], rows("immutable")),
    rotatable: table(HEADS.rotatable[language], rows("rotatable")),
    credentials: table(
      HEADS.credentials[language],
      CREDENTIALS.map(({ title, path, held }) => [title[language], codes(path), held[language]]),
    ),
  };
}

function rowOf(name: KeyName, language: Language): string[] {
  const { title, format, held, change, when } = keyOf(name);
  const condition = { always: undefined, asked: ASKED, used: USED }[when];
  const separator = language === "en" ? "; " : "；";
  const what = [title, condition].flatMap((words) => (words ? [words[language]] : [])).join(separator);
  const last = change.kind === "immutable" ? change.destroys : change.after;
  return [code(name), what, formatOf(format).words[language], held[language], last?.[language] ?? ""];
}

/** Names separated by commas, each as code. */
function codes(names: string): string {
  return names.split(", ").map(code).join(", ");
}
