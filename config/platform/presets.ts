/** The words for how large a platform is. */
export const presetNames = ["dev", "small", "production"] as const;

/** How large a platform is. */
export type PresetName = (typeof presetNames)[number];

/** A process's cores and memory, as Kubernetes quantities. */
export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** Kinds of process, each sized alike. */
export type ProcessKind = "web" | "worker" | "page" | "addon" | "job";

/** What one kind of process is given. */
export interface Share {
  readonly replicas: number;
  readonly resources: Resources;
}

/** How large a platform is. */
export interface Preset {
  /** Jobs and CronJobs have one pod. */
  readonly shares: Readonly<Record<ProcessKind, Share>>;
  /** Whether nodes may be drained only pod by pod, and pods of a process are put on different nodes. */
  readonly spread: boolean;
}

const share = (
  replicas: number,
  cpu: string,
  memory: string,
  cpuLimit: string,
  memoryLimit: string,
): Share => ({
  replicas,
  resources: { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory: memoryLimit } },
});

/**
 * The presets. `small` is what chart bkpaas3 0.1.3 gives its own processes (web as its apiserver, job as its init-data), but
 * for webfe: it gives the page's nginx as much as a worker. No limit is below the chart's: with 8 workers of gunicorn, or 6 of
 * celery, less memory ends a process at its first busy hour. `production` asks for what they hold at work.
 */
export const presets: Readonly<Record<PresetName, Preset>> = {
  dev: {
    spread: false,
    shares: {
      web: share(1, "50m", "512Mi", "1", "4Gi"),
      worker: share(1, "50m", "512Mi", "1", "2Gi"),
      page: share(1, "10m", "32Mi", "200m", "128Mi"),
      addon: share(1, "20m", "128Mi", "500m", "768Mi"),
      job: share(1, "100m", "512Mi", "2", "8Gi"),
    },
  },
  small: {
    spread: false,
    shares: {
      web: share(1, "100m", "1Gi", "1", "4Gi"),
      worker: share(1, "100m", "1Gi", "1", "2Gi"),
      page: share(1, "50m", "64Mi", "500m", "256Mi"),
      addon: share(1, "100m", "256Mi", "500m", "768Mi"),
      job: share(1, "1", "1Gi", "2", "8Gi"),
    },
  },
  production: {
    spread: true,
    shares: {
      web: share(3, "1", "2Gi", "4", "8Gi"),
      worker: share(2, "500m", "2Gi", "4", "8Gi"),
      page: share(2, "100m", "128Mi", "1", "512Mi"),
      addon: share(2, "200m", "512Mi", "1", "2Gi"),
      job: share(1, "1", "2Gi", "2", "8Gi"),
    },
  },
};

/** A preset with other replicas where they are configured; Jobs keep their one pod. */
export function presetOf(name: PresetName, replicas?: number): Preset {
  const preset = presets[name];
  if (replicas === undefined) return preset;
  const shares = Object.entries(preset.shares).map(([kind, share]) => [
    kind,
    kind === "job" ? share : { ...share, replicas },
  ]);
  return { ...preset, shares: Object.fromEntries(shares) as Preset["shares"] };
}
