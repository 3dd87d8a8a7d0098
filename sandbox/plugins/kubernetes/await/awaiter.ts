import { setTimeout as delay } from "node:timers/promises";
import type { Properties } from "../../../../provider/protocol/value.ts";
import type { ApiClient, KubernetesObject } from "../api/client.ts";
import { nameOf } from "../object.ts";

/** How often a waiting object is looked at, in milliseconds. */
const INTERVAL = 200;

/** What one look at an object says. */
export interface Verdict {
  readonly ready: boolean;
  /** It will never become ready: waiting is over. */
  readonly failed?: boolean;
  /** What it is waiting for, for the display. */
  readonly status?: string;
  /** What is wrong, should the waiting end now. */
  readonly problems?: readonly string[];
}

/** What makes objects of one kind ready. */
export interface Awaiter {
  inspect(object: KubernetesObject): Verdict | Promise<Verdict>;
  /** More of what is wrong; asked only once waiting has failed. */
  explain?(object: KubernetesObject): Promise<readonly string[]>;
}

/** What an awaiter may look at beyond its object. */
export interface Surroundings {
  readonly client: ApiClient;
  /** The object existed before, and was changed. */
  readonly updated: boolean;
  /** One look only, as in a refresh: nothing is given time to settle. */
  readonly once: boolean;
}

/** The object exists but is not ready; the first reason is the summary. */
export class NotReadyError extends Error {
  readonly object: KubernetesObject;
  readonly problems: readonly string[];

  constructor(summary: string, object: KubernetesObject, problems: readonly string[]) {
    super(summary);
    this.object = object;
    this.problems = problems;
  }
}

export interface Waiting {
  readonly client: ApiClient;
  readonly path: string;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  readonly report: (status: string) => void;
}

/**
 * Waits until an object is ready and returns it as it is then.
 * @throws NotReadyError when it fails, when time is up or when the update is cancelled.
 */
export async function awaitReady(
  awaiter: Awaiter,
  object: KubernetesObject,
  waiting: Waiting,
): Promise<KubernetesObject> {
  const deadline = Date.now() + waiting.timeoutSeconds * 1000;
  const name = nameOf(object);
  let live = object;
  for (;;) {
    live = (await waiting.client.find(waiting.path)) ?? live;
    const verdict = await awaiter.inspect(live);
    if (verdict.status !== undefined) waiting.report(verdict.status);
    if (verdict.ready) return live;
    const summary = summaryOf(name, verdict, deadline, waiting.signal);
    if (summary !== undefined) throw await notReady(awaiter, summary, live, verdict);
    await delay(INTERVAL);
  }
}

/** Why waiting ends now; undefined while it goes on. */
function summaryOf(
  name: string,
  verdict: Verdict,
  deadline: number,
  signal: AbortSignal,
): string | undefined {
  if (verdict.failed === true) return `Resource '${name}' was created but failed to initialize`;
  if (signal.aborted) return `Resource operation was cancelled for "${name}"`;
  return Date.now() >= deadline ? `'${name}' timed out waiting to be Ready` : undefined;
}

/**
 * Looks once.
 * @throws NotReadyError
 */
export async function requireReady(
  awaiter: Awaiter,
  object: KubernetesObject,
  report: (status: string) => void,
): Promise<void> {
  const verdict = await awaiter.inspect(object);
  if (verdict.status !== undefined) report(verdict.status);
  if (verdict.ready) return;
  const summary = `Resource '${nameOf(object)}' was created but failed to initialize`;
  throw await notReady(awaiter, summary, object, verdict);
}

async function notReady(
  awaiter: Awaiter,
  summary: string,
  object: KubernetesObject,
  verdict: Verdict,
): Promise<NotReadyError> {
  const more = (await awaiter.explain?.(object)) ?? [];
  return new NotReadyError(summary, object, [...(verdict.problems ?? []), ...more]);
}

/** A predicate as an awaiter, for kinds that say in one field whether they are ready. */
export function when(isReady: (object: Properties) => boolean, problem: string): Awaiter {
  return {
    inspect: (object) => (isReady(object) ? { ready: true } : { ready: false, problems: [problem] }),
  };
}
