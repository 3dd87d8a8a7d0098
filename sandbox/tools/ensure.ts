import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { privateDirectory } from "../files.ts";
import { BIN } from "../layout.ts";
import { withLock } from "../lock.ts";
import { fetchPrograms, isReachable } from "../vendor.ts";
import { build, requireGo } from "./build.ts";
import { catalogue, type Tool } from "./catalogue.ts";
import { placeProgram } from "./place.ts";
import { showProgress } from "./progress.ts";

/** How long somebody else may hold a tool before we say that we wait, in milliseconds. */
const SILENT_WAIT = 300;

const HOST = "pulumi-language-nodejs";

/**
 * Makes the named tools (all by default) ready in `.sandbox/bin`. What is not in the user's cache yet is
 * downloaded from its vendor or, where that can't be reached, built from its Go module. Throws where Go is
 * needed and missing or too old, before anything is started, and where a build fails.
 */
export async function ensureTools(names?: readonly string[]): Promise<void> {
  const tools = names ? select(names) : catalogue();
  const missing = tools.filter((tool) => !fs.existsSync(tool.cached));
  if (missing.length > 0) await obtainAll(missing);
  privateDirectory(BIN);
  for (const tool of tools) placeProgram(tool.cached, path.join(BIN, tool.name));
  if (tools.some((tool) => tool.name === "pulumi")) placeHost();
}

function select(names: readonly string[]): Tool[] {
  const known = catalogue();
  return names.map((name) => {
    const tool = known.find((candidate) => candidate.name === name);
    if (!tool) throw new Error(`There is no tool ${name}: ${known.map((each) => each.name).join(", ")}`);
    return tool;
  });
}

async function obtainAll(tools: readonly Tool[]): Promise<void> {
  const reachable = await Promise.all(tools.map((tool) => isReachable(tool.download.url)));
  if (reachable.includes(false)) await requireGo();
  for (const [index, tool] of tools.entries()) {
    const step = { position: index + 1, total: tools.length, ...tool };
    await showProgress(step, async (activity) => {
      const waiting = setTimeout(activity, SILENT_WAIT, "waiting for another run that builds it");
      return withLock(lockName(tool), () => {
        clearTimeout(waiting);
        return obtain(tool, reachable[index] === true, activity);
      });
    });
  }
}

/** The lock only saves work: results are put into place in one step whoever makes them. */
function lockName(tool: Tool): string {
  return `tool-${createHash("sha256").update(tool.cached).digest("hex").slice(0, 16)}`;
}

async function obtain(tool: Tool, reachable: boolean, activity: (text: string) => void): Promise<string> {
  if (fs.existsSync(tool.cached)) return "found";
  if (reachable) {
    activity("downloading");
    try {
      await fetchPrograms(tool.download, path.dirname(tool.cached));
      return "downloaded";
    } catch (error) {
      process.stderr.write(`The download of ${tool.name} failed, so it is built: ${String(error)}\n`);
      await requireGo();
    }
  }
  activity("building");
  await build(tool);
  return "built";
}

/** The CLI takes its language host from beside itself: the vendor's if that was downloaded, else ours. */
function placeHost(): void {
  const [pulumi] = select(["pulumi"]);
  const vendors = path.join(path.dirname(pulumi?.cached ?? ""), HOST);
  const ours = path.join(import.meta.dirname, "..", "host", HOST);
  placeProgram(fs.existsSync(vendors) ? vendors : ours, path.join(BIN, HOST));
}
