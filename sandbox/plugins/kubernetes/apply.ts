import { setTimeout as delay } from "node:timers/promises";
import { ApiError } from "../../../kubernetes/connect.ts";
import { APPLY_TYPE, type KubernetesObject, OPERATIONS_TYPE } from "./api/client.ts";
import type { Connection } from "./connection.ts";
import { ANNOTATIONS, isAnnotated, kindOf, listAt, nameOf, namespaceOf } from "./object.ts";
import { CREATOR, takeOver } from "./ownership.ts";

/** How often and how far apart, in milliseconds, a creation is tried while its namespace is not there yet. */
const RETRIES = [200, 400, 800, 1600, 3200];

/**
 * Creates an object; one that exists already is an error of the server's.
 * @param dryRun asks the server what it would store, and stores nothing.
 */
export async function createObject(
  connection: Connection,
  object: KubernetesObject,
  dryRun: boolean,
): Promise<KubernetesObject> {
  const retries = dryRun ? [] : RETRIES;
  for (const pause of retries) {
    try {
      return await post(connection, object, dryRun);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
      await delay(pause);
    }
  }
  return post(connection, object, dryRun);
}

async function post(
  connection: Connection,
  object: KubernetesObject,
  dryRun: boolean,
): Promise<KubernetesObject> {
  const endpoint = await connection.discovery.find(kindOf(object));
  const query = { fieldManager: CREATOR, ...(dryRun && { dryRun: "All" }) };
  return connection.client.post(endpoint.collection(namespaceOf(object)), object, query);
}

export interface Apply {
  readonly object: KubernetesObject;
  readonly fieldManager: string;
  /** Take fields from other managers instead of failing. */
  readonly force: boolean;
  readonly dryRun: boolean;
}

/**
 * Applies an object that exists, on the server's side.
 * @throws ConflictError when another manager has set a field otherwise.
 */
export async function applyObject(connection: Connection, apply: Apply): Promise<KubernetesObject> {
  const { object, fieldManager, dryRun } = apply;
  const endpoint = await connection.discovery.find(kindOf(object));
  const path = endpoint.object(namespaceOf(object), nameOf(object));
  const entries = listAt(await connection.client.get(path), "metadata", "managedFields");
  const taken = takeOver(entries, fieldManager);
  if (taken && !dryRun) {
    await connection.client.patch(path, OPERATIONS_TYPE, [
      { op: "replace", path: "/metadata/managedFields", value: taken },
    ]);
  }
  const force =
    apply.force ||
    isAnnotated(object, ANNOTATIONS.patchForce) ||
    entries.length === 0 ||
    // What would have been taken over is no conflict.
    (dryRun && taken !== undefined);
  const query = { fieldManager, force: String(force), ...(dryRun && { dryRun: "All" }) };
  try {
    return await connection.client.patch(path, APPLY_TYPE, object, query);
  } catch (error) {
    throw error instanceof ApiError && error.status === 409 ? new ConflictError(fieldManager, error) : error;
  }
}

const CONFLICT_HELP =
  "https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/" +
  "managing-resources-with-server-side-apply/#handle-field-conflicts-on-existing-resources";

/** Somebody else set a field that is to be applied with another value. */
export class ConflictError extends Error {
  constructor(fieldManager: string, cause: ApiError) {
    super(
      `server-side apply field conflict detected, see ${CONFLICT_HELP} for troubleshooting help\n` +
        `The resource managed by field manager "${fieldManager}" had an apply conflict: ${cause.message}`,
      { cause },
    );
  }
}
