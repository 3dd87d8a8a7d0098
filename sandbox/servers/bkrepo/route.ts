import type { Body } from "./fields.ts";
import type { BkrepoStore, User } from "./store.ts";

/** A request whose sender is known. */
export interface Call {
  readonly store: BkrepoStore;
  readonly caller: User;
  readonly body: Body;
  readonly query: URLSearchParams;
  /** The part of the path that a `:name` of the route stands for. */
  readonly parameter: (name: string) => string;
}

/** One operation of the API; its result is the `data` of the answer. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Segments that begin with a colon are parameters. */
  readonly path: string;
  readonly handle: (call: Call) => unknown;
}

/** The parameters of a path under a route's pattern, or nothing where it is another route's. */
export function matchPath(pattern: string, path: string): Map<string, string> | undefined {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const parameters = new Map<string, string>();
  for (const [index, segment] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? "");
    if (segment.startsWith(":")) parameters.set(segment.slice(1), value);
    else if (segment !== value) return undefined;
  }
  return parameters;
}
