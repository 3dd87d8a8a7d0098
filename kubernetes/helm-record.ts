import { gunzipSync } from "node:zlib";
import type { Cluster } from "./connect.ts";

/** A hook of a revision, and how its run in this revision ended. */
export interface Hook {
  readonly kind: string;
  readonly name: string;
  /** `pre-install`, `post-upgrade`, … */
  readonly events: readonly string[];
  /** `Succeeded`, `Failed`, `Running` or `Unknown`; undefined where this revision did not come to it. */
  readonly phase: string | undefined;
  /** When Helm deletes it: `before-hook-creation`, `hook-succeeded`, `hook-failed`. */
  readonly deletePolicies: readonly string[];
}

/** One revision of a release, as Helm keeps it in the cluster. */
export interface Revision {
  readonly revision: number;
  /** `deployed`, `superseded`, `failed`, `pending-install`, `uninstalling`, … */
  readonly status: string;
  /** Helm's sentence about the outcome. */
  readonly description: string;
  readonly chart: { readonly name: string; readonly version: string };
  /** When the release was first installed, and when this revision was begun: RFC 3339, to the second. */
  readonly firstDeployed: string;
  readonly lastDeployed: string;
  readonly hooks: readonly Hook[];
}

/**
 * Every revision of a release that Helm still keeps, oldest first; none where there is no release. One request.
 * Helm's storage is Secrets of type helm.sh/release.v1 with labels (helm.sh/docs/topics/advanced, "Storage backends").
 * @throws ApiError, Unreachable
 */
export async function historyOf(cluster: Cluster, namespace: string, name: string): Promise<Revision[]> {
  const query = new URLSearchParams({
    labelSelector: `owner=helm,name=${name}`,
    fieldSelector: "type=helm.sh/release.v1",
  });
  const path = `/api/v1/namespaces/${namespace}/secrets?${query.toString()}`;
  const { items } = (await cluster.request("GET", path)) as { items: { data: { release: string } }[] };
  return items.map(({ data }) => decodeRecord(data.release)).sort((a, b) => a.revision - b.revision);
}

/** What a record says, as far as this program asks. */
interface Stored {
  readonly version: number;
  readonly info: {
    readonly status: string;
    readonly description?: string;
    readonly first_deployed: string;
    readonly last_deployed: string;
  };
  readonly chart: { readonly metadata: { readonly name: string; readonly version: string } };
  readonly hooks?: readonly StoredHook[] | null;
}

interface StoredHook {
  readonly kind: string;
  readonly name: string;
  readonly events?: readonly string[] | null;
  readonly delete_policies?: readonly string[] | null;
  readonly last_run?: { readonly phase?: string };
}

/** Reads the field `release` of such a Secret: JSON in gzip in base64 (Helm), in base64 once more (Kubernetes). */
export function decodeRecord(release: string): Revision {
  const packed = Buffer.from(Buffer.from(release, "base64").toString("latin1"), "base64");
  const { version, info, chart, hooks } = JSON.parse(gunzipSync(packed).toString()) as Stored;
  return {
    revision: version,
    status: info.status,
    description: info.description ?? "",
    chart: { name: chart.metadata.name, version: chart.metadata.version },
    firstDeployed: toTheSecond(info.first_deployed),
    lastDeployed: toTheSecond(info.last_deployed),
    hooks: (hooks ?? []).map(hookOf),
  };
}

function hookOf({ kind, name, events, delete_policies, last_run }: StoredHook): Hook {
  return {
    kind,
    name,
    events: events ?? [],
    phase: last_run?.phase ? last_run.phase : undefined,
    deletePolicies: delete_policies ?? [],
  };
}

function toTheSecond(time: string): string {
  return time.replace(/\.\d+/, "");
}
