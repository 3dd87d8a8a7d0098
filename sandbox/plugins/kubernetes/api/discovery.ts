import type { Properties } from "../../../../provider/protocol/value.ts";
import { type Kind, listAt, textAt } from "../object.ts";
import { ApiError } from "../../../../kubernetes/connect.ts";
import type { ApiClient } from "./client.ts";

/** Where the objects of a kind are found. */
export interface Endpoint {
  readonly namespaced: boolean;
  /** The path of a namespace's objects, or of all where the kind has no namespaces. */
  collection(namespace: string): string;
  /** The path of one object. */
  object(namespace: string, name: string): string;
}

/** The server does not know a kind, at least not yet: its definition may still have to be created. */
export class UnknownKindError extends Error {
  constructor({ apiVersion, kind }: Kind) {
    super(
      `the API server has no kind ${kind} in ${apiVersion}: ` +
        "check the version it serves, and that its CustomResourceDefinition is created first",
    );
  }
}

/** Asks the server which kinds it has, once for each group and version. */
export class Discovery {
  readonly #client: ApiClient;
  readonly #known = new Map<string, Promise<Properties[]>>();

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** @throws UnknownKindError */
  async find(kind: Kind): Promise<Endpoint> {
    const found = (await this.#resources(kind.apiVersion)).find((item) => item.kind === kind.kind);
    if (found) return endpoint(rootOf(kind.apiVersion), textAt(found, "name"), found.namespaced === true);
    // What is not there now may be there later, once a definition is created.
    this.#known.delete(kind.apiVersion);
    throw new UnknownKindError(kind);
  }

  #resources(apiVersion: string): Promise<Properties[]> {
    const known = this.#known.get(apiVersion);
    if (known) return known;
    const asked = this.#ask(apiVersion);
    this.#known.set(apiVersion, asked);
    asked.catch(() => this.#known.delete(apiVersion));
    return asked;
  }

  async #ask(apiVersion: string): Promise<Properties[]> {
    try {
      const list = await this.#client.get(rootOf(apiVersion));
      // Subresources are listed as `deployments/scale`.
      return listAt(list, "resources").filter((item) => !textAt(item, "name").includes("/"));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return [];
      throw error;
    }
  }
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function endpoint(root: string, plural: string, namespaced: boolean): Endpoint {
  const collection = (namespace: string): string =>
    namespaced ? `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}` : `${root}/${plural}`;
  return {
    namespaced,
    collection,
    object: (namespace, name) => `${collection(namespace)}/${encodeURIComponent(name)}`,
  };
}
