import fs from "node:fs";
import path from "node:path";
import { CHECKOUT, DEV_CONFIG } from "../layout.ts";
import { readIfExists, writeAtomically } from "../files.ts";
import { type Target, shortName } from "./target.ts";

/** The configuration file of a stack. Where it is a link into a private repository, what the link leads to. */
export function configurationFile(target: Target): string {
  const file =
    target.kind === "dev" ? DEV_CONFIG : path.join(CHECKOUT, `Pulumi.${shortName(target.stack)}.yaml`);
  return fs.existsSync(file) ? fs.realpathSync(file) : file;
}

/** Remembers a stack's configuration. @returns what puts it back as it was. */
export function rememberConfiguration(target: Target): () => void {
  const file = configurationFile(target);
  const before = readIfExists(file);
  return () => {
    if (before === undefined) fs.rmSync(file, { force: true });
    else writeAtomically(file, before, fs.statSync(file).mode);
  };
}
