import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Clone } from "./clone.ts";
import type { ProcessWatch } from "./process-watch.ts";
import { until } from "./processes.ts";

/** Puts a text where a secret must not be: once into every place that is searched, by the ways a secret would get there. */
export async function plantEverywhere(clone: Clone, watch: ProcessWatch, text: string): Promise<void> {
  plantInFiles(clone, text);
  await clone.inEnv(`echo "${text}"`);
  await plantInProcess(clone, watch, text);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-planted-"));
  try {
    await plantInCluster(clone, scratch, text);
    await plantInRelease(clone, scratch, text);
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
  // The API server writes the name of what it is asked for into its audit log.
  await clone.ask(`kubectl get configmap ${text} --ignore-not-found`);
}

/** Where {@link plantEverywhere} puts files. */
export const PLANTED_FILES = [
  "planted.yaml",
  ".sandbox/planted.json",
  ".sandbox/logs/planted.log",
  ".sandbox/pulumi-home/logs/planted.log",
  ".sandbox/state/.pulumi/stacks/bkpaas/planted.json",
  ".sandbox/state/.pulumi/backups/bkpaas/dev/planted.json.gz",
  ".sandbox/state/.pulumi/history/bkpaas/dev/planted.history.json",
];

function plantInFiles(clone: Clone, text: string): void {
  for (const name of PLANTED_FILES) {
    const content = JSON.stringify({ note: text });
    const isCompressed = name.endsWith(".gz") || name.includes("pulumi-home");
    fs.writeFileSync(path.join(clone.dir, name), isCompressed ? gzipSync(content) : content);
  }
}

/** One process with the text as an argument and in its environment. */
async function plantInProcess(clone: Clone, watch: ProcessWatch, text: string): Promise<void> {
  const child = spawn(process.execPath, ["--eval", "process.stdin.resume()", text], {
    cwd: clone.dir,
    env: { PWD: clone.dir, PLANTED: text },
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = once(child, "exit");
  const isSeen = (texts: Iterable<string>): boolean => [...texts].some((seen) => seen.includes(text));
  try {
    await until("the process is seen", 30, () => isSeen(watch.arguments) && isSeen(watch.environments));
  } finally {
    child.stdin.end();
    await ended;
  }
}

async function plantInCluster(clone: Clone, scratch: string, text: string): Promise<void> {
  const metadata = { name: "planted", namespace: "default" };
  const labels = { app: "planted" };
  const container = { name: "main", image: "planted", env: [{ name: "PLANTED", value: text }] };
  const template = { metadata: { labels }, spec: { containers: [container], restartPolicy: "Never" } };
  const always = { ...template, spec: { containers: [container] } };
  const objects = [
    { apiVersion: "v1", kind: "ConfigMap", data: { planted: text } },
    { apiVersion: "v1", kind: "Event", involvedObject: { namespace: "default" }, message: text },
    { apiVersion: "batch/v1", kind: "Job", spec: { suspend: true, template } },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      spec: { replicas: 0, selector: { matchLabels: labels }, template: always },
    },
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      spec: { replicas: 0, serviceName: "planted", selector: { matchLabels: labels }, template: always },
    },
  ].map((object) => ({ ...object, metadata }));
  const file = path.join(scratch, "objects.json");
  fs.writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
  await clone.ask(`kubectl create --filename '${file}'`);
}

/** A release of a chart of one ConfigMap, which holds the value that the release is given. */
async function plantInRelease(clone: Clone, scratch: string, text: string): Promise<void> {
  const files = {
    "Chart.yaml": "apiVersion: v2\nname: planted\nversion: 0.1.0\n",
    "templates/map.yaml":
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: planted-chart }\ndata: { planted: {{ .Values.planted }} }\n",
  };
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(scratch, name)), { recursive: true });
    fs.writeFileSync(path.join(scratch, name), content);
  }
  await clone.ask(`helm install planted '${scratch}' --namespace default --set planted=${text}`);
}
