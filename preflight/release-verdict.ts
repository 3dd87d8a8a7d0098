import type { PlannedRelease } from "../config/platform/releases.ts";
import { migratesFrom } from "../config/platform/platform.ts";
import { type ChartVersion, requiredActions, routeAskedFor } from "../config/platform/versions.ts";
import { type Problem, removeCommand, setCommand } from "../config/problem.ts";
import type { Settings } from "../config/schema.ts";
import type { ReleaseState } from "./release-state.ts";

/** What stands in the way of a run, and what whoever runs it should know. */
export interface Verdict {
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** A release as configured and as it is, in an environment. */
export interface Judged {
  readonly release: PlannedRelease;
  readonly state: ReleaseState;
  readonly settings: Pick<Settings, "sandbox" | "namespace" | "platform">;
}

const nothing: Verdict = { problems: [], warnings: [] };

/** Judges one release that exists. Who holds it is told first: nothing else can be known while somebody changes it. */
export function verdictOn(judged: Judged): Verdict {
  const held = whoHolds(judged);
  if (held) return { problems: [held], warnings: [] };
  return merged([routeVerdict(judged), firstInstallVerdict(judged)]);
}

/** Several verdicts as one. */
export function merged(verdicts: readonly Verdict[]): Verdict {
  return {
    problems: verdicts.flatMap(({ problems }) => problems),
    warnings: verdicts.flatMap(({ warnings }) => warnings),
  };
}

/** What Helm refuses to go on from, and what is said of it. */
const HELD: Readonly<Record<string, string>> = {
  "pending-install": "another run is at work on it, or one was killed. If none is, end it",
  "pending-upgrade": "another run is at work on it, or one was killed. If none is, end it",
  "pending-rollback": "another run is at work on it, or one was killed. If none is, end it",
  uninstalling: "it is being uninstalled, or that was interrupted. If nobody is at it, end it",
  uninstalled: "it was uninstalled and its history kept, so that its name is taken. Remove that",
};

/** Helm's lock: a record that says an operation is under way, or a history that was kept. */
function whoHolds({ release, state, settings }: Judged): Problem | undefined {
  const { status, lastDeployed } = state.latest;
  const said = HELD[status];
  if (said === undefined) return undefined;
  const isOurs = settings.sandbox && status.startsWith("pending-");
  return {
    key: release.key,
    rule:
      `release ${settings.namespace}/${release.name} is ${status} since ${lastDeployed}: ${said}` +
      `${isOurs ? " (stack dev: make recover)" : ""}, then run the same command again`,
    fix: wayOut(release, state, settings.namespace),
  };
}

/** A release that never got through has nothing to go back to; its databases and keys are not Helm's. */
function wayOut({ name }: PlannedRelease, { latest, lastGood }: ReleaseState, namespace: string): string {
  if (lastGood === undefined || !/^pending-(upgrade|rollback)$/.test(latest.status)) {
    return goneCommand(name, namespace);
  }
  return `helm rollback ${name} ${lastGood} --no-hooks --namespace ${namespace}`;
}

/** Uninstalls a release and lets the state know. */
function goneCommand(name: string, namespace: string): string {
  return `helm uninstall ${name} --namespace ${namespace} && pulumi refresh`;
}

/** Upgrades go by the table of known versions; what a person has to do for one is shown before it begins. */
function routeVerdict({ release, state, settings }: Judged): Verdict {
  const from = { chart: state.latest.chart.name, version: state.latest.chart.version };
  const to = { chart: release.chart.name, version: release.chart.version };
  const migrateFrom = migratesFrom(settings.platform);
  const route = routeAskedFor(from, to, migrateFrom);
  const place = `${settings.namespace}/${release.name}`;
  const step = `Release ${place}, from ${from.chart} ${from.version} to ${to.version}`;
  const actions = requiredActions(from, to).map(({ when, what }) => `${step}, ${when} it: ${what.en}`);
  switch (route.kind) {
    case "refused": {
      const rule = `can't be the next of release ${place}. ${route.message.en}`;
      const fix = route.because === "not-asked" && { fix: setCommand(MIGRATE_FROM, from.version, false) };
      return {
        problems: [{ key: `${release.key}.chart`, rule, ...fix }],
        warnings: fix ? actions : [],
      };
    }
    case "allowed": {
      const unknown = route.unknown ? [`${step}: ${route.unknown.en}`] : [];
      const unmeant = isUnmeant(from, to, migrateFrom) ? [uninstallsAnother(from, place)] : [];
      return { problems: unmeant, warnings: [...unknown, ...actions] };
    }
    case "uninstall-and-install":
      return { problems: [], warnings: [`${step}: ${REPLACED}`, ...actions] };
  }
}

const MIGRATE_FROM = "platform.bkpaas3.migrateFrom";

const REPLACED =
  "this run uninstalls it and installs the new one, over the same databases and bkrepo and with the same keys. Meanwhile the developer centre is away.";

/** Where `migrateFrom` stands, the release is replaced at whatever change of its version; this one is an upgrade. */
function isUnmeant(from: ChartVersion, to: ChartVersion, migrateFrom: string | undefined): boolean {
  return migrateFrom !== undefined && from.version !== to.version;
}

function uninstallsAnother({ chart, version }: ChartVersion, place: string): Problem {
  const rule = `would uninstall release ${place}, which is of ${chart} ${version} and is upgraded in its place`;
  return { key: MIGRATE_FROM, rule, fix: removeCommand(MIGRATE_FROM) };
}

/** After a failed first install Helm upgrades, and leaves out what runs at a first install only. */
function firstInstallVerdict({ release, state, settings }: Judged): Verdict {
  const failed = state.failedFirst ?? (state.lastGood === undefined ? state.latest : undefined);
  if (!failed || settings.platform.recovery === "initialise") return nothing;
  const place = `${settings.namespace}/${release.name}`;
  const beginning = `The first install of release ${place} failed (revision ${failed.revision}, ${failed.lastDeployed}).`;
  if (release.role === "bkpaas3") {
    if (state.lastGood !== undefined) return nothing;
    return warning(
      `${beginning} Its chart makes the initial-fixtures Jobs of svc-mysql and svc-bkrepo at a first install only, and the next run ` +
        `upgrades without them. If they have not completed, first: ${goneCommand(release.name, settings.namespace)}`,
    );
  }
  if (state.neverRan.length === 0) return nothing;
  return warning(
    `${beginning} By Helm's record these Jobs, which run at a first install only, have not run to their end: ${listed(state.neverRan)}; ` +
      `these have: ${listed(state.ran)}. An upgrade leaves them out. To let one run do them: ` +
      setCommand("platform.recovery", "initialise", false),
  );
}

function warning(text: string): Verdict {
  return { problems: [], warnings: [text] };
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}
