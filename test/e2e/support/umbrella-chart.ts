import fs from "node:fs";
import path from "node:path";
import type { Clone } from "./clone.ts";

/** One process: its module, the prefix of its variables, and where the values say its databases. */
interface Process {
  readonly module: string;
  readonly prefix: string;
  readonly databases: Readonly<Record<string, string>>;
}

const SEPARATE: readonly Process[] = [
  { module: "apiserver", prefix: "PAAS_", databases: { DATABASE: "apiserver.externalDatabase.default" } },
  { module: "workloads", prefix: "PAAS_WL_", databases: { DATABASE: "workloads.externalDatabase.default" } },
];

const MERGED: readonly Process[] = [
  {
    module: "apiserver",
    prefix: "PAAS_",
    databases: {
      DATABASE: "apiserver.externalDatabase.default",
      WL_DATABASE: "apiserver.externalDatabase.workloads",
    },
  },
];

/** The processes of each version, as BlueKing's upgrade guide tells of them. */
const PROCESSES = { "0.1.3": SEPARATE, "1.1.1-beta.2": MERGED, "1.4.0": MERGED } as const;

/** Versions of the chart that can be made here. */
export type UmbrellaVersion = keyof typeof PROCESSES;

/**
 * Packs a small chart bkpaas3, made from documented keys. Names of its objects are fixed, and Deployments select by what
 * Kubernetes lets nobody change: with workloads merged it can't be an upgrade of one without.
 * @returns path of the archive, relative to the program
 */
export async function packUmbrella(clone: Clone, version: UmbrellaVersion): Promise<string> {
  const folder = path.join(clone.dir, "umbrella", version, "bkpaas3");
  const processes = PROCESSES[version];
  const templates = processes.map((process) => templateOf(process, version, processes === MERGED));
  fs.mkdirSync(path.join(folder, "templates"), { recursive: true });
  fs.writeFileSync(
    path.join(folder, "Chart.yaml"),
    `apiVersion: v2\nname: bkpaas3\nversion: ${version}\nappVersion: ${version}\n`,
  );
  fs.writeFileSync(path.join(folder, "templates", "all.yaml"), templates.join("---\n"));
  await clone.ask(`helm package '${folder}' --destination umbrella`);
  return `./umbrella/bkpaas3-${version}.tgz`;
}

/** A Job and a process that read the key and the databases from a Secret. */
function templateOf({ module, prefix, databases }: Process, version: string, isMerged: boolean): string {
  const name = `bkpaas3-${module}`;
  const labels = `{app: ${name}-web, workloads: ${isMerged ? "merged" : "separate"}}`;
  const container = (of: string): string =>
    `[{name: ${of}, image: "sample:${version}", envFrom: [{prefix: ${prefix}, secretRef: {name: ${name}-envs}}]}]`;
  return `apiVersion: v1
kind: Secret
metadata: {name: ${name}-envs}
stringData:
${variable("BKKRILL_ENCRYPT_SECRET_KEY", "global.bkKrillEncryptSecretKey")}
${Object.entries(databases)
  .flatMap(([key, place]) => databaseVariables(key, place))
  .join("\n")}
---
apiVersion: batch/v1
kind: Job
metadata: {name: "${name}-migrate-db-{{ .Release.Revision }}"}
spec:
  template:
    spec: {restartPolicy: Never, containers: ${container("migrate-db")}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}-web}
spec:
  selector: {matchLabels: ${labels}}
  template:
    metadata: {labels: ${labels}}
    spec: {containers: ${container("web")}}
`;
}

function databaseVariables(key: string, place: string): string[] {
  return ["name", "user", "password", "host", "port"].map((part) =>
    variable(`${key}_${part.toUpperCase()}`, `${place}.${part}`),
  );
}

/** Between quotes, as the published chart has it. */
function variable(name: string, place: string): string {
  return `  ${name}: "{{ required "${place}" .Values.${place} }}"`;
}
