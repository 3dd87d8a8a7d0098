/** One step of the engine, as far as these tests look at it. */
interface Step {
  readonly op: string;
  readonly urn: string;
  readonly old?: State | null;
  readonly new?: State | null;
}

interface State {
  readonly urn: string;
  readonly custom?: boolean;
  readonly retainOnDelete?: boolean;
}

interface Event {
  readonly resOutputsEvent?: { readonly metadata: Step };
}

/**
 * What `pulumi up --json` has done, in the words of a report: effect and name, sorted. Nothing happens to a component that
 * the engine updates: it only writes down its other inputs.
 */
export function effectsDone(events: string): string[] {
  const steps = events
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .flatMap((line) => (JSON.parse(line) as Event).resOutputsEvent?.metadata ?? []);
  const effects = steps.flatMap((step) => {
    const effect = effectOf(step);
    return effect === undefined ? [] : [`${effect} ${step.urn.split("::").at(-1) ?? ""}`];
  });
  return [...new Set(effects)].sort();
}

function effectOf({ op, urn, old, new: now }: Step): string | undefined {
  if (op === "same" || (op === "update" && now?.custom !== true)) {
    return old && old.urn !== urn ? "rename" : undefined;
  }
  if (/replace/.test(op)) return "replace";
  if (op === "delete" && old?.retainOnDelete === true) return "forget";
  return op;
}
