/**
 * Judges a preview before anything is applied, in any CI:
 *
 *     pulumi preview --json | node policy/gate.ts
 *     pulumi destroy --preview-only --json | node policy/gate.ts
 *
 * Exit code 0: every rule holds. 1: a rule is broken. 2: there is no preview to judge. Needs Node.js 22.18 and nothing else.
 */
import { realpathSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type Preview, readPreview } from "./preview.ts";
import { rules } from "./rules/all.ts";
import { type Violation, suffixOf } from "./steps.ts";
import { NoPreview } from "./told.ts";

/** What the gate thinks of a preview. */
export interface Verdict {
  /** As exit code of a process. */
  readonly exitCode: 0 | 1 | 2;
  /** For the user; it holds no value of any property. */
  readonly message: string;
  readonly violations: readonly Violation[];
  /** Why the preview failed, in the words of the engine. */
  readonly errors: readonly string[];
}

/**
 * Runs every rule over a preview.
 * @param preview what `pulumi preview --json` or `pulumi destroy --preview-only --json` printed
 * @param waived names of rules that are let through
 */
export function gate(preview: string, waived: readonly string[] = []): Verdict {
  try {
    return judge(readPreview(preview), waived);
  } catch (error) {
    if (!(error instanceof NoPreview)) throw error;
    const message = `${error.message} Use it so: pulumi preview --json | node policy/gate.ts`;
    return { exitCode: 2, message, violations: [], errors: [] };
  }
}

function judge({ steps, errors }: Preview, waived: readonly string[]): Verdict {
  const applied = rules.filter(({ name }) => !waived.includes(name));
  // A digest does not tell what stays as it is, and nobody is kept from a run by what that run does not touch.
  const touched = steps.filter(({ operation }) => operation !== "same");
  const violations = applied.flatMap((rule) => rule.check(touched));
  if (violations.length > 0) return { exitCode: 1, message: refusal(violations), violations, errors };
  if (errors.length > 0) return { exitCode: 2, message: FAILED, violations, errors };
  return { exitCode: 0, message: `No rule is broken by ${touched.length} steps.`, violations, errors };
}

const FAILED =
  "The preview failed, so there is nothing to judge. Run it without --json and mend what it names.";

/** Resources below what is said of all of them, by rule. */
function refusal(violations: readonly Violation[]): string {
  const alike = Map.groupBy(violations, ({ rule, message }) => `${rule}: ${message}`);
  const lines = [...alike].flatMap(([said, some]) => [
    said,
    ...some.map(({ urn }) => `    ${suffixOf(urn)}`),
  ]);
  return ["Refused.", ...lines].join("\n");
}

async function main(): Promise<void> {
  const { exitCode, message } = gate(await text(process.stdin));
  if (exitCode === 0) console.log(message);
  else console.error(message);
  process.exitCode = exitCode;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await main();
