import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { isAtLeast, parseVersion } from "../../config/storage/server-version.ts";
import { privateDirectory, readIfExists, writeAtomically } from "../files.ts";
import { BIN, CHECKOUT, PULUMI_HOME } from "../layout.ts";
import { shellWord } from "../shell.ts";
import { isReachable } from "../vendor.ts";

/** The versions that the SDKs of package.json ask for. */
const VERSIONS = { random: "4.21.2", mysql: "3.3.2", kubernetes: "4.34.2" } as const;

/** How long the vendor's download of one plugin may take, in milliseconds. */
const INSTALL_LIMIT = 120_000;

/** A resource plugin that the program uses. */
export type PluginName = keyof typeof VERSIONS;

/** Whose plugin serves a package; `missing` where none does. */
export type Installed = Record<PluginName, "official" | "stand-in" | "missing">;

/** What decides whose plugins are used. */
export interface PluginChoice {
  /** `official` never falls back to a stand-in. */
  readonly choice: "official" | "auto";
  /** What the sandbox's database server says of its version. */
  readonly mysqlServer: string;
  /** The PULUMI_HOME to fill; the checkout's own by default. */
  readonly home?: string;
}

/**
 * Puts the program's resource plugins into a PULUMI_HOME: the vendor's where they can be had, else the
 * stand-ins. What is there already stays, so that nothing is asked or changed a second time; with the choice
 * `official` a stand-in gives way as soon as the official plugin can be had.
 */
export async function ensurePlugins({
  choice,
  mysqlServer,
  home = PULUMI_HOME,
}: PluginChoice): Promise<Installed> {
  const installed: Installed = { random: "missing", mysql: "missing", kubernetes: "missing" };
  for (const name of ["random", "mysql", "kubernetes"] as const) {
    const isUsable = name !== "mysql" || suitsOfficialMysql(mysqlServer);
    if (choice === "official") {
      if (isUsable) installed[name] = await ensureOfficial(name, home);
      else say("mysql: skipped; the official plugin can't make all accounts on this server");
    } else {
      installed[name] = await ensureAny(name, home, isUsable);
    }
  }
  return installed;
}

/**
 * Whether the official mysql plugin does all that the program asks of it: on MariaDB from 10.10 it creates no account, on
 * MySQL from 8.0 it gives svc-mysql's plan account no grant option.
 * @param serverVersion what the server says of itself, such as `mysqld  Ver 8.0.36 for Linux on x86_64`
 */
export function suitsOfficialMysql(serverVersion: string): boolean {
  const version = parseVersion(/Ver (\S+)/.exec(serverVersion)?.[1] ?? "");
  if (!version) return false;
  return version.flavour === "mariadb" ? !isAtLeast(version, 10, 10) : !isAtLeast(version, 8, 0);
}

async function ensureOfficial(name: PluginName, home: string): Promise<"official" | "missing"> {
  if (hasOfficial(name, home) || (await installOfficial(name, home))) {
    // Both answer to the same version: only one may be there.
    fs.rmSync(standInDirectory(name, home), { recursive: true, force: true });
    return "official";
  }
  say(`${name}: the official plugin ${VERSIONS[name]} can't be downloaded`);
  return "missing";
}

async function ensureAny(
  name: PluginName,
  home: string,
  isOfficialUsable: boolean,
): Promise<"official" | "stand-in"> {
  const isDecided = fs.existsSync(standInDirectory(name, home));
  if (isOfficialUsable && !isDecided && (await ensureOfficial(name, home)) === "official") return "official";
  fs.rmSync(officialDirectory(name, home), { recursive: true, force: true });
  if (!isDecided) say(`${name}: a stand-in serves instead of the official plugin`);
  writeStandIn(name, home);
  return "stand-in";
}

function officialDirectory(name: PluginName, home: string): string {
  return path.join(home, "plugins", `resource-${name}-v${VERSIONS[name]}`);
}

/** Build metadata tells it apart; the engine takes it for the same version. */
function standInDirectory(name: PluginName, home: string): string {
  return `${officialDirectory(name, home)}+sandbox`;
}

/** The CLI marks an installation that was broken off with a `.partial` file. */
function hasOfficial(name: PluginName, home: string): boolean {
  const directory = officialDirectory(name, home);
  return (
    fs.existsSync(path.join(directory, `pulumi-resource-${name}`)) && !fs.existsSync(`${directory}.partial`)
  );
}

async function installOfficial(name: PluginName, home: string): Promise<boolean> {
  const archive = `pulumi-resource-${name}-v${VERSIONS[name]}-linux-${process.arch === "x64" ? "amd64" : process.arch}.tar.gz`;
  if (!(await isReachable(`https://get.pulumi.com/releases/plugins/${archive}`))) return false;
  say(`${name}: downloading the official plugin ${VERSIONS[name]}`);
  try {
    await promisify(execFile)(
      path.join(BIN, "pulumi"),
      ["plugin", "install", "resource", name, VERSIONS[name], "--non-interactive"],
      {
        timeout: INSTALL_LIMIT,
        env: { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" },
      },
    );
    return true;
  } catch (error) {
    say(`${name}: the download failed: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function writeStandIn(name: PluginName, home: string): void {
  const main = path.join(CHECKOUT, "sandbox", "plugins", name, "main.ts");
  const program = path.join(privateDirectory(standInDirectory(name, home)), `pulumi-resource-${name}`);
  const script = `#!/bin/sh\nexec node ${shellWord(main)} "$@"\n`;
  if (readIfExists(program) !== script) writeAtomically(program, script, 0o700);
}

/** Standard output may be read by a shell. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
