import { z } from "zod";
import { readIfExists, writeAtomically } from "../files.ts";
import { jsonIn } from "../json.ts";
import { shortName } from "../stack/target.ts";
import type { ExpectedStep } from "./steps.ts";

const STEP = z.strictObject({
  resource: z.string(),
  operation: z.string(),
  changed: z.array(z.string()),
  reasons: z.array(z.string()),
  given: z.string().exactOptional(),
});

const FILE = z.strictObject({ version: z.literal(1), stack: z.string(), steps: z.array(STEP) });

/** Keeps the steps of a stack that were reviewed, in a file that only its owner reads. */
export function writeExpectation(file: string, stack: string, steps: readonly ExpectedStep[]): void {
  const text = JSON.stringify({ version: 1, stack: shortName(stack), steps }, undefined, 2);
  writeAtomically(file, `${text}\n`);
}

/**
 * The steps of a stack that were reviewed.
 * @throws Error where the file is missing, is another's or another stack's.
 */
export function readExpectation(file: string, stack: string): readonly ExpectedStep[] {
  const parsed = FILE.safeParse(jsonIn(readIfExists(file) ?? ""));
  if (!parsed.success) {
    throw new Error(
      `${file} is not there or was not written by \`make expect\` of this version: write it again with make expect STACK=${stack} FILE=${file}`,
    );
  }
  if (parsed.data.stack !== shortName(stack)) {
    throw new Error(
      `${file} has what was expected of stack ${parsed.data.stack}, not of ${shortName(stack)}: give EXPECT the file of this stack.`,
    );
  }
  return parsed.data.steps;
}
