import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CHECKOUT } from "../../sandbox/layout.ts";
import { configOf, environments } from "../golden/environments.ts";
import { graphOf } from "../golden/graph.ts";
import { copyCheckout } from "./checkout-copy.ts";
import { type Section, merged } from "./named-secrets.ts";
import { type Edit, type PreparedChange, START } from "./prepared-changes.ts";
import { type StackConfig, recordProgram } from "./program.ts";

/** The stack dev with a prepared change, as the program describes it without any server. */
export interface PreparedGraph {
  /** Folder of the program that describes it: this checkout, or a copy with the edits. */
  readonly program: string;
  /** As a file of `test/golden` has it. */
  readonly text: string;
}

/**
 * Records the graph of dev after some changes, the last one's edits among them.
 * @param steps in their order
 * @param scratch folder in which copies of the checkout are made
 */
export async function preparedGraph(
  steps: readonly Pick<PreparedChange, "config" | "secrets" | "edits">[],
  scratch: string,
): Promise<PreparedGraph> {
  const edits = steps.flatMap((step) => step.edits ?? []);
  const program = edits.length === 0 ? CHECKOUT : await editedCopy(edits, scratch);
  const run = await recordProgram("dev", configWith([START, ...steps]), program);
  assert.equal(run.exitCode, 0, `${run.output}${run.monitor.errors.join("\n")}`);
  return { program, text: `${JSON.stringify(graphOf(run.monitor), null, 2)}\n` };
}

/** The configuration of dev where it is recorded, with sections laid over it. */
function configWith(steps: readonly Pick<PreparedChange, "config" | "secrets">[]): StackConfig {
  const dev = environments.dev ?? assert.fail("dev is recorded");
  const over = (sections: readonly (Section | undefined)[]): Section =>
    sections.reduce<Section>((result, section) => merged(result, section ?? {}), {});
  const secrets = over([dev.filledIn, ...steps.map((step) => step.secrets)]);
  const open = configOf({ ...dev, filledIn: over(steps.map((step) => step.config)) });
  const complete = configOf({ ...dev, filledIn: secrets });
  const keys = new Set([...Object.keys(open.values), ...Object.keys(complete.values)]);
  const values = [...keys].map((key) => [key, both(open.values[key], complete.values[key])]);
  return { values: Object.fromEntries(values) as Record<string, string>, secretKeys: complete.secretKeys };
}

/** Both of two texts of a section, where both are sections. */
function both(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  return JSON.stringify(merged(JSON.parse(one) as Section, JSON.parse(other) as Section));
}

async function editedCopy(edits: readonly Edit[], scratch: string): Promise<string> {
  const dir = fs.mkdtempSync(path.join(scratch, "program-"));
  await copyCheckout(dir);
  edit(dir, edits);
  return dir;
}

/** Edits files of a copy of the checkout. @throws Error where a text does not stand there exactly once */
export function edit(dir: string, edits: readonly Edit[]): void {
  for (const { file, from, to } of edits) {
    const name = path.join(dir, file);
    const parts = fs.readFileSync(name, "utf8").split(from);
    assert.equal(parts.length, 2, `${file} has ${parts.length - 1} times: ${from}`);
    fs.writeFileSync(name, parts.join(to));
  }
}

/** A folder for copies. */
export function scratchFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-prepared-"));
}
