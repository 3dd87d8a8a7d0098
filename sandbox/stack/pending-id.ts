import type { StateResource } from "./state.ts";

/**
 * The id a resource would have if its creation got through before the CLI ended: it follows from its inputs.
 * Undefined for what exists only in the state, such as a generated password: that is simply made anew. So is what our own
 * provider makes: its creation finds what is there.
 */
export function idOf({ type, inputs = {} }: StateResource): string | undefined {
  if (type === "mysql:index/database:Database") return text(inputs.name);
  if (type === "mysql:index/user:User") return account(inputs);
  if (type === "mysql:index/grant:Grant") return `${account(inputs)}:\`${text(inputs.database)}\``;
  if (type === "kubernetes:helm.sh/v3:Release") return qualified(inputs);
  if (type.startsWith("kubernetes:")) return qualified(inputs.metadata as Record<string, unknown>);
  return undefined;
}

function account(inputs: Record<string, unknown>): string {
  return `${text(inputs.user)}@${text(inputs.host)}`;
}

function qualified({ namespace, name }: Record<string, unknown>): string {
  return namespace === undefined ? text(name) : `${text(namespace)}/${text(name)}`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
