import { KEYS } from "../config/secrets/catalogue.ts";
import type { Graph } from "../report/graph.ts";
import { nameOf, typeOf } from "../report/identity.ts";
import { digestsOf, inputsOf, leavesOf, textAt } from "./graph.ts";
import { at, isObject } from "../report/json.ts";

/** Accounts in the outputs, and the keys that are their passwords: who names the one needs the other. */
const ACCOUNTS: Readonly<Record<string, string>> = {
  "mysql.platform.user": "mysqlPlatform",
  "mysql.services.user": "mysqlServices",
  "mysql.plan.user": "mysqlPlan",
  "bkrepo.platform.user": "bkrepoPlatform",
  "bkrepo.addons.user": "bkrepoAddons",
  "bkrepo.lesscode.user": "bkrepoLesscode",
};

/** Outputs with a key inside, such as an address with a password. */
const CARRIERS: Readonly<Record<string, string>> = {
  "rabbitmq.platformUrl": "rabbitmqPlatform",
  "redis.platformUrl": "redis",
  "redis.workloadsTasksUrl": "redis",
  "elasticsearch.auth": "elasticsearch",
  "elasticsearch.hosts": "elasticsearch",
};

/** It goes into fingerprints alone, on which much depends; nobody is given it. */
const SALT = "fingerprintSalt";

/** Keys by the names of the resources that generate them. */
const GENERATED = new Map(Object.entries(KEYS).map(([key, { resource }]) => [resource, key]));

/** What follows the name of a key's second and later editions. */
const EDITION = /-\d+$/;

/** Names of all keys that the stack has. */
export function keysOf({ outputs }: Graph): string[] {
  return isObject(outputs.keys) ? Object.keys(outputs.keys).sort() : [];
}

/** Names of the keys in the Secrets that a server or a Job waits for. */
export function keysOfObject(graph: Graph, id: string): string[] {
  const waitsFor = graph.resources[id]?.dependencies ?? [];
  return keysOfObjects(graph, waitsFor.filter(isSecret));
}

/**
 * Names of the keys that are in objects: secret leaves that are a key or carry one, accounts whose password is one, and
 * keys from which a Secret was made. Digests of made-up values tell which; values are never seen.
 */
export function keysOfObjects(graph: Graph, ids: readonly string[]): string[] {
  const leaves = ids.flatMap((id) => leavesOf(inputsOf(graph, id)));
  const digests = new Set(leaves.flatMap(({ digest }) => digest ?? []));
  const users = new Set(leaves.filter(({ path }) => /user(name)?$/i.test(path)).map(({ text }) => text));
  const isIn = (path: string): boolean =>
    [...digestsOf(at(graph.outputs, path))].some((one) => digests.has(one));
  const given = new Set([
    ...keysOf(graph).filter((key) => isIn(`keys.${key}`)),
    ...Object.entries(CARRIERS).flatMap(([path, key]) => (isIn(path) ? [key] : [])),
    ...Object.entries(ACCOUNTS).flatMap(([path, key]) =>
      users.has(textAt(graph.outputs, path)) ? [key] : [],
    ),
    ...ids.filter(isSecret).flatMap((id) => madeFrom(graph, id)),
  ]);
  return keysOf(graph).filter((key) => key !== SALT && given.has(key));
}

function isSecret(id: string): boolean {
  return typeOf(id) === "kubernetes:core/v1:Secret";
}

function madeFrom(graph: Graph, secret: string): string[] {
  return (graph.resources[secret]?.dependencies ?? []).flatMap(
    (id) => GENERATED.get(nameOf(id)) ?? GENERATED.get(nameOf(id).replace(EDITION, "")) ?? [],
  );
}
