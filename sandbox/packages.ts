import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { withLock } from "./lock.ts";

/** Executables of a server that speaks MySQL's protocol, the preferred first. */
export const MYSQL_SERVERS = ["mariadbd", "mysqld"];

/** Not on PATH: what is there under this name refuses to run as another user than its own. */
export const RABBITMQ_SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server";

/** Where Debian puts servers, beside PATH. */
const SYSTEM_DIRECTORIES = ["/usr/local/sbin", "/usr/sbin", "/usr/local/bin", "/usr/bin"];

/** Asked by Debian's packages before they start a service. */
const SERVICE_POLICY = "/usr/sbin/policy-rc.d";

/** Its answer that means no. */
const REFUSE_SERVICES = "#!/bin/sh\nexit 101\n";

/** Something the sandbox runs and the packages that bring it. */
interface Need {
  /** One of them is enough; absolute paths are taken as they are. */
  readonly executables: readonly string[];
  /** Package lists, the first whose packages the system knows is installed. */
  readonly packages: readonly (readonly string[])[];
}

const NEEDS: readonly Need[] = [
  {
    executables: MYSQL_SERVERS,
    // The core packages bring no service; older releases number them, so that only the whole server has a fixed name.
    packages: [["mariadb-server-core", "mariadb-client-core"], ["mariadb-server"]],
  },
  { executables: ["redis-server"], packages: [["redis-server"]] },
  { executables: [RABBITMQ_SERVER], packages: [["rabbitmq-server"]] },
];

/** What the plan depends on, so that it can be tested without a machine. */
export interface MachineFacts {
  readonly isRoot: boolean;
  readonly hasApt: boolean;
  /** Whether one of the executables is installed. */
  has(executables: readonly string[]): boolean;
  /** Whether the package lists of apt contain all of these packages. */
  knows(packages: readonly string[]): boolean;
}

export type PackagePlan =
  | { readonly action: "none" }
  | { readonly action: "install"; readonly packages: readonly string[]; readonly update: boolean }
  | { readonly action: "refuse"; readonly message: string };

/** Decides what has to be installed, and whether we may. */
export function planPackages(facts: MachineFacts): PackagePlan {
  const missing = NEEDS.filter((need) => !facts.has(need.executables));
  if (missing.length === 0) return { action: "none" };
  const chosen = missing.map((need) => need.packages.find((packages) => facts.knows(packages)));
  const packages = missing.flatMap((need, index) => chosen[index] ?? need.packages[0] ?? []);
  if (facts.hasApt && facts.isRoot) {
    return { action: "install", packages, update: chosen.includes(undefined) };
  }
  return { action: "refuse", message: refusal(packages, facts.hasApt) };
}

/**
 * Installs the server packages that are missing, on Debian and Ubuntu as root; starts none of their services.
 * Raises an error that names packages and command where it may not or can't.
 */
export async function ensurePackages(print: (line: string) => void): Promise<void> {
  if (planPackages(machine).action === "none") return;
  // Two checkouts: the second finds them installed.
  await withLock("packages", () => {
    let plan = planPackages(machine);
    if (plan.action === "install" && plan.update) {
      print("Updating the package lists (apt-get update) …");
      aptGet("update");
      plan = planPackages(machine);
    }
    if (plan.action === "refuse") throw new Error(plan.message);
    if (plan.action === "install") install(plan.packages, print);
    return Promise.resolve();
  });
}

/** The absolute path of the first of these executables that is installed. Raises an error if none is. */
export function findExecutable(...names: string[]): string {
  const file = lookUp(names);
  if (file !== undefined) return file;
  throw new Error(
    `${names.join(" or ")} is not installed: run \`make up\`, which installs it or names its package.`,
  );
}

function install(packages: readonly string[], print: (line: string) => void): void {
  print(`Installing ${packages.join(", ")} (apt-get install; their own services are not started) …`);
  withoutServices(() => {
    aptGet("install", "--yes", "--no-install-recommends", ...packages);
  });
}

/** Keeps packages from starting services meanwhile; a policy that is there already is the administrator's. */
function withoutServices(work: () => void): void {
  const ours = !fs.existsSync(SERVICE_POLICY);
  if (ours) fs.writeFileSync(SERVICE_POLICY, REFUSE_SERVICES, { flag: "wx", mode: 0o755 });
  try {
    work();
  } finally {
    if (ours) fs.rmSync(SERVICE_POLICY);
  }
}

function aptGet(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(
    "apt-get",
    ["-o", "DPkg::Lock::Timeout=600", "--quiet", ...args],
    {
      encoding: "utf8",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    },
  );
  if (status === 0) return;
  const tail = `${stdout}${stderr}`.trimEnd().split("\n").slice(-15).join("\n");
  throw new Error(
    `apt-get ${args.join(" ")} failed; repair that by hand, then run \`make up\` again:\n${tail}`,
  );
}

function refusal(packages: readonly string[], hasApt: boolean): string {
  const list = packages.join(" ");
  if (!hasApt) {
    return `Servers are missing. Install what Debian calls ${list} with this system's package manager, then run \`make up\` again.`;
  }
  return `Server packages are missing and only root may install them: sudo apt-get install --no-install-recommends ${list}`;
}

const machine: MachineFacts = {
  isRoot: process.getuid?.() === 0,
  hasApt: lookUp(["apt-get"]) !== undefined,
  has: (executables) => lookUp(executables) !== undefined,
  knows: (packages) =>
    packages.every((name) => {
      const { stdout } = spawnSync("apt-cache", ["policy", name], { encoding: "utf8" });
      return /^ {2}Candidate: (?!\(none\))/m.test(stdout);
    }),
};

function lookUp(names: readonly string[]): string | undefined {
  const directories = [...(process.env.PATH ?? "").split(path.delimiter), ...SYSTEM_DIRECTORIES];
  return names
    .flatMap((name) => directories.map((directory) => path.resolve(directory, name)))
    .find((file) => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
