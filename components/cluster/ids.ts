import { uuidOf } from "./fixture.ts";

/** By what the platform knows a cluster. */
export interface ClusterIds {
  /** Primary key of its row, a UUID. */
  readonly id: string;
  readonly name: string;
}

/** The ServiceAccount that this program makes for the platform, called as by the script of BlueKing's helmfile. */
export const PLATFORM_ACCOUNT = "bk-paasengine";

/** Primary key of a cluster that this program registers: the same in every run, another one in every environment. */
export function clusterId(name: string, sharedDomain: string): string {
  return uuidOf(`${name}.clusters.${sharedDomain}`);
}
