import type { Hook, Revision } from "../kubernetes/helm-record.ts";

/** What Helm's records say of a release that is there. */
export interface ReleaseState {
  /** The newest revision. */
  readonly latest: Revision;
  /** The last revision that got through, as one that was replaced by a later one did; undefined where none ever did. */
  readonly lastGood: number | undefined;
  /** The first revision, where it failed; undefined too where Helm no longer keeps it. */
  readonly failedFirst: Revision | undefined;
  /** Jobs that run at a first install only: those that got through in some revision, and those that never did. */
  readonly ran: readonly string[];
  readonly neverRan: readonly string[];
}

/** The state of a release from its history, oldest revision first; undefined where there is no release. */
export function stateOf(history: readonly Revision[]): ReleaseState | undefined {
  const latest = history.at(-1);
  if (latest === undefined) return undefined;
  const hooks = history.flatMap(({ hooks }) => hooks).filter(({ kind }) => kind === "Job");
  const installOnly = new Set(hooks.filter(runsAtInstallOnly).map(({ name }) => name));
  const succeeded = new Set(hooks.filter(({ phase }) => phase === "Succeeded").map(({ name }) => name));
  return {
    latest,
    lastGood: history.findLast((each) => /^(deployed|superseded)$/.test(each.status) && !hasFailed(each))
      ?.revision,
    failedFirst: history.find((each) => each.revision === 1 && hasFailed(each)),
    ran: [...installOnly].filter((name) => succeeded.has(name)),
    neverRan: [...installOnly].filter((name) => !succeeded.has(name)),
  };
}

/** Helm calls a failed revision superseded too, once a later one got through; its sentence about it stays. */
function hasFailed({ status, description }: Revision): boolean {
  return status === "failed" || /^(Release|Upgrade|Rollback) ".*" failed: /s.test(description);
}

/** After a recovery the same hook stands in the records with upgrade events too. */
function runsAtInstallOnly({ events }: Hook): boolean {
  const any = (action: string): boolean => events.some((event) => event.endsWith(`-${action}`));
  return any("install") && !any("upgrade");
}
