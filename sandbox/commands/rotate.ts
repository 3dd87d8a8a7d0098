import fs from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Settings } from "../../config/schema.ts";
import { type KeyName, keyOf } from "../../config/secrets/catalogue.ts";
import { keysOf } from "../escrow/stack-keys.ts";
import { CHECKOUT } from "../layout.ts";
import { awaitSynchronisation, fragmentFile, nextSecret, prepareSecret } from "../rotation/bkauth.ts";
import { keepAccepting } from "../rotation/mysql-account.ts";
import { type Rotation, keyNamed, rotationOf } from "../rotation/rotation.ts";
import { prepare } from "../prepare.ts";
import { rememberConfiguration } from "../stack/configuration.ts";
import { settingsOf } from "../stack/configured.ts";
import { askPulumi, runPulumi } from "../stack/pulumi.ts";
import { recover } from "../stack/recover.ts";
import { exportState } from "../stack/state.ts";
import { type Target, stackOf } from "../stack/target.ts";
import { passesGate } from "./gated.ts";

/**
 * Gives a key a new value, and brings whatever holds it up with that: an edit of the configuration, judged and shown by a
 * preview before it is applied. Refuses a key whose change would destroy data.
 */
export async function rotate(target: Target): Promise<number> {
  const name = keyNamed(process.env.KEY);
  if (target.kind === "dev") {
    await prepare();
    await recover();
  }
  const settings = await settingsOf(target);
  if (name === "appSecret" && settings.appAccount.mode === "bkauth")
    return rotateWithBkauth(target, settings);
  const rotation = rotationOf(name, settings);
  if (rotation.kind === "refused") {
    console.error(rotation.why);
    return 1;
  }
  return apply(target, name, settings, () => configure(target, name, rotation));
}

/**
 * Of bk-auth's secrets the platform may only use one that bk-auth has taken over: the first run writes the next one down
 * for it, the second waits until it must be there, and brings it to the platform.
 */
async function rotateWithBkauth(target: Target, settings: Settings): Promise<number> {
  const file = fragmentFile(target);
  const secret = nextSecret(file);
  if (secret === undefined) {
    prepareSecret(file);
    console.log(PREPARED.replace("<file>", path.relative(CHECKOUT, file)));
    return 0;
  }
  await awaitSynchronisation(file);
  const exitCode = await apply(target, "appSecret", settings, async () => {
    await askPulumi(target, ["config", "set", "--secret", "--path", "keys.appSecret.value"], secret);
    await askPulumi(target, ["config", "set", "--path", "keys.appSecret.source", "given"]);
  });
  if (exitCode === 0) {
    fs.rmSync(file);
    console.log("Now remove the old secret of bk_paas3 from bk-auth.");
  }
  return exitCode;
}

const PREPARED = `Nothing was changed yet. <file> holds the next secret of bk_paas3:
  1. Merge it into the values of bkauth and upgrade that release; the old secret stays valid beside it.
  2. Run this command again: it waits until ten minutes after this one, then brings the secret to the platform.`;

/** Edits the configuration, shows and applies what follows from it; puts it back where nothing was applied. */
async function apply(
  target: Target,
  name: KeyName,
  settings: Settings,
  edit: () => Promise<void>,
): Promise<number> {
  const forget = rememberConfiguration(target);
  await edit();
  if (!(await passesGate(target, "up"))) {
    forget();
    return 1;
  }
  const finish = await keepAccepting(name, settings, () => presentValue(target, name));
  const before = await exportState(target);
  const exitCode = await runPulumi(target, ["up", ...(target.kind === "dev" ? ["--yes"] : [])]);
  if (exitCode === 0) {
    await finish();
    console.log(done(name));
  } else if (isDeepStrictEqual(before.deployment, (await exportState(target)).deployment)) {
    forget();
    await finish();
    console.error(`Nothing was changed; keys.${name} is what it was.`);
  } else {
    console.error(
      `keys.${name} has not reached everybody yet. Mend what failed, then: make up STACK=${stackOf(target)}`,
    );
  }
  return exitCode;
}

async function configure(
  target: Target,
  name: KeyName,
  { edition, wasAdopted }: Extract<Rotation, { kind: "generate" }>,
): Promise<void> {
  if (wasAdopted) await askPulumi(target, ["config", "rm", "--path", `keys.${name}.value`]);
  const settings = [`keys.${name}.source=generated`, `keys.${name}.edition=${edition}`];
  await askPulumi(target, [
    "config",
    "set-all",
    "--path",
    ...settings.flatMap((one) => ["--plaintext", one]),
  ]);
}

async function presentValue(target: Target, name: KeyName): Promise<string> {
  return (await keysOf(target)).keys[name] ?? "";
}

function done(name: KeyName): string {
  const { title, change } = keyOf(name);
  const after = change.kind === "rotatable" ? change.after : undefined;
  const elsewhere = after
    ? `\nTo do elsewhere: ${after.en}\nRead it: pulumi stack output keys --show-secrets --json`
    : "";
  return `\n${title.en}: changed.${elsewhere}`;
}
