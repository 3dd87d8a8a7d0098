import {
  type InstallOnlyHook,
  installOnlyHookNames,
  installOnlyHooks,
} from "../config/platform/install-only.ts";
import type { ReleaseRole } from "../config/platform/releases.ts";
import { type Problem, removeCommand, setCommand } from "../config/problem.ts";
import type { Settings } from "../config/schema.ts";
import { type Answer, dataQuery } from "./data-exists.ts";
import type { ReleaseState } from "./release-state.ts";
import type { Verdict } from "./release-verdict.ts";

/** The verdict on `platform.recovery: initialise`, and the hooks that this run makes up for. */
export interface RecoveryVerdict extends Verdict {
  readonly initialise: ReadonlySet<InstallOnlyHook>;
}

/** States of the releases there are. */
export type States = ReadonlyMap<ReleaseRole, ReleaseState>;

/** Asks the database what the tables of hooks hold. */
export type AskData = (
  mysql: Settings["mysql"],
  hooks: readonly InstallOnlyHook[],
) => Promise<ReadonlyMap<InstallOnlyHook, Answer>>;

type Recovering = Pick<Settings, "mysql" | "platform">;

const SWITCH = "platform.recovery";
const off = removeCommand(SWITCH);

/**
 * What `platform.recovery: initialise` does in this run. It is for hooks that never ran to their end by Helm's record and whose
 * tables hold no row; it is refused where there is none left.
 */
export async function recoveryVerdict(
  settings: Recovering,
  states: States,
  ask: AskData,
): Promise<RecoveryVerdict> {
  if (settings.platform.recovery !== "initialise")
    return { problems: [], warnings: [], initialise: new Set() };
  const lacking = installOnlyHookNames.filter((hook) => neverRan(hook, states));
  if (lacking.length === 0) return refused(POINTLESS);
  const answers = await ask(settings.mysql, lacking);
  const confirmed = new Set(settings.platform.recoveryEmpty);
  const isUnknown = (hook: InstallOnlyHook): boolean => typeof answers.get(hook) === "object";
  const unknown = lacking.filter((hook) => isUnknown(hook) && !confirmed.has(hook));
  if (unknown.length > 0)
    return { problems: toAsk(settings, unknown, answers), warnings: [], initialise: new Set() };
  const filled = lacking.filter((hook) => answers.get(hook) === "rows");
  const empty = lacking.filter((hook) => !filled.includes(hook));
  if (empty.length === 0)
    return refused(`is refused: data exist, and would be overwritten: ${placesOf(filled)}`);
  return { problems: [], warnings: [announced(empty, filled)], initialise: new Set(empty) };
}

const POINTLESS =
  "has nothing to do: no first install has failed here, or what runs at a first install only has run since";

function refused(rule: string): RecoveryVerdict {
  return { problems: [{ key: SWITCH, rule, fix: off }], warnings: [], initialise: new Set() };
}

/** An install runs them by itself; of a hook that no record knows the failed first install may not have got that far. */
function neverRan(hook: InstallOnlyHook, states: States): boolean {
  const { release, job } = installOnlyHooks[hook];
  const state = states.get(release);
  if (!state) return false;
  // Other charts put the revision behind the name.
  const isIt = (name: string): boolean => name === job || name.startsWith(`${job}-`);
  if (state.ran.some(isIt)) return false;
  return state.neverRan.some(isIt) || state.failedFirst !== undefined || state.lastGood === undefined;
}

function toAsk(
  { mysql, platform }: Recovering,
  hooks: readonly InstallOnlyHook[],
  answers: ReadonlyMap<InstallOnlyHook, Answer>,
): Problem[] {
  return hooks.map((hook, index) => {
    const answer = answers.get(hook);
    const why = typeof answer === "object" ? answer.unknown : "";
    return {
      key: SWITCH,
      rule:
        `needs to know whether ${hook} would overwrite data, and this machine can't ask (${why}). Run there: ${dataQuery(mysql, hook)}; ` +
        "0, or error 1146 or 1049, means no data: confirm it as below. At 1 take the switch away",
      fix: setCommand(`platform.recoveryEmpty[${platform.recoveryEmpty.length + index}]`, hook, false),
    };
  });
}

function announced(empty: readonly InstallOnlyHook[], filled: readonly InstallOnlyHook[]): string {
  const left = filled.length === 0 ? "" : ` Left out, for data exist: ${placesOf(filled)}.`;
  return `bkpaas:${SWITCH} is on: this run initialises ${empty.join(", ")}.${left} Take it away after it: ${off}`;
}

function placesOf(hooks: readonly InstallOnlyHook[]): string {
  return hooks.map((hook) => `${installOnlyHooks[hook].table} of ${hook}`).join(", ");
}
