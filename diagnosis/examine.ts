import { eventsAbout } from "./events.ts";
import type { Finding, SubjectKind } from "./finding.ts";
import { Membership, claimsOf, isOwnedBy } from "./membership.ts";
import type { Pod, Workload } from "./objects.ts";
import { type Obstacle, present, worstOf } from "./pods.ts";
import type { ReleaseName, Snapshot } from "./snapshot.ts";
import { goneHooks, releaseFindings } from "./revisions.ts";

/** A finding whose container's log is not read yet. */
export interface Suspect {
  readonly finding: Finding;
  readonly log: Obstacle["log"];
}

/**
 * What of a release is not as it should be, hooks first, as everything else waits for them.
 * @param told what Helm or the engine said when the release failed
 */
export function examine(release: ReleaseName, snapshot: Snapshot, told: readonly string[]): Suspect[] {
  const examiner = new Examiner(release, snapshot);
  const things = [...examiner.jobs(), ...examiner.claims(), ...examiner.processes(), ...examiner.pods()];
  const gone = goneHooks(snapshot, things.length > 0 || told.length > 0);
  return [...gone.map(unlogged), ...things, ...releaseFindings(release, snapshot, told).map(unlogged)];
}

function unlogged(finding: Finding): Suspect {
  return { finding, log: "none" };
}

class Examiner {
  readonly #snapshot: Snapshot;
  readonly #members: Membership;

  constructor(release: ReleaseName, snapshot: Snapshot) {
    this.#snapshot = snapshot;
    this.#members = new Membership(release, snapshot);
  }

  /** Jobs that failed or have not ended; hooks before others. */
  jobs(): Suspect[] {
    const own = this.#snapshot.jobs.filter(({ metadata }) => this.#members.has("Job", metadata));
    const suspects = own
      .filter((job) => conditionOf(job, "Complete") === undefined)
      .map((job) => this.#job(job));
    return suspects.sort((a, b) => Number(!a.finding.hook) - Number(!b.finding.hook));
  }

  /** Volumes that are not there yet. */
  claims(): Suspect[] {
    const { claims, pods, events } = this.#snapshot;
    const mounted = new Set(this.#ownPods(pods).flatMap(claimsOf));
    return claims
      .filter(({ metadata, status }) => {
        const isOwn = mounted.has(metadata.name) || this.#members.has("PersistentVolumeClaim", metadata);
        return isOwn && status?.phase !== "Bound";
      })
      .map(({ metadata: { name }, status }) => {
        const seen = eventsAbout(events, (kind, about) => kind === "PersistentVolumeClaim" && about === name);
        const state = status?.phase ?? "Pending";
        const finding = { kind: "PersistentVolumeClaim", name, reasons: [state], state } as const;
        return { finding: { ...finding, messages: [], events: seen, log: [] }, log: "none" };
      });
  }

  /** Processes that run with fewer pods than they should, or with old ones. */
  processes(): Suspect[] {
    const { deployments, statefulSets, daemonSets } = this.#snapshot;
    const kinds = { Deployment: deployments, StatefulSet: statefulSets, DaemonSet: daemonSets } as const;
    return Object.entries(kinds).flatMap(([kind, all]) =>
      all
        .filter(({ metadata }) => this.#members.has(kind, metadata))
        .filter((process) => !isUp(process))
        .map((process) => this.#process(kind as SubjectKind, process)),
    );
  }

  /** Pods that nothing else made, such as hooks. */
  pods(): Suspect[] {
    return this.#snapshot.pods
      .filter(({ metadata }) => this.#members.has("Pod", metadata))
      .flatMap((pod) => (worstOf([pod]) ? [this.#suspect("Pod", pod.metadata.name, [pod], pod, [])] : []));
  }

  #job(job: Workload): Suspect {
    const failed = conditionOf(job, "Failed") ?? conditionOf(job, "FailureTarget");
    const pods = this.#snapshot.pods.filter(({ metadata }) => isOwnedBy(metadata, "Job", job.metadata));
    const reasons = failed ? [failed.reason ?? "Error"] : ["Unfinished"];
    const suspect = this.#suspect("Job", job.metadata.name, pods, job, present([failed?.message]), reasons);
    const state = failed ? `failed: ${reasons.join()}` : "not ended";
    return withFinding(suspect, { state: [state, suspect.finding.state].filter(Boolean).join("; ") });
  }

  #process(kind: SubjectKind, process: Workload): Suspect {
    const { pods, replicaSets } = this.#snapshot;
    const makers = replicaSets.filter(({ metadata }) => isOwnedBy(metadata, kind, process.metadata));
    const own = pods.filter(
      ({ metadata }) =>
        isOwnedBy(metadata, kind, process.metadata) ||
        makers.some((maker) => isOwnedBy(metadata, "ReplicaSet", maker.metadata)),
    );
    const bad = (process.status?.conditions ?? []).filter(isAgainst);
    const messages = present(bad.map(({ message }) => message));
    const reasons = present([...bad.map(({ reason }) => reason), own.length === 0 ? "NoPods" : "NotReady"]);
    const suspect = this.#suspect(kind, process.metadata.name, own, process, messages, reasons, makers);
    const state = own.length === 0 ? "no pods" : suspect.finding.state || "not ready";
    return withFinding(suspect, { state });
  }

  #suspect(
    kind: SubjectKind,
    name: string,
    pods: readonly Pod[],
    { metadata }: Workload | Pod,
    messages: readonly string[],
    reasons: readonly string[] = [],
    makers: readonly Workload[] = [],
  ): Suspect {
    const worst = worstOf(pods);
    const about = new Set([
      `${kind} ${name}`,
      ...makers.map((maker) => `ReplicaSet ${maker.metadata.name}`),
      ...(worst ? [`Pod ${worst.pod.metadata.name}`] : []),
    ]);
    // Pods of a Job that gave up are gone; what happened to them is not.
    const gone = kind === "Job" && pods.length === 0 ? new RegExp(`^${name}-[a-z0-9]{5}$`) : undefined;
    const events = eventsAbout(
      this.#snapshot.events,
      (seen, of) => about.has(`${seen} ${of}`) || (seen === "Pod" && gone?.test(of) === true),
    );
    return {
      finding: {
        kind,
        name,
        hook: this.#members.hookOf(kind, metadata),
        pod: worst?.pod.metadata.name,
        container: worst?.container,
        reasons: present([...(worst?.reasons ?? []), ...reasons]),
        state: worst?.state ?? "",
        messages: present([...(worst?.messages ?? []), ...messages]),
        events,
        log: [],
      },
      log: worst?.log ?? "none",
    };
  }

  #ownPods(pods: readonly Pod[]): Pod[] {
    const { statefulSets, replicaSets, deployments, jobs } = this.#snapshot;
    const makers: [string, readonly Workload[]][] = [
      ["StatefulSet", statefulSets.filter(({ metadata }) => this.#members.has("StatefulSet", metadata))],
      ["Job", jobs.filter(({ metadata }) => this.#members.has("Job", metadata))],
      [
        "ReplicaSet",
        replicaSets.filter(({ metadata }) =>
          deployments.some(
            (one) =>
              this.#members.has("Deployment", one.metadata) &&
              isOwnedBy(metadata, "Deployment", one.metadata),
          ),
        ),
      ],
    ];
    return pods.filter(({ metadata }) =>
      makers.some(([kind, all]) => all.some((maker) => isOwnedBy(metadata, kind, maker.metadata))),
    );
  }
}

function withFinding({ finding, log }: Suspect, changed: Partial<Finding>): Suspect {
  return { finding: { ...finding, ...changed }, log };
}

function conditionOf({ status }: Workload, type: string) {
  return status?.conditions?.find((condition) => condition.type === type && condition.status === "True");
}

/** A condition that says why there are no pods, or that a rollout has given up. */
function isAgainst({ type, status }: { readonly type: string; readonly status: string }): boolean {
  return type === "ReplicaFailure" ? status === "True" : type === "Progressing" && status === "False";
}

function isUp({ spec, status = {} }: Workload): boolean {
  const { desiredNumberScheduled, numberReady = 0, updatedNumberScheduled = 0 } = status;
  if (desiredNumberScheduled !== undefined) {
    return Math.min(numberReady, updatedNumberScheduled) >= desiredNumberScheduled;
  }
  const wanted = spec?.replicas ?? 1;
  return Math.min(status.readyReplicas ?? 0, status.updatedReplicas ?? 0) >= wanted;
}
