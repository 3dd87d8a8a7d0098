import type { Container, ContainerStatus, Pod } from "./objects.ts";

/** What keeps a pod from being ready, or made it fail. */
export interface Obstacle {
  readonly pod: Pod;
  /** Undefined where not even a container is there. */
  readonly container: string | undefined;
  readonly reasons: readonly string[];
  readonly state: string;
  readonly messages: readonly string[];
  /** Whose log tells more: the container that runs or ended, the one before it, or none as none ever ran. */
  readonly log: "current" | "previous" | "none";
}

/** States in which a container only has not been started yet. */
const EARLY: ReadonlySet<string | undefined> = new Set(["ContainerCreating", "PodInitializing"]);

/** Of the pods of one workload the one that is furthest from ready, and of equals the newest. */
export function worstOf(pods: readonly Pod[]): Obstacle | undefined {
  const found = pods.filter((pod) => !isFine(pod)).map(obstacleOf);
  const newestFirst = found.sort((a, b) => bornAt(b.pod).localeCompare(bornAt(a.pod)));
  // The sort is stable, so that equals stay newest first.
  return newestFirst.sort((a, b) => severity(a) - severity(b))[0];
}

/** Containers of a pod in the order in which they start. */
export function containersOf({ spec }: Pod): readonly Container[] {
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
}

function isFine({ status }: Pod): boolean {
  if (status?.phase === "Succeeded") return true;
  return status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false;
}

function bornAt({ metadata }: Pod): string {
  return metadata.creationTimestamp ?? "";
}

function severity({ reasons, log }: Obstacle): number {
  if (reasons.length === 0) return 2;
  return log === "current" || log === "previous" ? 0 : 1;
}

function obstacleOf(pod: Pod): Obstacle {
  const { phase = "Pending", reason, message, conditions } = pod.status ?? {};
  const unscheduled = conditions?.find(({ type, status }) => type === "PodScheduled" && status === "False");
  const status = blocking(pod);
  const own = status && containerObstacle(status);
  return {
    pod,
    container: status?.name,
    reasons: present([...(own?.reasons ?? []), reason, unscheduled?.reason]),
    state: own?.state ?? (unscheduled ? `${phase}, on no node` : phase),
    messages: present([...(own?.messages ?? []), message, unscheduled?.message]),
    log: own?.log ?? "none",
  };
}

/** The container that the others wait for: an init container that has not ended well, else the first that is not ready. */
function blocking({ status }: Pod): ContainerStatus | undefined {
  const initial = status?.initContainerStatuses?.find(
    ({ ready, state }) => ready !== true && state?.terminated?.exitCode !== 0,
  );
  const main = status?.containerStatuses ?? [];
  const failed = main.find(({ state }) => (state?.terminated?.exitCode ?? 0) !== 0);
  const waiting = main.find(({ state }) => state?.waiting && !EARLY.has(state.waiting.reason));
  return initial ?? failed ?? waiting ?? main.find(({ ready }) => ready !== true) ?? main[0];
}

type ContainerObstacle = Pick<Obstacle, "reasons" | "state" | "messages" | "log">;

function containerObstacle({
  state,
  lastState,
  restartCount = 0,
  ready,
}: ContainerStatus): ContainerObstacle {
  const { waiting, terminated } = state ?? {};
  const last = lastState?.terminated;
  const early = EARLY.has(waiting?.reason);
  return {
    reasons: present([early ? undefined : waiting?.reason, terminated?.reason, last?.reason]),
    state: [stateText(state, ready), ...restarts(restartCount, last?.exitCode)].join(", "),
    messages: present([waiting?.message, terminated?.message, last?.message]),
    log: waiting ? (restartCount > 0 ? "previous" : "none") : "current",
  };
}

function stateText(state: ContainerStatus["state"], ready: boolean | undefined): string {
  const { waiting, terminated } = state ?? {};
  if (waiting) return `waiting: ${waiting.reason ?? "no reason given"}`;
  if (terminated)
    return `ended with exit code ${terminated.exitCode} (${terminated.reason ?? "no reason given"})`;
  return ready === true ? "running" : "running, not ready";
}

function restarts(count: number, exitCode: number | undefined): string[] {
  if (count === 0) return [];
  return [`restarted ${count} times${exitCode === undefined ? "" : `, last exit code ${exitCode}`}`];
}

/** Those that say something, each once. */
export function present(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined && text !== ""))] as string[];
}
