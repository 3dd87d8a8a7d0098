import { stringify } from "yaml";

const BEHAVES = "bkpaas.test/behaves";

/** Annotations of a pod by which kwok takes it into a state that real pods get into. */
export const PODS = {
  well: {},
  /** Ends in an error; of a Job only. */
  fails: { "bkpaas.sandbox/fail": "true" },
  /** Runs, neither to be ready nor to end. */
  runs: { [BEHAVES]: "runs" },
  /** The sandbox's own stages would make it ready. */
  notPulled: { [BEHAVES]: "not-pulled", "bkpaas.sandbox/never-ready": "true" },
};

const running = `phase: Running
containerStatuses:
{{ range .spec.containers }}
- {name: {{ .name | Quote }}, image: {{ .image | Quote }}, ready: false, restartCount: 0, state: {running: {startedAt: {{ Now | Quote }}}}}
{{ end }}`;

const notPulled = `phase: Pending
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: false
  restartCount: 0
  state: {waiting: {reason: ImagePullBackOff, message: {{ printf "Back-off pulling image %q" .image | Quote }}}}
{{ end }}`;

/** A container of this name has this log, which is a file in the format of a container runtime. */
export type Logs = Readonly<Record<string, string>>;

/** The stages and logs of kwok that the tests of reports need. */
export function documents(logs: Logs): string {
  const served = Object.entries(logs).map(([container, logsFile]) => ({ containers: [container], logsFile }));
  const event = { type: "Warning", reason: "Failed", message: "Error: ImagePullBackOff" };
  return [
    stage("runs", NEW, { statusTemplate: running }),
    // Against the sandbox's own stage, by which a Job's pod that runs completes at once.
    stage("runs", { key: ".status.phase", operator: "In", values: ["Running"] }, {}, HOUR),
    stage("not-pulled", NEW, { statusTemplate: notPulled, event }),
    { kind: "ClusterLogs", metadata: { name: "all" }, spec: { logs: served } },
  ]
    .map((document) => `---\n${stringify({ apiVersion: "kwok.x-k8s.io/v1alpha1", ...document })}`)
    .join("");
}

const HOUR = { durationMilliseconds: 3_600_000 };
const NEW = { key: ".status.containerStatuses", operator: "DoesNotExist" };

/** A weight above zero wins over the stages without one. */
function stage(behaviour: string, state: object, next: object, delay?: object): object {
  const matchExpressions = [{ key: ".metadata.deletionTimestamp", operator: "DoesNotExist" }, state];
  return {
    kind: "Stage",
    metadata: { name: `pod-${behaviour}-${delay ? "on" : "first"}` },
    spec: {
      resourceRef: { apiGroup: "v1", kind: "Pod" },
      weight: 1,
      selector: { matchAnnotations: { [BEHAVES]: behaviour }, matchExpressions },
      ...(delay && { delay }),
      next,
    },
  };
}
