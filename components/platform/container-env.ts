/** Environment variables by name. */
export type Variables = Readonly<Record<string, string>>;

/** The same as a container has them. */
export type ContainerEnv = readonly { readonly name: string; readonly value: string }[];

/** Variables as a list. */
export function listOf(variables: Variables): ContainerEnv {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** Variables with the beginning that their reader expects of every name. */
export function withPrefix(prefix: string, variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [prefix + name, value]));
}
