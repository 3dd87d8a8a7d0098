import fs from "node:fs";
import path from "node:path";
import { CHECKOUT, DEV_CONFIG } from "../layout.ts";
import { readIfExists, writeAtomically } from "../files.ts";
import { type Target, stackOf } from "./target.ts";

/** The configuration file of a stack. */
export function configurationFile(target: Target): string {
  if (target.kind === "dev") return DEV_CONFIG;
  return path.join(CHECKOUT, `Pulumi.${stackOf(target).split("/").at(-1) ?? ""}.yaml`);
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
