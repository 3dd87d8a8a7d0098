import * as z from "zod";
import { askPulumi } from "../stack/pulumi.ts";
import { exportState } from "../stack/state.ts";
import { type Target, stackOf } from "../stack/target.ts";
import { unsoundKeys } from "./document.ts";
import { KEY_TYPES } from "./key-resources.ts";

type Texts = Readonly<Record<string, string>>;

/** What a stack's outputs say of its keys. */
export interface StackKeys {
  readonly contractVersion: number;
  readonly keys: Texts;
  readonly fingerprints: Texts;
}

const fingerprints = z.record(z.string(), z.string());

const outputs = z.object({
  contractVersion: z.int(),
  fingerprints,
  // The CLI may write null or {} for them.
  keys: z.record(z.string(), z.unknown()).catch({}),
});

/**
 * The keys of a stack, each compared with its fingerprint. With a wrong passphrase the CLI ends well and writes nothing in
 * the place of secrets (pulumi/pulumi#23476).
 * @throws Error that names the keys which the CLI did not show
 */
export async function keysOf(target: Target): Promise<StackKeys> {
  const text = await askPulumi(target, ["stack", "output", "--json", "--show-secrets"]);
  const { data } = outputs.safeParse(JSON.parse(text));
  const stack = stackOf(target);
  if (!data || Object.keys(data.fingerprints).length === 0) {
    throw new Error(`Stack ${stack} has no keys in its outputs: bring it up first (make up).`);
  }
  const unsound = unsoundKeys(data.keys, data.fingerprints);
  if (unsound.length > 0) throw new Error(refusal(stack, unsound));
  return { ...data, keys: data.keys as Texts };
}

function refusal(stack: string, names: readonly string[]): string {
  return `Nothing was written: the CLI does not show these keys of stack ${stack} as their fingerprints say:
  ${names.join(", ")}
Most likely the passphrase of the stack is a wrong one: see PULUMI_CONFIG_PASSPHRASE_FILE and PULUMI_CONFIG_PASSPHRASE.`;
}

/** What the state of a stack tells of its keys without its passphrase. */
export interface StateOfKeys {
  /** Empty where the stack was never brought up to its end. */
  readonly fingerprints: Texts;
  /** Whether it holds keys at all. */
  readonly holdsKeys: boolean;
}

/** Reads them from the state itself: no secret is decrypted. */
export async function stateOfKeys(target: Target): Promise<StateOfKeys> {
  const { resources = [] } = (await exportState(target)).deployment;
  const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  return {
    fingerprints: fingerprints.catch({}).parse(stack?.outputs?.["fingerprints"]),
    holdsKeys: resources.some(({ type }) => KEY_TYPES.includes(type)),
  };
}
