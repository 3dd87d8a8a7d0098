import { setTimeout } from "node:timers/promises";
import { messageOf } from "../config/message.ts";
import { type Cluster, type ClusterSettings, connect } from "../kubernetes/connect.ts";
import { collect, withLogs } from "./collect.ts";
import { examine } from "./examine.ts";
import type { Examined, Finding } from "./finding.ts";
import { redacted, redactorFor, redactorOf } from "./redact.ts";
import { statusText } from "./revisions.ts";
import type { ReleaseName } from "./snapshot.ts";

/** How long the cluster is asked about one release in all, in seconds. */
const DEADLINE_SECONDS = 10;

/** What the look goes by, other than in use. */
export interface Surroundings {
  readonly connect?: (settings: ClusterSettings) => Promise<Cluster>;
  readonly deadlineSeconds?: number;
}

/**
 * Looks for what is wrong with a release. Never rejects, and asks the cluster for ten seconds at most: one that does not answer
 * is a finding itself. The result holds no value of a Secret.
 * @param told what Helm or the engine said when the release failed
 */
export async function diagnose(
  release: ReleaseName,
  settings: ClusterSettings,
  told: readonly string[] = [],
  { connect: connectTo = connect, deadlineSeconds = DEADLINE_SECONDS }: Surroundings = {},
): Promise<Examined> {
  try {
    const cluster = await connectTo(settings);
    const late = setTimeout(1000 * deadlineSeconds, undefined, { ref: false }).then(() => {
      throw new Error(`${cluster.server} has not answered within ${deadlineSeconds} s`);
    });
    // Requests end a little earlier, so that what arrived in time is told.
    const signal = AbortSignal.timeout(800 * deadlineSeconds);
    return await Promise.race([look(limited(cluster, signal), release, told), late]);
  } catch (error) {
    const findings = [unreachable(error), ...saidOnly(release, told)];
    return { ...release, status: "unknown", findings: findings.map(withoutLogins), unseen: [] };
  }
}

async function look(cluster: Cluster, release: ReleaseName, told: readonly string[]): Promise<Examined> {
  const snapshot = await collect(cluster, release);
  const status = statusText(snapshot);
  const suspects = examine(release, snapshot, told);
  if (snapshot.secrets === undefined) {
    const silent = suspects.map(({ finding }) => withoutLogins(unspoken(finding)));
    return { ...release, status, findings: silent, unseen: snapshot.unseen };
  }
  const redact = redactorOf(snapshot);
  const findings = await withLogs(cluster, release, suspects);
  return {
    ...release,
    status,
    findings: findings.map((finding) => redacted(finding, redact)),
    unseen: snapshot.unseen.map(redact),
  };
}

/** The same cluster, with every request under one time limit. */
function limited(cluster: Cluster, signal: AbortSignal): Cluster {
  return {
    server: cluster.server,
    request: (method, path, body, options) => cluster.request(method, path, body, { ...options, signal }),
  };
}

function unreachable(error: unknown): Finding {
  return bare("Cluster", "of this release", "does not answer", [messageOf(error)]);
}

/** What was told, where nothing else is known: it is Helm's, and the engine masks secrets in it. */
function saidOnly({ release }: ReleaseName, told: readonly string[]): Finding[] {
  return told.length > 0 ? [bare("Release", release, "failed", told)] : [];
}

function bare(kind: Finding["kind"], name: string, state: string, messages: readonly string[]): Finding {
  return { kind, name, reasons: [], state, messages, events: [], log: [] };
}

/** A finding without texts that programs wrote: nothing can be taken out of them where Secrets can't be read. */
function unspoken(finding: Finding): Finding {
  const why = "not shown, as the Secrets of the namespace can't be read and so not be taken out of it";
  return finding.pod === undefined ? finding : { ...finding, messages: [], log: [], logMissing: why };
}

function withoutLogins(finding: Finding): Finding {
  return redacted(finding, redactorFor([]));
}
