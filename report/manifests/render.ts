import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { chartDigest } from "../../config/chart-digest.ts";
import { ownChartFolder } from "../../config/platform/chart.ts";
import { BIN } from "../../sandbox/layout.ts";
import type { ChartTool, Programs, RenderOrder, Rendering } from "./chart-tool.ts";

/**
 * The version of Kubernetes that charts are rendered for: nobody asks the cluster, and helm's own differs from helm to helm.
 */
const KUBERNETES = "1.28.0";

/** How templates ask for the number of the revision. */
const REVISION = ".Release.Revision";

/** How a run of helm ended. */
interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Helm on this machine: the sandbox's, else the one on PATH. It needs PATH and HOME, and neither network nor cluster nor
 * credential: a chart from elsewhere is rendered only where its archive is here.
 */
export function helmOnThisMachine(programs: Programs): ChartTool {
  return {
    render: (order) => render(order, programs),
    isSame: (chart, digest) =>
      !isOwn(chart) || programs.old === programs.new || hasSameFiles(chart, digest, programs),
  };
}

async function render(order: RenderOrder, programs: Programs): Promise<Rendering> {
  const chart = await chartOf(order, programs);
  if ("notRendered" in chart) return chart;
  const args = [
    ...["template", order.name, chart.place, "--namespace", order.namespace],
    ...["--kube-version", KUBERNETES, "--skip-tests", "--values", "-"],
    ...(order.operation === "upgrade" ? ["--is-upgrade"] : []),
    ...(order.operation === "install" ? ["--include-crds"] : []),
    ...(order.hasStandIns ? ["--skip-schema-validation"] : []),
  ];
  const run = await helm(args, JSON.stringify(order.values));
  if (run === undefined) return { notRendered: NO_HELM };
  if (run.code === 0) return { yaml: run.stdout, namesRevision: namesRevision(chart.place) };
  return { notRendered: `Helm cannot render it: ${complaint(run, programs[order.side])}` };
}

const NO_HELM = "There is no helm here: run `make env`, which brings it, or put helm 3.16 or later on PATH.";

type Found = { readonly place: string } | { readonly notRendered: string };

/** Where the chart of a release lies on this machine. */
async function chartOf(order: RenderOrder, programs: Programs): Promise<Found> {
  const { chart, version } = order;
  if (isOwn(chart)) return ownChart(order, programs);
  for (const place of placesOf(order, programs).filter((candidate) => existsSync(candidate))) {
    if (version === undefined || (await versionOf(place)) === version) return { place };
  }
  return { notRendered: notHere(order) };
}

/** Where the archive of a chart from elsewhere may lie: its path, or beside the program under the name that helm gives it. */
function placesOf({ chart, side, version }: RenderOrder, programs: Programs): string[] {
  const beside = `${path.basename(chart)}-${version}.tgz`;
  const isPath = /^[./]|\.tgz$/.test(chart);
  const names = isPath ? [chart, `${path.basename(chart).replace(/-\d.*$/, "")}-${version}.tgz`] : [beside];
  return names.flatMap((name) => [path.resolve(programs[side], name), path.resolve(programs.new, name)]);
}

async function versionOf(place: string): Promise<string | undefined> {
  const run = await helm(["show", "chart", place], "");
  return run?.code === 0 ? (parse(run.stdout) as { version?: string }).version : undefined;
}

function notHere({ chart, version, repository }: RenderOrder): string {
  const named = [chart, version].filter((part) => part !== undefined).join(" ");
  const isPublished = repository !== undefined || chart.startsWith("oci://");
  if (!isPublished)
    return `Chart ${named} is not here: put that version's archive where the configuration names it.`;
  const from = repository === undefined ? chart : `${chart} --repo ${repository}`;
  const pull = ["helm pull", from, ...(version === undefined ? [] : ["--version", version])].join(" ");
  return `Chart ${named} is not on this machine: \`${pull}\` beside Pulumi.yaml brings its archive.`;
}

function isOwn(chart: string): boolean {
  return chart.startsWith(`./${ownChartFolder("")}`);
}

/** What is deployed may come from another commit than the base: then its files are the program's, or are not here. */
function ownChart({ chart, side, values }: RenderOrder, programs: Programs): Found {
  const [place, after] = [path.resolve(programs[side], chart), path.resolve(programs.new, chart)];
  const installed = values.chartDigest;
  if (side === "new" || typeof installed !== "string" || digestAt(place) === installed) {
    return existsSync(place) ? { place } : { notRendered: `The ${side} program has no ${chart}.` };
  }
  if (digestAt(after) === installed) return { place: after };
  return {
    notRendered: `What is installed is not ${chart} of the base. Compare with the commit that the stack was brought up from: BASE=<commit>.`,
  };
}

function hasSameFiles(chart: string, installed: string | undefined, programs: Programs): boolean {
  const after = digestAt(path.resolve(programs.new, chart));
  return after !== undefined && after === (installed ?? digestAt(path.resolve(programs.old, chart)));
}

function digestAt(place: string): string | undefined {
  return existsSync(place) ? chartDigest(place) : undefined;
}

/** Whether a chart uses the number of the revision; an archive holds its files in the clear, once unzipped. */
function namesRevision(place: string): boolean {
  const file = (name: string): boolean => readFileSync(name).includes(REVISION);
  if (!statSync(place).isDirectory()) return gunzipSync(readFileSync(place)).includes(REVISION);
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => file(path.join(entry.parentPath, entry.name)));
}

/** Runs helm with an environment of its own; undefined where there is none. */
async function helm(args: readonly string[], input: string): Promise<Run | undefined> {
  const home = mkdtempSync(path.join(os.tmpdir(), "bkpaas-report-"));
  const own = path.join(BIN, "helm");
  try {
    return await execute(existsSync(own) ? own : "helm", args, input, {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...Object.fromEntries(
        ["CACHE", "CONFIG", "DATA"].map((kind) => [`HELM_${kind}_HOME`, path.join(home, kind.toLowerCase())]),
      ),
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function execute(
  command: string,
  args: readonly string[],
  input: string,
  env: NodeJS.ProcessEnv,
): Promise<Run | undefined> {
  const child = spawn(command, args, { env });
  const ended = new Promise<number | undefined>((resolve, reject) => {
    child.once("close", (code) => {
      resolve(code ?? -1);
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") resolve(undefined);
      else reject(error);
    });
  });
  // Helm need not read all of it, such as when it refuses an argument.
  child.stdin.on("error", () => undefined).end(input);
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return code === undefined ? undefined : { code, stdout, stderr };
}

/** What helm says of its failure, without the paths of this machine. */
function complaint({ stderr }: Run, program: string): string {
  const lines = stderr.split("\n").filter((line) => line !== "" && !/^\w+\.go:\d+:/.test(line));
  return lines
    .join("\n")
    .replace(/^Error: /, "")
    .replaceAll(path.resolve(program), ".")
    .trim();
}
