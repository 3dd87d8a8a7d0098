import { type Leaf, leaves } from "./leaves.ts";
import { typeText } from "./type-text.ts";
import { CONTRACT_VERSION } from "./version.ts";

/** Where the reader has what it knows of the contract, and the types of its outputs. */
export const READER_FILES: Readonly<Record<string, () => string>> = {
  "contract/reader/contract.js": contractText,
  "contract/reader/outputs.d.ts": outputsText,
};

const MADE = "// Made from the declaration of the contract by `make docs`.";

/** What the reader has to know at run time of each output. */
function contractText(): string {
  const outputs = Object.fromEntries(leaves().map((leaf) => [leaf.path, traitsOf(leaf)]));
  return `${MADE}

/**
 * Traits of an output; what is false is left out. A map may be empty.
 * @typedef {{ since: number, isSecret?: boolean, isOptional?: boolean, isMap?: boolean }} Traits
 */

/**
 * The contract that this reader knows: its version, and every output by its path, where \`*\` stands for any name.
 * @type {{ version: number, outputs: Readonly<Record<string, Traits>> }}
 */
exports.CONTRACT = ${JSON.stringify({ version: CONTRACT_VERSION, outputs })};
`;
}

function traitsOf({ facts: { since, isSecret, isMap }, isOptional }: Leaf): object {
  return {
    since,
    ...(isSecret && { isSecret }),
    ...(isOptional && { isOptional }),
    ...(isMap && { isMap }),
  };
}

function outputsText(): string {
  const all = leaves();
  const lines = (isOptional: boolean): string =>
    all
      .filter((leaf) => leaf.isOptional === isOptional)
      .map(propertyText)
      .join("\n");
  return `${MADE}

/** Outputs that every environment has, by path. */
export interface RequiredOutputs {
${lines(false)}
}

/** Outputs that some environments have, by path. */
export interface OptionalOutputs {
${lines(true)}
}
`;
}

function propertyText({ path, schemas, facts: { doc, form, isSecret } }: Leaf): string {
  const sentences = [doc.en, form && `Form: ${form.en}.`, isSecret && "Secret."].filter(Boolean);
  const name = path.includes("*") ? `[path: \`${path.replaceAll("*", "${string}")}\`]` : JSON.stringify(path);
  return `  /** ${sentences.join(" ").replaceAll("*/", "* /")} */\n  readonly ${name}: ${typeText(schemas)};`;
}
