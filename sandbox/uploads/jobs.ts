import type { UploadName } from "../../config/uploads.ts";

/** A resource in a state, as far as it tells what it is. */
interface Known {
  readonly urn: string;
  readonly type: string;
}

/** URNs of the Jobs that do one upload (components/uploads/uploads.ts); of the pool one for each instance. */
export function jobsOf(name: UploadName, resources: readonly Known[]): string[] {
  return resources
    .filter(({ type }) => type === "kubernetes:batch/v1:Job")
    .map(({ urn }) => urn)
    .filter((urn) => {
      const resource = urn.split("::").at(-1) ?? "";
      return name === "redis" ? resource.startsWith("uploads-redis-") : resource === `uploads-${name}`;
    });
}
