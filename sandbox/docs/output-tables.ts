import type { Words } from "../../config/words.ts";
import { type Leaf, leaves } from "../../contract/leaves.ts";
import { typeText } from "../../contract/type-text.ts";
import { type Language, code, table } from "./table.ts";

const HEAD: Readonly<Record<Language, readonly string[]>> = {
  en: ["Output", "Meaning", "Value", "Secret", "In every environment", "Since"],
  zh: ["输出", "含义", "取值", "机密", "各环境都有", "始于版本"],
};

const YES: Words = { en: "yes", zh: "是" };
const NO: Words = { en: "no", zh: "否" };
const MAP: Words = { en: "map", zh: "映射" };

/** Types that words say better. */
const TYPES: Readonly<Record<string, Words>> = {
  string: { en: "text", zh: "文本" },
  number: { en: "number", zh: "数" },
  boolean: { en: "`true`, `false`", zh: "`true`、`false`" },
  "readonly (string)[]": { en: "list of texts", zh: "文本列表" },
};

const LIST: Words = { en: "list", zh: "列表" };

/** Outputs that are told in one table, which is named after the first. */
const TOGETHER: readonly (readonly string[])[] = [
  ["contractVersion", "namespace", "domain", "names", "releases", "nextSteps"],
  ["addresses"],
  ["mysql"],
  ["redis"],
  ["rabbitmq"],
  ["elasticsearch"],
  ["bkrepo"],
  ["appAccount"],
  ["keys"],
  ["fingerprints"],
  ["appClusters"],
];

/** The tables of the contract as Markdown, each by its first output; `initialCluster` holds what each of `appClusters` does. */
export function outputTables(language: Language): Readonly<Record<string, string>> {
  const rows = leaves();
  const tables = TOGETHER.map((outputs) => {
    const told = rows.filter(({ path }) => outputs.includes(path.split(".")[0] ?? ""));
    return [
      outputs[0],
      table(
        HEAD[language],
        told.map((leaf) => rowOf(leaf, language)),
      ),
    ];
  });
  return Object.fromEntries(tables) as Record<string, string>;
}

function rowOf(leaf: Leaf, language: Language): string[] {
  const { path, facts, isOptional } = leaf;
  return [
    code(path),
    facts.doc[language].replaceAll("|", "\\|"),
    valueOf(leaf, language),
    facts.isSecret ? YES[language] : "",
    (isOptional ? NO : YES)[language],
    String(facts.since),
  ];
}

function valueOf({ schemas, facts: { form, isMap } }: Leaf, language: Language): string {
  if (form) return form[language].replace(/[^\s，。]*\{api_name\}/, "`{api_name}`").replaceAll("|", "\\|");
  if (isMap) return MAP[language];
  const type = typeText(schemas);
  const words = TYPES[type];
  if (words) return words[language];
  return type.startsWith("readonly") ? LIST[language] : type.split(" | ").map(wordOf).join(", ");
}

/** `"full"` as the code `full`. */
function wordOf(literal: string): string {
  return code(literal.replaceAll('"', ""));
}
