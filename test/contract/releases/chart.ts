import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ChartIdentity } from "../../../config/platform/releases.ts";

/** Two Jobs as the charts' install-only hooks are; how their pods behave, and their positions, are values. */
const TEMPLATE = `
{{- range $weight, $job := list "svc-mysql" "svc-bkrepo" }}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: bkpaas3-{{ $job }}-initial-fixtures
  annotations:
    "helm.sh/hook": {{ index $.Values.positions $job | default "pre-install" }}
    "helm.sh/hook-weight": {{ $weight | quote }}
    "helm.sh/hook-delete-policy": before-hook-creation
spec:
  backoffLimit: 0
  template:
    metadata: {annotations: {{ index $.Values.pods $job | default dict | toJson }}}
    spec: {restartPolicy: Never, containers: [{name: load, image: "sample:1"}]}
{{- end }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}-settled}
`;

/** Values of the chart, by module. */
export interface ChartValues {
  /** Helm's positions of a module's hook, instead of a first install only. */
  readonly positions?: Readonly<Record<string, string>>;
  /** Annotations of its pods. */
  readonly pods?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Writes the chart under this name and version. @returns its folder */
export async function writeChart(parent: string, { name, version }: ChartIdentity): Promise<string> {
  const folder = path.join(parent, name);
  await mkdir(path.join(folder, "templates"), { recursive: true });
  await writeFile(path.join(folder, "Chart.yaml"), `apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
  await writeFile(path.join(folder, "values.yaml"), "positions: {}\npods: {}\n");
  await writeFile(path.join(folder, "templates/all.yaml"), TEMPLATE);
  return folder;
}
