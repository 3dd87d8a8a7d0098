import type { JsonObject } from "../../provider/protocol/value.ts";
import { nameOf, typeOf } from "../identity.ts";
import type { ObjectChange, ResourceChange } from "../model.ts";
import { isRelease } from "../release.ts";
import { objectChange } from "./object-changes.ts";
import { type KubernetesObject, objectOf } from "./objects.ts";
import { at, isObject } from "../json.ts";
import { standInsOf } from "./stand-ins.ts";

/** Effects that leave the object in the cluster as it is. */
const UNTOUCHED = ["same", "rename", "forget"] as const;

type Touching = Exclude<ResourceChange["effect"], (typeof UNTOUCHED)[number]>;

/**
 * The Kubernetes object of a resource of the graph, such as the StatefulSet of a managed store, where a run changes it; undefined
 * for releases, for resources of other kinds, and where the object stays as it is.
 */
export function nativeObjectChange(change: ResourceChange): ObjectChange | undefined {
  const { id, effect } = change;
  const type = typeOf(id);
  if (!type.startsWith("kubernetes:") || isRelease(id) || !isTouching(effect)) return undefined;
  const { old, new: after, mask } = standInsOf(change);
  // A preview shows an object without the kind that its type says.
  const kind = type.slice(type.lastIndexOf(":") + 1);
  const object = (inputs: JsonObject | undefined) =>
    inputs && named(objectOf({ ...inputs, kind }, "default"), nameOf(id));
  const ignored = change.new?.ignoreChanges ?? [];
  const effective = effect === "update" && after && old ? frozen(after, old, ignored) : after;
  return objectChange({ old: object(old), new: object(effective) }, mask, effect);
}

/** Without a name of its own, the plugin makes one of the resource's. */
function named(object: KubernetesObject, resource: string): KubernetesObject {
  return object.name === "" ? { ...object, name: `${resource}-*` } : object;
}

function isTouching(effect: ResourceChange["effect"]): effect is Touching {
  return UNTOUCHED.every((untouched) => untouched !== effect);
}

/** Inputs with those properties as they were whose changes the program tells the engine to ignore. */
function frozen(inputs: JsonObject, old: JsonObject, ignored: readonly string[]): JsonObject {
  return ignored.reduce((kept, path) => withAt(kept, path, at(old, path)), inputs);
}

function withAt(inputs: JsonObject, path: string, value: JsonObject[string] | undefined): JsonObject {
  const [key = "", ...below] = path.split(".");
  const inner = inputs[key];
  const others = Object.entries(inputs).filter(([name]) => name !== key);
  const replaced = below.length > 0 && isObject(inner) ? withAt(inner, below.join("."), value) : value;
  return Object.fromEntries(replaced === undefined ? others : [...others, [key, replaced]]);
}
