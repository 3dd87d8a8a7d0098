import type { Behaviour } from "./behaviour.ts";
import type { Body } from "./fields.ts";
import type { User } from "./state.ts";
import type { BkrepoStore } from "./store.ts";

/** A request whose sender is known. */
export interface Call {
  readonly store: BkrepoStore;
  readonly behaviour: Behaviour;
  readonly caller: User;
  /** The JSON object that was sent; empty where nothing was, or where the content is a file. */
  readonly body: Body;
  /** The size of what was sent, in bytes. */
  readonly size: number;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  /** The part of the path that a `:name` or `*name` of the route stands for. */
  readonly parameter: (name: string) => string;
}

/** Carries out an operation of the API; the result is the `data` of the answer. */
export type Handler = (call: Call) => unknown;

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Segments that begin with a colon are parameters; one that begins with a star is all the rest. */
  readonly path: string;
  /** The servers that have it (`Behaviour.accountRoutes`). */
  readonly versions: "old" | "new" | "both";
  /** Class and method upstream. */
  readonly source: string;
  readonly handle: Handler;
}

/** The parameters of a path under a route's pattern, or nothing where it is another route's. */
export function matchPath(pattern: string, path: string): Map<string, string> | undefined {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  const rest = wanted.at(-1)?.startsWith("*") ? wanted.length - 1 : undefined;
  if (rest === undefined ? wanted.length !== given.length : given.length <= rest) return undefined;
  const parameters = new Map<string, string>();
  for (const [index, segment] of wanted.entries()) {
    const value = decodeURIComponent(index === rest ? given.slice(rest).join("/") : (given[index] ?? ""));
    if (segment.startsWith(":") || index === rest) parameters.set(segment.slice(1), value);
    else if (segment !== value) return undefined;
  }
  return parameters;
}
