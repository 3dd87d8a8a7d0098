import { byCodeUnit, nameOf } from "../identity.ts";
import type { ObjectChange, ReleaseChange, ResourceChange } from "../model.ts";
import { withoutPlainSecrets } from "../secrets/plain-secrets.ts";
import { isRelease } from "../release.ts";
import type { ChartTool, Programs } from "./chart-tool.ts";
import { type Operation, hookRuns, isHook, isMadeBy } from "./hooks.ts";
import { keptPods } from "./kept-pods.ts";
import { type ObjectPair, objectChange, pairsOf } from "./object-changes.ts";
import { type KubernetesObject, objectsOf, textAt } from "./objects.ts";
import { isObject } from "../json.ts";
import { withRevision } from "./revision.ts";
import { type StandIns, standInsOf } from "./stand-ins.ts";

/** Namespace of a release that names none. */
const DEFAULT_NAMESPACE = "default";

/** Where the values of our own charts say of which files they are. */
const DIGEST = "values.chartDigest";

const ALL_HIDDEN = "Its values are hidden as a whole, so that helm has nothing to render.";

/**
 * What helm would change: for every release that a run installs, upgrades or uninstalls, and for those whose chart was edited
 * although the graph is the same. Sorted by id. `changes` has to hold what is `same` too.
 */
export async function releaseChanges(
  changes: readonly ResourceChange[],
  charts: ChartTool,
): Promise<ReleaseChange[]> {
  const releases = changes.filter(({ id }) => isRelease(id)).sort((a, b) => byCodeUnit(a.id, b.id));
  const found: ReleaseChange[] = [];
  // One after another: two processes of helm at once are enough.
  for (const change of releases) {
    const operation = operationOf(change, charts);
    if (operation !== undefined) found.push(await releaseChange(change, operation, charts));
  }
  return found;
}

/** What helm does; undefined where it is not called. */
function operationOf({ effect, new: after }: ResourceChange, charts: ChartTool): Operation | undefined {
  switch (effect) {
    case "create":
      return "install";
    case "update":
      return "upgrade";
    case "replace":
      return "reinstall";
    case "delete":
      return "uninstall";
    case "forget":
      return undefined;
    case "same":
    case "rename":
      return charts.isSame(textAt(after?.inputs, "chart") ?? "", textAt(after?.inputs, DIGEST))
        ? undefined
        : "upgrade";
  }
}

async function releaseChange(
  change: ResourceChange,
  operation: Operation,
  charts: ChartTool,
): Promise<ReleaseChange> {
  const standIns = standInsOf(change);
  const sideOf = (side: keyof Programs): Promise<Side> =>
    rendered(side, change.id, operation, standIns, charts);
  const [old, after] = await Promise.all([sideOf("old"), sideOf("new")]);
  const release = { id: change.id, name: releaseName(change.id, standIns.new ?? standIns.old) };
  const hooks = hooksOf(old, after, operation);
  const notRendered = after.notRendered ?? old.notRendered;
  if (notRendered !== undefined) {
    const said = withoutPlainSecrets(standIns.mask(notRendered));
    return { ...release, notRendered: said, objects: [], kept: [], hooks };
  }
  const pairs = pairsOf(old.objects, after.objects);
  const objects = pairs.flatMap((pair) => objectChange(pair, standIns.mask, effectOn(pair, operation)) ?? []);
  return { ...release, objects, kept: operation === "upgrade" ? keptPods(pairs) : [], hooks };
}

/** What helm is known to do with an object that is on both sides: hooks it makes anew whatever they are. */
function effectOn({ old, new: after }: ObjectPair, operation: Operation): ObjectChange["effect"] | undefined {
  if (!old || !after) return undefined;
  if (isHook(after)) return "update";
  return operation === "reinstall" ? "replace" : undefined;
}

/** What one side of a release has, as far as the operation touches it. */
interface Side {
  readonly objects: readonly KubernetesObject[];
  readonly notRendered?: string;
}

async function rendered(
  side: keyof Programs,
  id: string,
  operation: Operation,
  standIns: StandIns,
  charts: ChartTool,
): Promise<Side> {
  const inputs = standIns[side];
  if (inputs === undefined) return { objects: [] };
  const { values = {} } = inputs;
  if (!isObject(values)) return { objects: [], notRendered: ALL_HIDDEN };
  const namespace = textAt(inputs, "namespace") ?? DEFAULT_NAMESPACE;
  const rendering = await charts.render({
    side,
    operation,
    name: releaseName(id, inputs),
    namespace,
    chart: textAt(inputs, "chart") ?? "",
    version: textAt(inputs, "version"),
    repository: textAt(inputs, "repositoryOpts.repo"),
    values,
    hasStandIns: standIns.has(side),
  });
  if ("notRendered" in rendering) return { objects: [], notRendered: rendering.notRendered };
  const isRevised = operation === "upgrade" && rendering.namesRevision;
  const yaml = isRevised ? withRevision(rendering.yaml, side) : rendering.yaml;
  const objects = objectsOf(yaml, namespace);
  return { objects: objects.filter((object) => isMadeBy(object, operation)) };
}

function releaseName(id: string, inputs: StandIns["new"]): string {
  return textAt(inputs, "name") ?? nameOf(id);
}

/** A release that is replaced runs the hooks of its end first, which are those of the old chart. */
function hooksOf(old: Side, after: Side, operation: Operation): string[] {
  switch (operation) {
    case "uninstall":
      return hookRuns(old.objects, "uninstall");
    case "reinstall":
      return [...hookRuns(old.objects, "uninstall"), ...hookRuns(after.objects, "install")];
    case "install":
    case "upgrade":
      return hookRuns(after.objects, operation);
  }
}
