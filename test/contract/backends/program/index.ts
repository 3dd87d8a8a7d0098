import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

/** While this file is there, the update does not end; `<file>.seen` says that it has begun. */
const gate = config.get("gate");
if (gate !== undefined && !pulumi.runtime.isDryRun()) {
  writeFileSync(`${gate}.seen`, "");
  while (existsSync(gate)) await delay(50);
}

const stash = new pulumi.Stash("key", { input: config.requireSecret("key") });

export const key = stash.output;
export const fingerprint = "open";
