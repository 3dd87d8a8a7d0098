import type { Hook } from "../kubernetes/helm-record.ts";
import { stateOf } from "../preflight/release-state.ts";
import type { Finding } from "./finding.ts";
import type { ReleaseName, Snapshot } from "./snapshot.ts";

/** Helm's word for the newest revision, such as `failed (revision 2)`. */
export function statusText({ revisions }: Snapshot): string {
  const newest = revisions.at(-1);
  return newest ? `${newest.status} (revision ${newest.revision})` : "not installed";
}

/** What Helm's own records say against a release. */
export function releaseFindings(
  { release }: ReleaseName,
  snapshot: Snapshot,
  told: readonly string[],
): Finding[] {
  const newest = snapshot.revisions.at(-1);
  const isDeployed = newest?.status === "deployed";
  const found: Finding[] = [];
  const history = stateOf(snapshot.revisions);
  if (history?.failedFirst && history.neverRan.length > 0) {
    const state = `hooks of the first install that never ran: ${history.neverRan.join(", ")}`;
    found.push(wordOf(release, state, ["InstallHooksNeverRan"], []));
  }
  if (told.length > 0 || (newest && !isDeployed)) {
    const messages = [...told.map(unwrapped), ...(told.length === 0 && newest ? [newest.description] : [])];
    found.push(wordOf(release, statusText(snapshot), newest ? [newest.status] : [], messages));
  }
  return found;
}

/** Helm's own words: the kubernetes plugin puts a long sentence around them. */
function unwrapped(message: string): string {
  return message.replace(/^[^]*Error: Helm Release \S+: /, "");
}

function wordOf(name: string, state: string, reasons: string[], messages: readonly string[]): Finding {
  return { kind: "Release", name, reasons, state, messages, events: [], log: [] };
}

/**
 * Jobs that Helm ran and that are not there any more, though nothing in the chart removes them. Of a release in which all else is
 * well they are nothing to report: they have done their work.
 */
export function goneHooks({ revisions, jobs, unseen }: Snapshot, isBroken: boolean): Finding[] {
  const newest = revisions.at(-1);
  if (!newest || (newest.status === "deployed" && !isBroken)) return [];
  if (unseen.some((what) => what.startsWith("jobs:"))) return [];
  const names = new Set(jobs.map(({ metadata }) => metadata.name));
  const isGone = ({ kind, name, phase, deletePolicies }: Hook): boolean =>
    kind === "Job" &&
    // A hook that failed and has no Job was never let in.
    phase !== undefined &&
    phase !== "Failed" &&
    !names.has(name) &&
    !deletePolicies.includes("hook-succeeded");
  return newest.hooks.filter(isGone).map(({ name, events }) => ({
    kind: "Job",
    name,
    hook: events.join(", "),
    reasons: ["Gone"],
    state: "deleted by somebody",
    messages: [],
    events: [],
    log: [],
  }));
}
