import { recordedDigest } from "../policy/hidden.ts";
import type { Json, JsonObject } from "../provider/protocol/value.ts";
import type { Graph } from "../report/graph.ts";
import { typeOf } from "../report/identity.ts";
import { at, isObject } from "../report/json.ts";
import type { Leaf } from "./model.ts";

/** Ids of the resources of that type, in their order. */
export function idsOf(graph: Graph, type: string): string[] {
  return Object.keys(graph.resources).filter((id) => typeOf(id) === type);
}

/** The inputs of a resource; none where it has none. */
export function inputsOf(graph: Graph, id: string): JsonObject {
  return graph.resources[id]?.inputs ?? {};
}

/** Ids of all that is below a resource. */
export function descendantsOf(graph: Graph, id: string): string[] {
  const children = Object.keys(graph.resources).filter((child) => graph.resources[child]?.parent === id);
  return children.flatMap((child) => [child, ...descendantsOf(graph, child)]);
}

/** The text or number at a path, as text; empty for nothing. */
export function textAt(value: Json | undefined, path: string): string {
  const found = at(value, path);
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

/** Every text and number of a value, by its path. */
export function leavesOf(value: Json | undefined, path = ""): Leaf[] {
  if (typeof value === "string" || typeof value === "number") {
    const text = String(value);
    return [{ path, text, digest: recordedDigest(text) }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    leavesOf(item, path === "" ? name : `${path}.${name}`),
  );
}

/** Digests of all secrets of a value. */
export function digestsOf(value: Json | undefined): Set<string> {
  return new Set(leavesOf(value).flatMap(({ digest }) => digest ?? []));
}
