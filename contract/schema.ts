import * as z from "zod";
import { facts } from "./field.ts";
import { leaves } from "./leaves.ts";
import { contract } from "./outputs.ts";
import { CONTRACT_VERSION } from "./version.ts";

/** The contract as a file for those who check with other tools. */
export const SCHEMA_FILE = `contract/v${CONTRACT_VERSION}.schema.json`;

/**
 * The contract as JSON schema 2020-12. `x-secret` marks what is encrypted in the state, and maps with such a value;
 * `x-since` tells the version of the contract that has an output first. It takes outputs that it does not name, for new
 * ones do not raise the version.
 */
export function jsonSchema(): string {
  const secrets = new Set<unknown>(
    leaves().flatMap(({ facts: { isSecret }, schemas }) => (isSecret ? schemas : [])),
  );
  const schema = z.toJSONSchema(contract, {
    target: "draft-2020-12",
    override: ({ zodSchema, jsonSchema: part }) => {
      if (part.additionalProperties === false) delete part.additionalProperties;
      const known = zodSchema instanceof z.ZodType ? facts.get(zodSchema) : undefined;
      if (!known) return;
      const { doc, form, since } = known;
      part.description = form ? `${doc.en} Form: ${form.en}.` : doc.en;
      if (secrets.has(zodSchema)) part["x-secret"] = true;
      part["x-since"] = since;
    },
  });
  return JSON.stringify({ ...schema, title: `Outputs of a bkpaas stack, version ${CONTRACT_VERSION}` });
}
