import { isHidden } from "../hidden.ts";
import { type Leaf, leavesOf } from "../leaves.ts";
import { keptLeaves, openLeaves } from "../places.ts";
import type { Rule, Step, Violation } from "../steps.ts";

const NAME = "generated-secret";

/** Shorter texts are found by accident. */
const SHORTEST = 8;

/**
 * Looks for the values of a stack's keys where everybody reads: as they are, in base64 and as in an address. Only who gets
 * secrets in the clear can do that, which is a policy pack.
 */
export const generatedSecret: Rule = {
  name: NAME,
  description: "No generated or kept key stands in Helm values or a ConfigMap, in whatever writing.",
  needs: "graph",
  check: (steps) => {
    const keys = steps.flatMap(keysOf);
    return steps.flatMap((step) => violations(step, keys));
  },
};

function violations(step: Step, keys: readonly Key[]): Violation[] {
  return openLeaves(step).flatMap((leaf) =>
    keys
      .filter(({ forms }) => forms.some((form) => leaf.text.includes(form)))
      .map(({ name }) => ({ rule: NAME, urn: step.urn, message: messageFor(leaf, name) })),
  );
}

function messageFor({ path }: Leaf, name: string): string {
  return `${path}: the value of ${name} would stand there in the clear. Put it into a Secret and name that one.`;
}

interface Key {
  readonly name: string;
  readonly forms: readonly string[];
}

/** The secrets that a resource holds for the stack. */
function keysOf(step: Step): Key[] {
  const generated = step.type.startsWith("random:") ? leavesOf(step.new?.outputs?.result, "result") : [];
  return [...generated, ...keptLeaves(step)]
    .filter(({ text }) => text.length >= SHORTEST && !isHidden(text))
    .map(({ text }) => ({ name: step.urn.split("::").at(-1) ?? "", forms: formsOf(text) }));
}

function formsOf(text: string): string[] {
  return [...new Set([text, encodeURIComponent(text), ...base64Forms(text)])];
}

/** What a text is in base64, by the place at which it begins inside a longer one; without what its neighbours decide. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const encoded = bytes.toString("base64").replace(/.=+$/, "");
    return encoded.slice(Math.ceil((before * 8) / 6));
  });
}
