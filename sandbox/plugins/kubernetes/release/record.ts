import { parseAllDocuments } from "yaml";
import type { Properties } from "../../../../provider/protocol/value.ts";
import { HelmError, helm } from "./helm.ts";
import type { Place } from "./inputs.ts";

/** The newest revision of a release, as helm keeps it in the cluster. */
export interface ReleaseRecord {
  readonly revision: number;
  /** `deployed`, `failed`, `pending-install`, `pending-upgrade`, … */
  readonly status: string;
  /** When this revision was begun, in milliseconds since 1970. */
  readonly begunAt: number;
  /** The values given to helm, without the chart's own. */
  readonly values: Properties;
  readonly chart: { readonly name: string; readonly version: string; readonly appVersion: string };
  /** Names of the objects in the manifest by `Kind.group/apiVersion`. */
  readonly resourceNames: Properties;
}

/** Reads the newest revision; undefined when there is no such release. */
export async function readRecord(
  place: Place,
  cluster: readonly string[],
): Promise<ReleaseRecord | undefined> {
  const read = (...command: string[]): Promise<string> =>
    helm([...command, place.name, "--output=json", ...cluster]);
  try {
    const [status, metadata] = await Promise.all([read("status"), read("get", "metadata")]);
    return recordOf(JSON.parse(status) as HelmStatus, JSON.parse(metadata) as HelmMetadata);
  } catch (error) {
    if (error instanceof HelmError && /release: not found/.test(error.message)) return undefined;
    throw error;
  }
}

interface HelmStatus {
  readonly version: number;
  readonly info: { readonly status: string; readonly last_deployed: string };
  readonly config?: Properties;
  readonly manifest?: string;
}

interface HelmMetadata {
  readonly chart: string;
  readonly version: string;
  readonly appVersion?: string;
}

function recordOf(status: HelmStatus, metadata: HelmMetadata): ReleaseRecord {
  return {
    revision: status.version,
    status: status.info.status,
    begunAt: Date.parse(status.info.last_deployed),
    values: status.config ?? {},
    chart: { name: metadata.chart, version: metadata.version, appVersion: metadata.appVersion ?? "" },
    resourceNames: resourceNames(status.manifest ?? ""),
  };
}

interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** `{"Deployment.apps/apps/v1": ["web"], "Secret/v1": ["keys"]}`; an object elsewhere is `namespace/name`. */
export function resourceNames(manifest: string): Properties {
  const names: Record<string, string[]> = {};
  for (const document of parseAllDocuments(manifest)) {
    const object = document.toJS() as ManifestObject | null;
    if (!object?.kind) continue;
    const { apiVersion, kind, metadata } = object;
    const group = apiVersion.includes("/") ? `.${apiVersion.split("/")[0] ?? ""}` : "";
    const name = metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;
    (names[`${kind}${group}/${apiVersion}`] ??= []).push(name);
  }
  for (const [key, unsorted] of Object.entries(names)) names[key] = [...new Set(unsorted)].sort();
  return names;
}
