import { gzipSync } from "node:zlib";
import { platform } from "../../../config/platform/platform.ts";
import { plannedReleases } from "../../../config/platform/releases.ts";
import type { Cluster } from "../../../kubernetes/connect.ts";

const own = new Map(plannedReleases(platform.parse({})).map(({ chart }) => [chart.name, chart.version]));

/** A revision as a test says it; what it does not say is that of a first revision of our own chart that got through. */
export interface Given {
  readonly revision?: number;
  readonly status?: string;
  /** Helm's sentence about how it ended. */
  readonly description?: string;
  readonly chart?: string;
  readonly version?: string;
  /** Install-only Jobs, each with how it ended; "" is one that was not come to. */
  readonly installOnly?: Readonly<Record<string, string>>;
  /** The same Jobs at a position of upgrades too, as a recovery puts them. */
  readonly everyRun?: Readonly<Record<string, string>>;
}

/** When every revision of a test was begun. */
export const BEGUN = "2026-11-21T16:22:01Z";

/** A record of Helm's as its Secret holds it. */
export function recordOf(given: Given): string {
  const { revision = 1, status = "deployed", chart = "bk-services", version = own.get(chart) } = given;
  const stored = {
    name: "any",
    version: revision,
    info: {
      status,
      description: given.description ?? "Install complete",
      first_deployed: "2026-11-21T16:22:01.987654321Z",
      last_deployed: "2026-11-21T16:22:01.98Z",
    },
    chart: { metadata: { name: chart, version } },
    hooks: [
      ...hooks(given.installOnly, ["pre-install"]),
      ...hooks(given.everyRun, ["pre-install", "pre-upgrade"]),
      { kind: "Secret", name: "only-with-the-first", events: ["pre-install"], last_run: {} },
    ],
  };
  const packed = gzipSync(JSON.stringify(stored)).toString("base64");
  return Buffer.from(packed).toString("base64");
}

function hooks(jobs: Given["installOnly"], events: readonly string[]): object[] {
  return Object.entries(jobs ?? {}).map(([name, phase]) => ({
    kind: "Job",
    name,
    events,
    delete_policies: ["before-hook-creation"],
    last_run: { started_at: "", completed_at: "", phase },
  }));
}

/** An API server that has these releases, by name, and counts what it is asked. */
export function clusterWith(
  releases: Readonly<Record<string, readonly Given[]>>,
): Cluster & { asked: string[] } {
  const asked: string[] = [];
  return {
    server: "https://cluster.example.com",
    asked,
    request: (method, path) => {
      asked.push(`${method} ${path}`);
      const name = /name%3D([\w-]+)/.exec(path)?.[1] ?? "";
      const items = (releases[name] ?? []).map((given) => ({ data: { release: recordOf(given) } }));
      return Promise.resolve({ items });
    },
  };
}
