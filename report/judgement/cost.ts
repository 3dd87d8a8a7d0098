import { nativeObjectChange } from "../manifests/native.ts";
import { numberAt } from "../manifests/objects.ts";
import type { Cost, ObjectChange, ReleaseChange, ResourceChange } from "../model.ts";

/** Seconds that a Job takes which has little to do, its start included. */
const JOB = 30;

/** Seconds after which a release gives up that names no timeout: the default of the provider. */
const RELEASE_TIMEOUT = 300;

/**
 * What a run costs, as far as resources and manifests tell. Kubernetes objects of the graph itself become ready side by side;
 * then release follows release: its Jobs one after another, then its workloads side by side.
 */
export function costOf(changes: readonly ResourceChange[], releases: readonly ReleaseChange[]): Cost {
  const natives = changes.flatMap((change) => nativeObjectChange(change) ?? []);
  const jobs = releases.flatMap(jobsOf);
  const workloads = [...natives, ...releases.flatMap(({ objects }) => objects)];
  return {
    restarts: workloads.filter(({ restarts }) => restarts).length,
    migrations: jobs.length,
    expectedSeconds: sum([
      Math.max(slowest(natives), natives.some(isRun) ? JOB : 0),
      jobs.length * JOB,
      ...releases.map(({ objects }) => slowest(objects)),
    ]),
    limitSeconds: sum(releases.map((release) => timeoutOf(release, changes))) + longestJob(changes),
  };
}

/** Names of the Jobs that a release runs: hooks, each as often as it runs, and those that it makes anew. */
function jobsOf({ hooks, objects }: ReleaseChange): string[] {
  const made = objects.filter(({ kind, effect }) => kind === "Job" && ["create", "replace"].includes(effect));
  return [...hooks, ...made.map(({ name }) => name).filter((name) => !hooks.includes(name))];
}

function slowest(objects: readonly ObjectChange[]): number {
  return Math.max(0, ...objects.map(({ readySeconds = 0 }) => readySeconds));
}

/** Whether it is a Job that a run starts. */
function isRun({ kind, effect }: ObjectChange): boolean {
  return kind === "Job" && effect !== "delete";
}

function timeoutOf({ id }: ReleaseChange, changes: readonly ResourceChange[]): number {
  const change = changes.find((candidate) => candidate.id === id);
  return numberAt((change?.new ?? change?.old)?.inputs, "timeout", RELEASE_TIMEOUT);
}

/** The deadline of the Job of the graph that may take longest; 0 where none runs or none has a deadline. */
function longestJob(changes: readonly ResourceChange[]): number {
  const jobs = changes.filter((change) => {
    const object = nativeObjectChange(change);
    return object !== undefined && isRun(object);
  });
  return Math.max(
    0,
    ...jobs.map(({ new: after }) => numberAt(after?.inputs, "spec.activeDeadlineSeconds", 0)),
  );
}

function sum(seconds: readonly number[]): number {
  return seconds.reduce((total, part) => total + part, 0);
}
