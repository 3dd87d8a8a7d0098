import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./layout.ts";

/**
 * Writes a file for a person to take elsewhere, readable by its owner only, because secrets are in it. Never into a file
 * that is there already, which may be open to others.
 * @param folder folder of the checkout, which git does not see
 * @returns its path in the checkout
 */
export function handOut(folder: string, stack: string, name: string, text: string): string {
  const file = path.join(folder, stack.replaceAll("/", "-"), name);
  const place = path.join(CHECKOUT, file);
  fs.mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 });
  fs.rmSync(place, { force: true });
  fs.writeFileSync(place, text, { mode: 0o600, flag: "wx" });
  return file;
}
