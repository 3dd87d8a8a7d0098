import type { ChartName, ObjectPlace } from "../../config/secrets/place.ts";

/** Values, as JSON or YAML has them. */
export type Values = Readonly<Record<string, unknown>>;

/** Values of one release, or of files that would become such. */
export interface ReleaseSource {
  /** How a message names it. */
  readonly name: string;
  readonly chart: ChartName;
  readonly values: Values;
}

/** A Secret or ConfigMap, its entries opened. */
export interface ObjectSource {
  readonly kind: ObjectPlace["kind"];
  readonly name: string;
  readonly entries: Readonly<Record<string, string>>;
}

/** Everything that keys are looked for in. */
export interface Sources {
  readonly releases: readonly ReleaseSource[];
  readonly objects: readonly ObjectSource[];
}

/** What stands at a path of values, its keys with dots between them; undefined where nothing does. */
export function at(values: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((here, key) => (isMap(here) ? here[key] : undefined), values);
}

/** Whether a value is a map of keys to values. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
