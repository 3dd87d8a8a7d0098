import * as pulumi from "@pulumi/pulumi";
import { refusal } from "../config/load.ts";
import { messageOf } from "../config/message.ts";
import type { InstallOnlyHook } from "../config/platform/install-only.ts";
import { type PlannedRelease, plannedReleases } from "../config/platform/releases.ts";
import type { Settings } from "../config/schema.ts";
import { type Cluster, connect } from "../kubernetes/connect.ts";
import { historyOf } from "../kubernetes/helm-record.ts";
import { askData } from "./data-exists.ts";
import { type AskData, type RecoveryVerdict, type States, recoveryVerdict } from "./recovery.ts";
import { stateOf } from "./release-state.ts";
import { merged, verdictOn } from "./release-verdict.ts";

/**
 * Looks at the platform's releases in the cluster before anything is registered: who holds them, which chart they are of, and
 * whether a first install failed. Asks the API server once a release.
 *
 * A cluster that can't be asked is a warning in a preview, which may well be made before there is one, and a refusal in an
 * update, whose databases would otherwise be made before the first object fails.
 * @returns the hooks of a first install that this run makes up for: none, unless `platform.recovery` says so
 * @throws pulumi.RunError with every problem at once.
 */
export async function checkReleases(settings: Settings): Promise<ReadonlySet<InstallOnlyHook>> {
  const { problems, warnings, initialise } = await lookAtReleases(settings, {
    cluster: () => connect(settings.kubernetes),
    ask: askData,
    isPreview: pulumi.runtime.isDryRun(),
  });
  for (const warning of warnings) await pulumi.log.warn(warning);
  if (problems.length > 0) throw refusal(problems);
  return initialise;
}

/** What the look goes by. */
export interface Surroundings {
  readonly cluster: () => Promise<Cluster>;
  readonly ask: AskData;
  readonly isPreview: boolean;
}

/** The same without an engine: what is found is returned. */
export async function lookAtReleases(
  settings: Settings,
  { cluster, ask, isPreview }: Surroundings,
): Promise<RecoveryVerdict> {
  const releases = plannedReleases(settings.platform);
  let states: States;
  try {
    states = await statesOf(releases, settings.namespace, await cluster());
  } catch (error) {
    return notAsked(messageOf(error), isPreview);
  }
  const verdicts = releases.map((release) => {
    const state = states.get(release.role);
    return state ? verdictOn({ release, state, settings }) : { problems: [], warnings: [] };
  });
  const found = merged(verdicts);
  // Who may be at work would change what the switch is judged by.
  if (found.problems.length > 0) return { ...found, initialise: new Set() };
  const recovery = await recoveryVerdict(settings, states, ask);
  return { ...merged([found, recovery]), initialise: recovery.initialise };
}

async function statesOf(
  releases: readonly PlannedRelease[],
  namespace: string,
  cluster: Cluster,
): Promise<States> {
  const found = await Promise.all(
    releases.map(async ({ role, name }) => ({
      role,
      state: stateOf(await historyOf(cluster, namespace, name)),
    })),
  );
  return new Map(found.flatMap(({ role, state }) => (state ? [[role, state] as const] : [])));
}

function notAsked(why: string, isPreview: boolean): RecoveryVerdict {
  const rule = `the releases in the cluster can't be looked at: ${why}`;
  const warning = `${rule.replace(/\.?$/, ".")} This preview does not know their state.`;
  return isPreview
    ? { problems: [], warnings: [warning], initialise: new Set() }
    : { problems: [{ key: "kubernetes", rule }], warnings: [], initialise: new Set() };
}
