import { isHidden, isSecret } from "../hidden.ts";
import type { Leaf } from "../leaves.ts";
import { openLeaves } from "../places.ts";
import { isSecretByName } from "../secret-names.ts";
import type { Rule, Step, Violation } from "../steps.ts";

const NAME = "plaintext-secret";

/** The scheme has a most, so that long texts are read in no time. */
const ADDRESS_WITH_PASSWORD = /[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@:]*:[^\s/?#@]+@/i;

/**
 * Helm values stand in the release's record and ConfigMaps are read by whoever may look at the namespace: there, Secrets
 * are only named. Sees secrets by the engine's mark, by their names, and by their form.
 */
export const plaintextSecret: Rule = {
  name: NAME,
  description: "No secret stands in Helm values or a ConfigMap.",
  needs: "resource",
  check: (steps) => steps.flatMap(violations),
};

function violations(step: Step): Violation[] {
  const takesValuesOnly = isOfPublishedChart(step);
  return openLeaves(step).flatMap((leaf) => {
    if (takesValuesOnly && isSecret(leaf.text)) return [];
    const seen = signOf(leaf);
    if (seen === undefined) return [];
    const message = `${leaf.path}: ${seen}, and would stand there in the clear. Put it into a Secret and name that one (envFrom, secretKeyRef, a mounted volume).`;
    return [{ rule: NAME, urn: step.urn, message }];
  });
}

/**
 * Whether it is the release of a chart of the platform that this program does not bring with it: such a chart takes secrets
 * as values only. What the engine knows as secret stays so in the state, and is in Helm's record all the same.
 */
function isOfPublishedChart(step: Step): boolean {
  const isPlatforms = /::bkpaas:platform:\w+\$kubernetes:helm\.sh\/v3:Release::/.test(step.urn);
  const chart = step.new?.inputs.chart;
  return isPlatforms && typeof chart === "string" && !chart.startsWith("./charts/");
}

/** By what a text is recognised as secret. */
function signOf(leaf: Leaf): string | undefined {
  const { text } = leaf;
  if (isSecret(text)) return "this value is secret";
  if (text === "" || isHidden(text)) return undefined;
  if (text.includes("PRIVATE KEY-----")) return "this is a private key";
  if (ADDRESS_WITH_PASSWORD.test(text)) return "this address holds a password";
  return isSecretByName(leaf) ? "by its name this is a secret" : undefined;
}
