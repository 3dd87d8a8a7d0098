import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify, parse } from "yaml";
import * as z from "zod";
import { APP_CODE } from "../../components/app-account/application.ts";
import { CHECKOUT } from "../layout.ts";
import { type Target, shortName, stackOf } from "../stack/target.ts";

/** How often bk-auth takes application secrets over (chart bkauth, CronJob access-key-sync), in milliseconds. */
const SYNCHRONISATION = 10 * 60_000;

/** The part of bk-auth's values that holds the next secret. */
const fragment = z.strictObject({ accessKeys: z.strictObject({ [APP_CODE]: z.uuid() }) });

/** Where the next secret waits for bk-auth, readable by its owner only. */
export function fragmentFile(target: Target): string {
  return path.join(CHECKOUT, `${shortName(stackOf(target))}.bkauth.yaml`);
}

/** The next secret, where bk-auth was given one. @throws Error where the file has been damaged */
export function nextSecret(file: string): string | undefined {
  if (!fs.existsSync(file)) return undefined;
  const read = fragment.safeParse(parse(fs.readFileSync(file, "utf8")));
  if (read.success) return read.data.accessKeys[APP_CODE];
  throw new Error(`${file} is damaged: remove it, and the secret in it from bk-auth, then run this again.`);
}

/** Writes a new secret for bk-auth, which accepts it beside the present one: an application may have two. */
export function prepareSecret(file: string): void {
  const values = { accessKeys: { [APP_CODE]: randomUUID() } };
  fs.writeFileSync(file, stringify(values), { mode: 0o600, flag: "wx" });
}

/** How long bk-auth may still take, in milliseconds. */
export function timeLeft(file: string, now: number): number {
  return Math.max(0, fs.statSync(file).mtimeMs + SYNCHRONISATION - now);
}

/** Waits out the synchronisation, and says how long it still takes. */
export async function awaitSynchronisation(file: string): Promise<void> {
  for (let left = timeLeft(file, Date.now()); left > 0; left = timeLeft(file, Date.now())) {
    console.log(`bk-auth takes secrets over every ten minutes; going on in ${Math.ceil(left / 60_000)} min.`);
    await sleep(Math.min(left, 60_000));
  }
}
