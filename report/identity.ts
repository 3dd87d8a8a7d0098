import type { Resource } from "./model.ts";

/** Type of a resource without those of its parents, such as `mysql:index/database:Database`. */
export function typeOf(id: string): string {
  const [chain = ""] = id.split("::");
  return chain.slice(chain.lastIndexOf("$") + 1);
}

/** Name of a resource in the program, such as `mysql-apiserver`. */
export function nameOf(id: string): string {
  return id.slice(id.indexOf("::") + 2);
}

/**
 * Whether it is a component: a container of others, with nothing of its own behind it. Whatever is something itself names
 * the provider that makes it; only providers and what the engine itself keeps (`pulumi:`) do without.
 */
export function isComponent(id: string, { provider }: Pick<Resource, "provider">): boolean {
  return provider === undefined && !typeOf(id).startsWith("pulumi:");
}

/** Order of texts by their code units, which is the same on every machine. */
export function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
