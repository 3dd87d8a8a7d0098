import fs from "node:fs";
import path from "node:path";
import type { Clone } from "./clone.ts";

/** One process of a chart: its name behind `bkpaas3-`, the prefix of what it reads, and its database in the values. */
interface Process {
  readonly module: string;
  readonly prefix: string;
  readonly databases: Readonly<Record<string, string>>;
}

/**
 * What the two charts differ in, of what the upgrade guide tells: before 1.0 workloads has a process and keys of its own, then its
 * database is the apiserver's second one. The names of objects are fixed, and what Kubernetes lets nobody change is another:
 * no upgrade leads from one to the other.
 */
const PROCESSES: Readonly<Record<string, readonly Process[]>> = {
  "0.1.3": [
    { module: "apiserver", prefix: "PAAS_", databases: { DATABASE: "apiserver.externalDatabase.default" } },
    { module: "workloads", prefix: "PAAS_WL_", databases: { DATABASE: "workloads.externalDatabase.default" } },
  ],
  "1.1.1-beta.2": [
    {
      module: "apiserver",
      prefix: "PAAS_",
      databases: {
        DATABASE: "apiserver.externalDatabase.default",
        WL_DATABASE: "apiserver.externalDatabase.workloads",
      },
    },
  ],
};

/** Versions of the chart that can be made here. */
export type UmbrellaVersion = "0.1.3" | "1.1.1-beta.2";

/**
 * Packs a small chart bkpaas3, made from documented keys: a process reads the key and its databases, a Job is there before.
 * @returns path of the archive, relative to the program
 */
export async function packUmbrella(clone: Clone, version: UmbrellaVersion): Promise<string> {
  const folder = path.join(clone.dir, ".sandbox", "umbrella", version, "bkpaas3");
  fs.mkdirSync(path.join(folder, "templates"), { recursive: true });
  fs.writeFileSync(
    path.join(folder, "Chart.yaml"),
    `apiVersion: v2\nname: bkpaas3\nversion: ${version}\nappVersion: ${version}\n`,
  );
  const processes = PROCESSES[version] ?? [];
  fs.writeFileSync(
    path.join(folder, "templates", "all.yaml"),
    processes.map((process) => templateOf(process, version)).join("---\n"),
  );
  await clone.ask(`helm package '${folder}' --destination .sandbox/umbrella`);
  return `./.sandbox/umbrella/bkpaas3-${version}.tgz`;
}

function templateOf({ module, prefix, databases }: Process, version: string): string {
  const name = `bkpaas3-${module}`;
  const keys = Object.entries(databases).flatMap(([key, value]) =>
    ["name", "user", "password", "host", "port"].map(
      (part) => `  ${key}_${part.toUpperCase()}: "{{ required "${value}.${part}" .Values.${value}.${part} }}"\n`,
    ),
  );
  return `apiVersion: v1
kind: Secret
metadata: {name: ${name}-general-envs}
stringData:
  BKKRILL_ENCRYPT_SECRET_KEY: "{{ required "global.bkKrillEncryptSecretKey" .Values.global.bkKrillEncryptSecretKey }}"
${keys.join("")}---
apiVersion: batch/v1
kind: Job
metadata: {name: ${name}-migrate-db}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate-db
          image: "sample:${version}"
          envFrom: [{prefix: ${prefix}, secretRef: {name: ${name}-general-envs}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}-web}
spec:
  selector: {matchLabels: {app: ${name}-web, chart: "${version}"}}
  template:
    metadata: {labels: {app: ${name}-web, chart: "${version}"}}
    spec:
      containers:
        - name: web
          image: "sample:${version}"
          envFrom: [{prefix: ${prefix}, secretRef: {name: ${name}-general-envs}}]
`;
}
