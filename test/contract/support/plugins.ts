import { execFile } from "node:child_process";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { BIN, CHECKOUT } from "./checkout.ts";

/** Which plugins the suite runs against: ours, or the vendor's with `PLUGINS=official`. */
export const PLUGINS = process.env.PLUGINS === "official" ? "official" : "stand-in";

/** The official versions the program is pinned to; a stand-in carries the same with build metadata. */
export const VERSIONS = { kubernetes: "4.34.2", mysql: "3.3.2", random: "4.21.2" } as const;

export type PluginName = keyof typeof VERSIONS;

/** Puts the plugin under test into a PULUMI_HOME. Undefined, or why it cannot be had. */
export async function installPlugin(home: string, name: PluginName): Promise<string | undefined> {
  return PLUGINS === "official" ? installOfficial(home, name) : installStandIn(home, name);
}

async function installStandIn(home: string, name: PluginName): Promise<undefined> {
  const folder = path.join(home, "plugins", `resource-${name}-v${VERSIONS[name]}+sandbox`);
  const executable = path.join(folder, `pulumi-resource-${name}`);
  const main = path.join(CHECKOUT, "sandbox", "plugins", name, "main.ts");
  await mkdir(folder, { recursive: true });
  await writeFile(executable, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  await chmod(executable, 0o755);
}

async function installOfficial(home: string, name: PluginName): Promise<string | undefined> {
  const folder = `resource-${name}-v${VERSIONS[name]}`;
  const userHome = process.env.PULUMI_HOME ?? path.join(os.homedir(), ".pulumi");
  const present = path.join(userHome, "plugins", folder);
  await mkdir(path.join(home, "plugins"), { recursive: true });
  if (existsSync(present)) {
    await symlink(present, path.join(home, "plugins", folder));
    return undefined;
  }
  try {
    const pulumi = path.join(BIN, "pulumi");
    await promisify(execFile)(pulumi, ["plugin", "install", "resource", name, VERSIONS[name]], {
      env: { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: 120_000,
    });
    return undefined;
  } catch {
    return `the official ${name} plugin ${VERSIONS[name]} is neither in ${userHome} nor to be downloaded`;
  }
}
