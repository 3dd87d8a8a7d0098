import path from "node:path";
import { openingAgain, openingOf, sealingOf } from "../escrow/access.ts";
import { type Sealing, open, seal } from "../escrow/age.ts";
import { allMatch, compare, table } from "../escrow/comparison.ts";
import { adoptKeys } from "../escrow/configuration.ts";
import { type EscrowDocument, newDocument, readDocument, writeDocument } from "../escrow/document.ts";
import { KEY_TARGETS } from "../escrow/key-resources.ts";
import { type EscrowOptions, optionsFrom } from "../escrow/options.ts";
import { putBeside } from "../escrow/place.ts";
import { keysOf, stateOfKeys } from "../escrow/stack-keys.ts";
import { terminal } from "../escrow/terminal.ts";
import { readIfExists } from "../files.ts";
import { CHECKOUT } from "../layout.ts";
import { prepare } from "../prepare.ts";
import { runPulumi } from "../stack/pulumi.ts";
import { type Target, stackOf } from "../stack/target.ts";

/**
 * Writes all keys of a stack, encrypted, into a file apart from its state: `FILE`, by default `<stack>.escrow.age`, for
 * `RECIPIENTS` or with a passphrase. Nothing is written unless every key is the one of its fingerprint.
 */
export async function escrow(target: Target): Promise<number> {
  const options = optionsFrom(process.env);
  const sealing = await sealingOf(options, terminal);
  const opening = openingAgain(sealing, options);
  if (target.kind === "dev") await prepare();

  const stack = stackOf(target);
  const name = fileOf(target, options);
  const document = newDocument({ stack, ...(await keysOf(target)) }, Date.now());
  const text = writeDocument(document);
  const older = await putBeside(path.resolve(CHECKOUT, name), await seal(text, sealing), async (written) => {
    if (opening === undefined || (await open({ name, text: written }, opening)) === text) return;
    throw new Error(`${name} does not hold what was written into it; nothing was changed.`);
  });

  console.log(table(Object.entries(document.fingerprints)));
  console.log(
    `${name} holds the keys of stack ${stack} ${forWhom(sealing, Object.keys(document.keys).length)}.`,
  );
  if (opening) console.log("It was opened again and compared.");
  if (older) console.log(`What was there before is ${path.relative(CHECKOUT, older)} now.`);
  console.log(KEEPING);
  return 0;
}

function forWhom(sealing: Sealing, keys: number): string {
  const holders =
    sealing.kind === "passphrase" ? "under a passphrase" : `for ${sealing.recipients.length} recipient(s)`;
  return `(${keys}) ${holders}`;
}

const KEEPING = `
Keep it apart from the state, and what opens it apart from the passphrase of the stack.
  make escrow-check     proves that it opens and holds the stack's keys
  make escrow-restore   brings them back where the state was lost
Write it anew after every rotation and whenever escrow-check fails.`;

/** Proves that `FILE` opens and holds the keys that the stack has now. The stack's passphrase is not needed for it. */
export async function escrowCheck(target: Target): Promise<number> {
  const options = optionsFrom(process.env);
  if (target.kind === "dev") await prepare();
  const name = fileOf(target, options);
  const document = await read(name, target, options);
  const verdicts = compare(document.fingerprints, (await stateOfKeys(target)).fingerprints);
  const stack = stackOf(target);
  console.log(table(verdicts));
  if (allMatch(verdicts)) {
    console.log(`${name} opens and holds the keys of stack ${stack}; written ${document.written}.`);
    return 0;
  }
  console.error(
    `${name} opens, but is not what stack ${stack} has now: make escrow writes a new one, ` +
      "make escrow-restore brings these keys into a state without any.",
  );
  return 1;
}

/**
 * Brings the keys of `FILE` back into a stack whose state holds none: into its configuration, then into its state. Nothing
 * that runs is touched. A state that holds the same keys is left alone, one that holds others is refused.
 */
export async function escrowRestore(target: Target): Promise<number> {
  const options = optionsFrom(process.env);
  if (target.kind === "dev") await prepare();
  const name = fileOf(target, options);
  const document = await read(name, target, options);
  const stack = stackOf(target);
  const before = await stateOfKeys(target);
  if (before.holdsKeys) {
    const verdicts = compare(document.fingerprints, before.fingerprints);
    const same = allMatch(verdicts);
    if (same) console.log(`Stack ${stack} has the keys of ${name} already; nothing was changed.`);
    else console.error(`${table(verdicts)}\n${otherKeys(stack, name)}`);
    return same ? 0 : 1;
  }
  const written = await adoptKeys(target, document.keys);
  console.log(`${written.length} keys went from ${name} into the configuration of stack ${stack}, adopted.`);

  const confirmed = target.kind === "dev" ? ["--yes", "--skip-preview"] : [];
  const targets = KEY_TARGETS.flatMap((pattern) => ["--target", pattern]);
  const exitCode = await runPulumi(target, ["up", ...confirmed, ...targets]);
  const verdicts = compare(document.fingerprints, (await stateOfKeys(target)).fingerprints);
  if (exitCode !== 0 || !allMatch(verdicts)) {
    console.error(
      `The configuration of stack ${stack} has the keys, its state has not: see above, then again.`,
    );
    return 1;
  }
  console.log(
    `${table(verdicts)}\nThe state of stack ${stack} holds them again. Nothing that runs was touched.`,
  );
  return 0;
}

function otherKeys(stack: string, name: string): string {
  return `Nothing was changed: the state of stack ${stack} holds keys that are not those of ${name}.
If its last up was interrupted, let an up come to its end first. If it is not the right state, move it away and make an
empty one (pulumi stack init): keys are restored into a state that holds none.`;
}

/** Where the file is: beside the program, unless it is named. */
function fileOf(target: Target, { file }: EscrowOptions): string {
  return file ?? `${stackOf(target).replaceAll("/", "-")}.escrow.age`;
}

async function read(name: string, target: Target, options: EscrowOptions): Promise<EscrowDocument> {
  const text = readIfExists(path.resolve(CHECKOUT, name));
  if (text === undefined) throw new Error(`There is no file ${name}: name the escrow, FILE=<file>.`);
  const file = { name, text };
  const opening = await openingOf(file, options, terminal);
  return readDocument(name, await open(file, opening), stackOf(target));
}
