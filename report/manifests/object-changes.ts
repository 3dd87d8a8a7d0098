import { stringify } from "yaml";
import type { JsonObject } from "../../provider/protocol/value.ts";
import { byCodeUnit } from "../identity.ts";
import type { ObjectChange } from "../model.ts";
import { unifiedDiff } from "./diff.ts";
import { type KubernetesObject, keyOf, textAt } from "./objects.ts";
import { opened } from "./opened.ts";
import { sourcesOf } from "./pod-sources.ts";
import { anyRevision } from "./revision.ts";
import { type Texts, secretTexts } from "./secret-texts.ts";
import type { Mask } from "./stand-ins.ts";
import { yamlPath } from "./yaml-path.ts";
import { imageChanges, isLasting, isRestarted, mustBeReplaced, readySeconds } from "./workloads.ts";

/** An object before and after; one of them may not be there. */
export interface ObjectPair {
  readonly old: KubernetesObject | undefined;
  readonly new: KubernetesObject | undefined;
}

/** Objects of both sides, each with its counterpart, sorted by kind, namespace and name. */
export function pairsOf(old: readonly KubernetesObject[], after: readonly KubernetesObject[]): ObjectPair[] {
  const [before, now] = [byKey(old), byKey(after)];
  return [...new Set([...before.keys(), ...now.keys()])]
    .sort()
    .map((key) => ({ old: before.get(key), new: now.get(key) }));
}

/**
 * What becomes of an object; undefined where nothing does. `effect` is what the run is known to do with it, where it is not to
 * be told from the object itself.
 */
export function objectChange(
  { old, new: after }: ObjectPair,
  mask: Mask,
  effect?: ObjectChange["effect"],
): ObjectChange | undefined {
  const object = after ?? old;
  if (!object) return undefined;
  const diff = unifiedDiff(...shownPair(old, after, mask), yamlPath);
  const told = effect ?? effectOf(old, after);
  const restarts = old !== undefined && after !== undefined && restarted(old, after, told);
  if (diff === "" && told !== "replace" && !restarts) return undefined;
  const ready = after ? readySeconds(old, after, restarts) : 0;
  const sources = old && after ? sourcesOf(old, after) : [];
  return {
    kind: object.kind,
    namespace: object.namespace,
    name: object.name,
    effect: told,
    diff,
    restarts,
    ...(sources.length > 0 && { sources }),
    ...(ready > 0 && { readySeconds: ready }),
    images: imageChanges(old?.body, after?.body).map(({ container, old: was, new: is }) => ({
      container,
      ...(was !== undefined && { old: mask(was) }),
      ...(is !== undefined && { new: mask(is) }),
    })),
  };
}

/** None hides another that is called the same, such as a kind of another group. */
function byKey(objects: readonly KubernetesObject[]): Map<string, KubernetesObject> {
  const called = Map.groupBy(objects, (object) => anyRevision(keyOf(object)));
  return new Map(
    [...called].flatMap(([key, some]) =>
      some
        .sort((a, b) => byCodeUnit(groupOf(a), groupOf(b)))
        .map((object, index) => [index === 0 ? key : `${key} ${index}`, object]),
    ),
  );
}

function groupOf({ body }: KubernetesObject): string {
  return textAt(body, "apiVersion") ?? "";
}

function effectOf(
  old: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
): ObjectChange["effect"] {
  if (!old) return "create";
  if (!after) return "delete";
  return old.name !== after.name || mustBeReplaced(old, after) ? "replace" : "update";
}

function restarted(old: KubernetesObject, after: KubernetesObject, effect: ObjectChange["effect"]): boolean {
  return isRestarted(old, after) || (effect === "replace" && isLasting(after));
}

/** Both sides as YAML that anybody may read. */
function shownPair(
  old: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
  mask: Mask,
): [string, string] {
  const yaml = (body: JsonObject | undefined, before: JsonObject | undefined): string =>
    body === undefined ? "" : mask(stringify(shown(body, before, mask), { lineWidth: 0 }));
  return [yaml(old?.body, old?.body), yaml(after?.body, old?.body)];
}

/** An object as anybody may read it; of a Secret's texts no more than what became of each, where they came from or not. */
function shown(body: JsonObject, before: JsonObject | undefined, mask: Mask): JsonObject {
  const open = opened(body, mask, before);
  if (body["kind"] !== "Secret") return open;
  const others = Object.entries(open).filter(([key]) => key !== "data" && key !== "stringData");
  return Object.fromEntries([...others, ["data", remarks(secretTexts(body), secretTexts(before))]]);
}

function remarks(texts: Texts, known: Texts): Texts {
  const remark = (key: string, text: string): string => {
    if (known[key] === undefined) return "(secret, added)";
    return known[key] === text ? "(secret)" : "(secret, changed)";
  };
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, remark(key, text)]));
}
