/** What a recorded graph says of the identity of a resource; keys of the graph are type chain and name. */
export interface Identity {
  readonly parent?: string;
  readonly protect?: boolean;
  /** What it was called before. */
  readonly aliases?: readonly string[];
}

/** Every identity in an old state that a graph's resources answer to: their own, and those of their aliases. */
export function claimsOf(resources: Readonly<Record<string, Identity>>): ReadonlySet<string> {
  return new Set(Object.keys(resources).flatMap((own) => [own, ...formerOf(own, resources)]));
}

/** What a resource was called: the aliases it was given, and those that follow from its parent's. */
export function formerOf(own: string, resources: Readonly<Record<string, Identity>>): string[] {
  const { parent, aliases = [] } = resources[own] ?? {};
  if (parent === undefined) return [...aliases];
  const inherited = formerOf(parent, resources).map((former) => below(former, parent, own));
  return [...aliases, ...inherited];
}

/** What a child was called below its parent's former identity: a name that begins with the parent's changed with it. */
function below(formerParent: string, parent: string, child: string): string {
  const [formerType = "", formerName = ""] = formerParent.split("::");
  const [, parentName = ""] = parent.split("::");
  const [type = "", name = ""] = child.split("::");
  const formerChild = name.startsWith(parentName) ? formerName + name.slice(parentName.length) : name;
  return `${formerType}$${type.split("$").at(-1) ?? ""}::${formerChild}`;
}
