import type { Words } from "../../config/words.ts";
import { DECLARATIONS } from "../../provider/schema/all.ts";
import type { Property, PropertyTable, ResourceDeclaration } from "../../provider/schema/declaration.ts";
import { SETTINGS } from "../../provider/settings.ts";
import { type Language, code, table } from "./table.ts";

const WORDS = {
  setting: { en: "Setting", zh: "设置项" },
  input: { en: "Input", zh: "输入" },
  output: { en: "Output", zh: "输出" },
  value: { en: "Value", zh: "取值" },
  otherwise: { en: "Default", zh: "默认值" },
  meaning: { en: "Meaning", zh: "含义" },
  when: { en: "Error: when", zh: "错误：何时" },
  then: { en: "What to do", zh: "怎么办" },
  required: { en: "required", zh: "必填" },
  none: { en: "none", zh: "无" },
  or: { en: ", ", zh: "、" },
  string: { en: "text", zh: "文本" },
  boolean: { en: "`true`, `false`", zh: "`true`、`false`" },
  integer: { en: "whole number", zh: "整数" },
  number: { en: "number", zh: "数" },
  list: { en: "list of texts", zh: "文本列表" },
  secret: { en: "Secret.", zh: "机密。" },
  replaces: { en: "A change replaces the resource.", zh: "修改会替换该资源。" },
  id: { en: "Imported by its id, such as ", zh: "按 ID 导入，例如 " },
  unimportable: { en: "It cannot be imported.", zh: "无法导入。" },
} as const satisfies Record<string, Words>;

/** The import of what exists into the stack, in the form that the CLI takes for a provider with an explicit instance. */
const IMPORT =
  "pulumi import <type> <name> '<id>' --provider '<instance>=<urn of the provider>' --generate-code=false";

/** The tables of the provider as Markdown: its settings, and for each kind of resource all that a program has to know. */
export function providerTables(language: Language): Readonly<Record<string, string>> {
  const resources = DECLARATIONS.map((declaration) => [
    shortName(declaration),
    resourceSection(declaration, language),
  ]);
  return {
    settings: propertyTable("setting", SETTINGS, language),
    ...(Object.fromEntries(resources) as Record<string, string>),
  };
}

/** `bkrepo:Project`: the token without the package. */
function shortName({ token }: ResourceDeclaration): string {
  return token.replace(/^bkpaas:/, "");
}

function resourceSection(declaration: ResourceDeclaration, language: Language): string {
  const { doc, inputs, outputs, errors } = declaration;
  const told = errors.map(({ when, then }) => [prose(when[language]), prose(then[language])]);
  return [
    prose(doc[language]),
    propertyTable("input", inputs, language),
    outputTable(outputs, language),
    table([WORDS.when[language], WORDS.then[language]], told),
    importSection(declaration, language),
  ].join("\n\n");
}

function importSection({ token, exampleId }: ResourceDeclaration, language: Language): string {
  if (exampleId === undefined) return WORDS.unimportable[language];
  return [
    `${WORDS.id[language]}${code(exampleId)}${language === "en" ? ":" : "："}`,
    `\`\`\`sh\n${importOf(token, exampleId)}\n\`\`\``,
  ].join("\n\n");
}

function propertyTable(kind: "setting" | "input", properties: PropertyTable, language: Language): string {
  const head = [WORDS[kind], WORDS.value, WORDS.otherwise, WORDS.meaning].map((words) => words[language]);
  const rows = Object.entries(properties).map(([name, property]) => [
    code(name),
    valueOf(property, language),
    defaultOf(property, language),
    meaningOf(property, language),
  ]);
  return table(head, rows);
}

function outputTable(properties: PropertyTable, language: Language): string {
  const head = [WORDS.output, WORDS.value, WORDS.meaning].map((words) => words[language]);
  const rows = Object.entries(properties).map(([name, property]) => [
    code(name),
    valueOf(property, language),
    meaningOf(property, language),
  ]);
  return table(head, rows);
}

function valueOf({ type, oneOf }: Property, language: Language): string {
  return oneOf ? oneOf.map(code).join(WORDS.or[language]) : WORDS[type][language];
}

function defaultOf({ default: otherwise, optional }: Property, language: Language): string {
  if (otherwise !== undefined) return code(String(otherwise));
  return (optional ? WORDS.none : WORDS.required)[language];
}

function meaningOf({ doc, form, secret, replaces }: Property, language: Language): string {
  const rule = form && { en: `It must ${form.rule.en}.`, zh: `须${form.rule.zh}。` };
  const sentences = [doc, rule, secret && WORDS.secret, replaces && WORDS.replaces];
  const separator = language === "en" ? " " : "";
  return prose(sentences.flatMap((words) => (words ? [words[language]] : [])).join(separator));
}

/** Text in which Markdown sees nothing but text and code. */
function prose(text: string): string {
  return text.replace(/`[^`]*`|[<|*]/g, (found) => (found.startsWith("`") ? found : `\\${found}`));
}

function importOf(token: string, exampleId: string): string {
  const [, instance = "", kind = ""] = token.split(":");
  return IMPORT.replace("<type>", token)
    .replace("<name>", kind.charAt(0).toLowerCase() + kind.slice(1))
    .replace("<id>", exampleId)
    .replace("<instance>", instance);
}
