import { setTimeout as delay } from "node:timers/promises";
import type { Properties } from "../../../provider/protocol/value.ts";
import type { KubernetesObject } from "./api/client.ts";
import type { Connection } from "./connection.ts";
import { ANNOTATIONS, annotation, at, idOf, textAt } from "./object.ts";

/** How often to look whether an object is gone, in milliseconds. */
const INTERVAL = 200;

export interface Deletion {
  readonly path: string;
  /** The inputs that created the object; their annotations say how to delete it. */
  readonly inputs: Properties;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

/**
 * Deletes an object with all that belongs to it, and waits until it is really gone. What is gone already is
 * deleted.
 * @throws Error that names the finalizers, when it is still there in the end.
 */
export async function deleteObject(connection: Connection, deletion: Deletion): Promise<void> {
  const { client } = connection;
  const { path } = deletion;
  const before = await client.find(path);
  if (!before) return;
  await client.delete(path, {
    apiVersion: "v1",
    kind: "DeleteOptions",
    propagationPolicy: propagationOf(deletion.inputs),
  });
  const deadline = Date.now() + deletion.timeoutSeconds * 1000;
  for (;;) {
    const live = await client.find(path);
    if (!live || uidOf(live) !== uidOf(before)) return;
    if (deletion.signal.aborted || Date.now() >= deadline) throw new Error(stillThere(live));
    await delay(INTERVAL);
  }
}

function propagationOf(inputs: Properties): string {
  const policy = annotation(inputs, ANNOTATIONS.deletionPropagation).toLowerCase();
  return { orphan: "Orphan", background: "Background" }[policy] ?? "Foreground";
}

function uidOf(object: KubernetesObject): string {
  return textAt(object, "metadata", "uid");
}

function stillThere(object: KubernetesObject): string {
  const finalizers = JSON.stringify(at(object, "metadata", "finalizers") ?? []);
  return `"${idOf(object)}" is marked for deletion but still there; finalizers might be preventing it: ${finalizers}`;
}
