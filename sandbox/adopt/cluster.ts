import { spawn } from "node:child_process";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import type { Settings } from "../../config/schema.ts";
import { CHARTS, type ChartName, type ObjectPlace } from "../../config/secrets/place.ts";
import { PLACES } from "../../config/secrets/places.ts";
import { jsonIn } from "../json.ts";
import { devEnvironment } from "../stack/environment.ts";
import type { Target } from "../stack/target.ts";
import type { ObjectSource, ReleaseSource, Sources } from "./sources.ts";

/** Charts of the platform, whose releases are found by themselves. */
const PLATFORM_CHARTS: readonly string[] = ["paas-stack", "bk-services", "bkpaas3"] satisfies ChartName[];

/** A namespace of the cluster that a stack's settings name. */
export interface Place {
  readonly target: Target;
  readonly kubernetes: Settings["kubernetes"];
  readonly namespace: string;
}

const releases = z.array(z.object({ name: z.string(), chart: z.string() }));
const values = z.record(z.string(), z.unknown()).nullable();
const object = z.object({
  kind: z.enum(["Secret", "ConfigMap"]),
  metadata: z.object({ name: z.string() }),
  data: z.record(z.string(), z.string()).default({}),
});
const objects = z.union([
  z.object({ items: z.array(object) }),
  object.transform((one) => ({ items: [one] })),
]);

/**
 * Reads releases and the objects that hold keys; nothing else is asked for, and nothing is changed.
 * @param wanted names of releases; without them every release of the platform's charts in the namespace
 * @throws Error where helm or kubectl fails, or a wanted release is not there or of a chart that holds no keys
 */
export async function readCluster(place: Place, wanted: readonly string[]): Promise<Sources> {
  const found = chosen(await listReleases(place), wanted, place.namespace);
  return {
    releases: await Promise.all(found.map(({ name, chart }) => readRelease(place, name, chart))),
    objects: await readObjects(place),
  };
}

interface Listed {
  readonly name: string;
  readonly chart: string;
}

async function listReleases(place: Place): Promise<Listed[]> {
  const text = await ask(place, "helm", ["list", "--all", "--output", "json"]);
  return releases
    .parse(parsedJson("helm list", text))
    .map(({ name, chart }) => ({ name, chart: chart.replace(/-v?\d+\.\d+.*$/, "") }));
}

function chosen(
  listed: readonly Listed[],
  wanted: readonly string[],
  namespace: string,
): { name: string; chart: ChartName }[] {
  const names =
    wanted.length > 0
      ? wanted
      : listed.filter(({ chart }) => PLATFORM_CHARTS.includes(chart)).map(({ name }) => name);
  return names.map((name) => {
    const chart = listed.find((release) => release.name === name)?.chart;
    if (chart === undefined) {
      throw new Error(
        `There is no release ${name} in namespace ${namespace}: see helm list --all-namespaces.`,
      );
    }
    const known = CHARTS.find((one) => one === chart);
    if (!known)
      throw new Error(`Release ${name} is of chart ${chart}; keys are in ${CHARTS.join(", ")} only.`);
    return { name, chart: known };
  });
}

async function readRelease(place: Place, name: string, chart: ChartName): Promise<ReleaseSource> {
  const text = await ask(place, "helm", ["get", "values", name, "--all", "--output", "json"]);
  return { name: `release ${name}`, chart, values: values.parse(parsedJson("helm get values", text)) ?? {} };
}

async function readObjects(place: Place): Promise<ObjectSource[]> {
  const names = objectPlaces().map(({ kind, object: name }) => `${kind.toLowerCase()}/${name}`);
  const asked = ["get", ...new Set(names), "--ignore-not-found", "--output", "json"];
  const text = await ask(place, "kubectl", asked);
  if (text.trim() === "") return [];
  return objects.parse(parsedJson("kubectl get", text)).items.map(({ kind, metadata, data }) => ({
    kind,
    name: metadata.name,
    entries: kind === "Secret" ? opened(data) : data,
  }));
}

function objectPlaces(): ObjectPlace[] {
  return Object.values(PLACES).flatMap((places) => places.objects);
}

function opened(data: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(data).map(([name, text]) => [name, Buffer.from(text, "base64").toString()]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function parsedJson(command: string, text: string): unknown {
  const value = jsonIn(text);
  if (value === undefined) throw new Error(`${command} answered something else than JSON`);
  return value;
}

/** Runs a client on the cluster of the settings. @returns what it printed to standard output. */
function ask(
  { target, kubernetes, namespace }: Place,
  client: "helm" | "kubectl",
  args: readonly string[],
): Promise<string> {
  const context = client === "helm" ? "--kube-context" : "--context";
  const where = [
    ...(kubernetes.kubeconfig === undefined ? [] : ["--kubeconfig", expanded(kubernetes.kubeconfig)]),
    ...(kubernetes.context === undefined ? [] : [context, kubernetes.context]),
    ...["--namespace", namespace],
  ];
  const env = target.kind === "dev" ? { ...process.env, ...devEnvironment() } : process.env;
  const child = spawn(client, [...args, ...where], { env, stdio: ["ignore", "pipe", "pipe"] });
  const texts = { output: "", errors: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.errors += text));
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      reject(new Error(`${client} does not start (${error.message}): put it on PATH`));
    });
    child.on("close", (exitCode) => {
      if (exitCode === 0) resolve(texts.output);
      else reject(new Error(`${client} ${args.slice(0, 2).join(" ")} failed:\n${texts.errors.trim()}`));
    });
  });
}

function expanded(kubeconfig: string): string {
  return kubeconfig.startsWith("~/") ? path.join(os.homedir(), kubeconfig.slice(2)) : kubeconfig;
}
