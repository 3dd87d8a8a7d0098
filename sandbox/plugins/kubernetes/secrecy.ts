import { type Properties, Secret, hasSecret, isProperties } from "../../../provider/protocol/value.ts";

/**
 * Makes secret in `plain` what is secret in `pattern`, and the data of every Secret. A list with a secret
 * inside becomes secret as a whole: the server may order its items otherwise.
 */
export function keepSecrecy(plain: Properties, pattern: Properties): Properties {
  const isSecretKind = plain.kind === "Secret";
  const entries = Object.entries(plain).map(([key, value]) => {
    if (isSecretKind && (key === "data" || key === "stringData")) return [key, new Secret(value)] as const;
    const model = pattern[key];
    if (isProperties(value) && isProperties(model)) return [key, keepSecrecy(value, model)] as const;
    return [key, model !== undefined && hasSecret(model) ? new Secret(value) : value] as const;
  });
  return Object.fromEntries(entries);
}
