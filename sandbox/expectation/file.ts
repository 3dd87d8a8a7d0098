import { createHash } from "node:crypto";
import fs from "node:fs";
import { z } from "zod";
import type { Told } from "../../policy/told.ts";
import { readIfExists, writeAtomically } from "../files.ts";
import { jsonIn } from "../json.ts";
import { shortName } from "../stack/target.ts";
import { type ExpectedStep, expectedSteps } from "./steps.ts";

const STEP = z.strictObject({
  resource: z.string(),
  was: z.string().exactOptional(),
  operation: z.string(),
  changed: z.array(z.string()),
  reasons: z.array(z.string()),
  given: z.string().exactOptional(),
});

const FILE = z.strictObject({ version: z.literal(1), stack: z.string(), steps: z.array(STEP) });

/** What every version of the file has. */
const ANY_VERSION = z.object({ version: z.number(), stack: z.string() });

/** The steps of a stack that are reviewed together, as a file keeps them. */
export interface Expectation {
  readonly steps: readonly ExpectedStep[];
  /** By which people tell it from another one: the first 16 digits that `sha256sum` prints for the file. */
  readonly digest: string;
  /** The same steps give the same bytes. */
  readonly text: string;
}

/** What is expected of a run of which a preview tells this. */
export function expectationOf(stack: string, told: Pick<Told, "steps" | "end">): Expectation {
  const expected = expectedSteps(told);
  const json = JSON.stringify({ version: 1, stack: shortName(stack), steps: expected }, undefined, 2);
  return described(`${json}\n`, expected);
}

function described(text: string, steps: readonly ExpectedStep[]): Expectation {
  return { text, steps, digest: createHash("sha256").update(text).digest("hex").slice(0, 16) };
}

/**
 * Takes away what was expected before, so that a run is never held to an older review than the one that is made now.
 * @throws Error where something else is there, which stays
 */
export function discardExpectation(file: string): void {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile() || (found.size > 0 && !isOfSomeVersion(fs.readFileSync(file, "utf8")))) {
    throw new Error(`${file} is something else than expected steps, and stays: give FILE another name.`);
  }
  fs.rmSync(file);
}

function isOfSomeVersion(text: string): boolean {
  return ANY_VERSION.safeParse(jsonIn(text)).success;
}

/** Keeps an expectation in a file that only its owner reads. */
export function writeExpectation(file: string, { text }: Expectation): void {
  writeAtomically(file, text);
}

/** Where an expectation is, and how to have it done. */
export function kept(file: string, stack: string, { steps, digest }: Expectation): string {
  return [
    `Expected steps: ${steps.length}, digest ${digest}. They are in ${file}; to do these and no others:`,
    `  make up STACK=${stack} EXPECT=${file}`,
  ].join("\n");
}

/**
 * The steps of a stack that were reviewed.
 * @throws Error where the file is missing, is another's or another stack's.
 */
export function readExpectation(file: string, stack: string): Expectation {
  if (file === "") throw new Error(`EXPECT is set to nothing. ${reviewAnew(stack)}`);
  const text = textOf(file);
  if (text === undefined) throw new Error(`${file}, the file of EXPECT, is not there. ${reviewAnew(stack)}`);
  const parsed = FILE.safeParse(jsonIn(text));
  if (!parsed.success) {
    throw new Error(`${file} was not written by \`make expect\` of this version. ${reviewAnew(stack)}`);
  }
  if (parsed.data.stack !== shortName(stack)) {
    throw new Error(
      `${file} has what was expected of stack ${parsed.data.stack}, not of ${shortName(stack)}: give EXPECT the file of this stack.`,
    );
  }
  return described(text, parsed.data.steps);
}

/** Empty for what is there and no file. */
function textOf(file: string): string | undefined {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ? "" : readIfExists(file);
}

/** How to come to an expectation that somebody has read about. */
export function reviewAnew(stack: string): string {
  return `Have what a run does now reviewed, and give EXPECT that file:\n  make report STACK=${stack} FROM=preview OUT=<dir> FILE=<file>`;
}
