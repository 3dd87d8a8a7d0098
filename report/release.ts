import { typeOf } from "./identity.ts";

/** Whether a resource is a Helm release. */
export function isRelease(id: string): boolean {
  return typeOf(id) === "kubernetes:helm.sh/v3:Release";
}
