import type { Place } from "./inputs.ts";

/** Helm's refusal, with the way out where it is known. */
export function explain(message: string, place: Place, status: string | undefined): string {
  const remedy = remedyFor(message, place, status);
  return remedy === undefined ? message : `${message}\n${remedy}`;
}

function remedyFor(message: string, { id, name, namespace }: Place, status = ""): string | undefined {
  const uninstall = `\`helm uninstall ${name} --namespace ${namespace}\``;
  if (/another operation .* is in progress/.test(message)) {
    const rollback = `\`helm rollback ${name} <revision> --namespace ${namespace}\`, to the last deployed revision in \`helm history ${name} --namespace ${namespace}\`,`;
    const remedy = status === "pending-install" ? uninstall : rollback;
    return `Release ${id} is ${status}: another helm is at work, or one was killed at work. If none is, ${remedy} ends it; then run pulumi up again.`;
  }
  if (!message.includes("cannot re-use a name that is still in use")) return undefined;
  return `Release ${id} exists (${status}) but is not in the state: adopt it with \`pulumi import kubernetes:helm.sh/v3:Release <resource name> ${id}\`, or remove it with ${uninstall}.`;
}
