import type { Json, JsonObject } from "../provider/protocol/value.ts";
import type { Resource } from "./model.ts";

/** A recorded graph: what `test/golden/<environment>.json` holds. */
export interface Graph {
  /** By id: type chain and name. */
  readonly resources: Readonly<Record<string, Resource>>;
  /** Of the stack. */
  readonly outputs: JsonObject;
}

/** A text that is no recorded graph. */
export class NoGraph extends Error {}

/**
 * Reads a recorded graph.
 * @param name of the file or of where it comes from, for the error
 * @throws NoGraph that says what is wrong with it and what to do.
 */
export function readGraph(text: string, name: string): Graph {
  const graph = parse(text, name);
  const { resources, outputs } = objectAt(graph, "the whole", name);
  const ids = Object.entries(objectAt(resources, "resources", name));
  return {
    resources: Object.fromEntries(ids.map(([id, resource]) => [id, resourceAt(resource, id, name)])),
    outputs: objectAt(outputs ?? {}, "outputs", name),
  };
}

function parse(text: string, name: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw noGraph(name, "it is not JSON");
  }
}

function resourceAt(value: Json, id: string, name: string): Resource {
  if (!/^[^:]+(:[^:]*){2}(\$[^:]+(:[^:]*){2})*::./.test(id)) throw noGraph(name, `${id} is no type and name`);
  const resource = objectAt(value, id, name);
  for (const list of ["aliases", "dependencies", "ignoreChanges", "replaceOnChanges"]) {
    const items = resource[list] ?? [];
    if (!Array.isArray(items) || !items.every((item) => typeof item === "string")) {
      throw noGraph(name, `${list} of ${id} is no list of texts`);
    }
  }
  return {
    ...(resource as Partial<Resource>),
    inputs: objectAt(resource.inputs ?? {}, `inputs of ${id}`, name),
  };
}

function objectAt(value: Json | undefined, what: string, name: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw noGraph(name, `${what} is no object`);
}

function noGraph(name: string, why: string): NoGraph {
  return new NoGraph(`${name} is no recorded graph: ${why}. \`make golden\` records it anew.`);
}
