import type { JsonObject } from "../../../provider/protocol/value.ts";
import type { LeafChange, ReleaseChange, Resource, ResourceChange } from "../../../report/model.ts";
import type { ChartTool } from "../../../report/manifests/chart-tool.ts";
import { textAt } from "../../../report/manifests/objects.ts";
import { releaseChanges } from "../../../report/manifests/releases.ts";

/** Id of a Helm release. */
export const RELEASE = "bkpaas:platform:PaasStack$kubernetes:helm.sh/v3:Release::paas-stack-release";

/** Id of a StatefulSet that the program makes itself. */
export const STORE = "bkpaas:storage:MySQL$kubernetes:apps/v1:StatefulSet::mysql-server";

/** A side of a resource with these inputs. */
export function resource(inputs: JsonObject, more: Partial<Resource> = {}): Resource {
  return { provider: "pulumi:providers:kubernetes::kubernetes", ...more, inputs };
}

/** A change of a resource, by the inputs of both sides. */
export function change(
  id: string,
  effect: ResourceChange["effect"],
  sides: { readonly old?: JsonObject; readonly new?: JsonObject },
  leaves: readonly LeafChange[] = [],
): ResourceChange {
  const { old, new: after } = sides;
  return {
    id,
    effect,
    reasons: [],
    ...(old && { old: resource(old) }),
    ...(after && { new: resource(after) }),
    leaves,
  };
}

/** A leaf that is secret on both sides. */
export function secretLeaf(path: string): LeafChange {
  return { path, old: { kind: "secret" }, new: { kind: "secret" } };
}

/** Inputs of a release whose chart is a text with `{{ value }}` in it. */
export function release(value: string): JsonObject {
  return {
    name: "bk-paas3",
    namespace: "blueking",
    chart: "./charts/paas-stack",
    timeout: 600,
    values: { value },
  };
}

/** A chart in which every `{{ value }}` is the value of that name. */
export function chartOf(old: string, after = old, namesRevision = false): ChartTool {
  return {
    render: ({ side, values }) => {
      const template = side === "old" ? old : after;
      const yaml = template.replaceAll("{{ value }}", textAt(values, "value") ?? "");
      return Promise.resolve({ yaml, namesRevision });
    },
    isSame: () => old === after,
  };
}

/** What becomes of the only release among changes. */
export async function onlyRelease(
  changes: readonly ResourceChange[],
  charts: ChartTool,
): Promise<ReleaseChange> {
  const [found] = await releaseChanges(changes, charts);
  if (!found) throw new Error("no release changes");
  return found;
}

/** A Deployment as YAML; `{{ value }}` is its image's tag. */
export function deployment(name: string, more = ""): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, labels: { helm.sh/chart: paas-stack-0.1.0 } }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - { name: web, image: "registry.example.com/web:{{ value }}", readinessProbe: { initialDelaySeconds: 20, periodSeconds: 5 } }
${more}`;
}

/** A Job that runs as a hook. */
export function hookJob(name: string, hook: string, weight = 0): string {
  return `---
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, annotations: { helm.sh/hook: "${hook}", helm.sh/hook-weight: "${weight}" } }
spec: { template: { spec: { containers: [{ name: run, image: "registry.example.com/web:{{ value }}" }] } } }
`;
}
