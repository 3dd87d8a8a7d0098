import { type Problem, setCommand } from "./problem.ts";

/**
 * Namespaces that begin with bkapp belong to applications (the platform's deployment FAQ).
 * @param example a name that would do
 */
export function noApplicationsNamespace(
  key: string,
  namespace: string | undefined,
  example: string,
): Problem[] {
  if (!namespace?.startsWith("bkapp")) return [];
  const rule = "must not begin with bkapp: such namespaces belong to applications";
  return [{ key, rule, fix: setCommand(key, example, false) }];
}
