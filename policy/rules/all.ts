import type { Rule } from "../steps.ts";
import { chartDowngrade } from "./chart-downgrade.ts";
import { generatedSecret } from "./generated-secret.ts";
import { imageTag } from "./image-tag.ts";
import { irreplaceable } from "./irreplaceable.ts";
import { plaintextSecret } from "./plaintext-secret.ts";
import { publishedDefault } from "./published-default.ts";

/** Every rule over steps. */
export const rules: readonly Rule[] = [
  irreplaceable,
  chartDowngrade,
  publishedDefault,
  plaintextSecret,
  generatedSecret,
  imageTag,
];
