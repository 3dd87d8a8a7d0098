import { typeOf } from "../identity.ts";
import type { ResourceChange } from "../model.ts";

const STATEFUL_SET = "kubernetes:apps/v1:StatefulSet";

/**
 * Kinds that hold what nobody makes again, and what a reader calls them: to replace or to forget one loses that for the
 * platform, like deleting it.
 */
const CONTENT: Readonly<Record<string, string>> = {
  "mysql:index/database:Database": "database",
  "kubernetes:core/v1:PersistentVolumeClaim": "volume",
  "kubernetes:core/v1:PersistentVolume": "volume",
  "kubernetes:core/v1:Namespace": "namespace, with everything in it,",
  [STATEFUL_SET]: "store",
  "bkpaas:bkrepo:Project": "project of bkrepo",
  "bkpaas:bkrepo:Repository": "repository of bkrepo",
  "bkpaas:rabbitmq:VirtualHost": "virtual host of RabbitMQ",
};

/** What a resource that holds something is called; undefined for one that holds nothing, or what is another's. */
export function contentOf({
  id,
  old,
  new: now,
}: Pick<ResourceChange, "id" | "old" | "new">): string | undefined {
  return (old ?? now)?.inputs.ownership === "read" ? undefined : CONTENT[typeOf(id)];
}

/** Whether what it holds goes with it. A replaced StatefulSet finds its volumes again by their names. */
export function losesContent(change: ResourceChange): boolean {
  const { id, effect } = change;
  if (contentOf(change) === undefined) return false;
  return effect === "delete" || (effect === "replace" && typeOf(id) !== STATEFUL_SET);
}
