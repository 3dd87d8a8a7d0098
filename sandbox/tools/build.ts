import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Tool } from "./catalogue.ts";

/** The oldest Go that the go.mod files here accept. */
const NEEDED_GO = [1, 26] as const;

/** The machine's Go as it is, and nothing of the user's build settings except where modules come from. */
const ENVIRONMENT = {
  ...process.env,
  CGO_ENABLED: "0",
  GOTOOLCHAIN: "local",
  GOWORK: "off",
  // An empty value would let the settings of `go env -w` through.
  GOFLAGS: "-mod=readonly",
};

/** Throws, naming what to install, where Go is missing or too old. */
export async function requireGo(): Promise<void> {
  const needed = `Go ${NEEDED_GO.join(".")} or later is needed to build the tools of the sandbox`;
  const advice =
    "install it from https://go.dev/dl/ (or a package of that version), put it on PATH and run make again.";
  const found = await goVersion();
  if (found === undefined) throw new Error(`${needed} and there is no go here: ${advice}`);
  if (!isRecentGo(found)) throw new Error(`${needed} and ${found} is here: ${advice}`);
}

/** Whether a version such as `go1.26.8` is new enough. */
export function isRecentGo(version: string): boolean {
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(version) ?? [];
  // A development version (`devel …`) is taken as recent.
  if (major === undefined || minor === undefined) return true;
  return Number(major) > NEEDED_GO[0] || (Number(major) === NEEDED_GO[0] && Number(minor) >= NEEDED_GO[1]);
}

async function goVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("go", ["env", "GOVERSION"], { env: ENVIRONMENT, cwd: "/" });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/**
 * Builds a tool into its place in the cache, in one step; a broken-off build leaves nothing there but what
 * Go itself keeps, from which the next one goes on. Throws with Go's own words where the build fails.
 */
export async function build(tool: Tool): Promise<void> {
  const directory = path.dirname(tool.cached);
  fs.mkdirSync(directory, { recursive: true });
  removeDrafts(tool);
  const draft = `${tool.cached}.${process.pid}.draft`;
  const go = spawn("go", ["build", ...tool.buildFlags, "-o", draft, tool.goPackage], {
    cwd: tool.sourceDirectory,
    env: ENVIRONMENT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const interruption = new AbortController();
  const stop = (): void => {
    interruption.abort();
    go.kill();
  };
  // Whoever ends this process by its id means the compiler too.
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  let words = "";
  go.stderr.setEncoding("utf8").on("data", (text: string) => (words += text));
  try {
    const [code] = (await once(go, "close")) as [number | null];
    if (interruption.signal.aborted)
      throw new Error(`The build of ${tool.name} was interrupted; the next run goes on with it.`);
    if (code !== 0) throw new Error(failure(tool, words));
    fs.renameSync(draft, tool.cached);
  } finally {
    process.off("SIGTERM", stop);
    process.off("SIGINT", stop);
    fs.rmSync(draft, { force: true });
  }
}

/** Drafts of builds that were killed; nobody else builds the tool while we do. */
function removeDrafts(tool: Tool): void {
  const directory = path.dirname(tool.cached);
  for (const name of fs.readdirSync(directory)) {
    if (name.startsWith(`${tool.name}.`) && name.endsWith(".draft")) fs.rmSync(path.join(directory, name));
  }
}

function failure(tool: Tool, words: string): string {
  const said = words
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("go: downloading"))
    .join("\n");
  return (
    `${tool.name} ${tool.version} could not be built:\n${said}\n` +
    "If a Go module could not be fetched, check the network or GOPROXY; run make again to go on where it stopped."
  );
}
