import { isByHand, manualAppAccount } from "../../components/app-account/manual.ts";
import { manualStatements } from "../../components/storage/mysql/manual.ts";
import type { Settings } from "../../config/schema.ts";
import { handOut } from "../hand-out.ts";
import { prepare } from "../prepare.ts";
import { settingsOf } from "../stack/configured.ts";
import { type Target, stackOf } from "../stack/target.ts";

/**
 * Writes the statements that database administrators run by hand: one file for each server with `provisioning: manual`,
 * readable by its owner only, because passwords are in it. They follow from the configuration: nothing has to be up.
 */
export async function sql(target: Target): Promise<number> {
  if (target.kind === "dev") await prepare();
  const stack = stackOf(target);
  const settings = await settingsOf(target);
  const texts = Object.entries(manualStatements(settings.mysql, settings.keys));
  if (texts.length === 0) {
    console.log(`No MySQL server of stack ${stack} is prepared by hand (provisioning: manual).`);
    return 0;
  }
  for (const [server, text] of texts) {
    console.log(`${write(stack, server, text)}  for the administrator of the server "${server}"`);
  }
  writeAppAccount(stack, settings);
  console.log("They hold passwords: hand them over as such, and remove them when they have been run.");
  return 0;
}

/** The server that it is for is among those above. */
function writeAppAccount(stack: string, settings: Settings): void {
  if (settings.appAccount.mode !== "esb" || !isByHand(settings.mysql)) return;
  const text = manualAppAccount(settings);
  console.log(
    text === undefined
      ? "The secret of bk_paas3 is generated: its statements are in the stack's output appAccount.sql after an update."
      : `${write(stack, "app-account", text)}  for the administrator of the database of PaaS 2.0`,
  );
}

/** @returns its path in the checkout. */
function write(stack: string, name: string, text: string): string {
  return handOut("sql", stack, `${name}.sql`, text);
}
