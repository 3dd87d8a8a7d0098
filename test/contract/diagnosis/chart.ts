import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

interface Part {
  /** Name of the container, by which kwok chooses its log. */
  readonly container: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Values of the chart; annotations of pods say how they behave. */
export interface ChartValues {
  /** How long the release may take, in seconds. */
  readonly seconds?: number;
  /** The Job that runs before anything else. */
  readonly hook?: Part;
  /** The process. */
  readonly web?: Part;
}

const TEMPLATE = `
{{- with .Values.hook }}
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate-db
  annotations: {"helm.sh/hook": "pre-install,pre-upgrade"}
spec:
  backoffLimit: 0
  template:
    metadata: {annotations: {{ toJson .annotations }}}
    spec:
      restartPolicy: Never
      containers:
        - name: {{ .container }}
          image: sample:1
          env: [{name: MYSQL_PASSWORD, valueFrom: {secretKeyRef: {name: passwords, key: mysql}}}]
{{- end }}
---
{{- with .Values.web }}
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}, annotations: {{ toJson .annotations }}}
    spec: {containers: [{name: {{ .container }}, image: "sample:1"}]}
{{- end }}
`;

/** Writes a chart of one hook and one process into a program's folder. */
export async function writeChart(program: string): Promise<void> {
  const folder = path.join(program, "chart");
  await mkdir(path.join(folder, "templates"), { recursive: true });
  await writeFile(path.join(folder, "Chart.yaml"), "apiVersion: v2\nname: failing\nversion: 1.0.0\n");
  await writeFile(path.join(folder, "templates/all.yaml"), TEMPLATE);
}
