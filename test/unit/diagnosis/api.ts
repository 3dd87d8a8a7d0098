import { ApiError, type Cluster } from "../../../kubernetes/connect.ts";

/** An API server that has these objects, by the last part of their path, and these logs; it counts what it is asked. */
export class FakeApi {
  readonly asked: string[] = [];
  readonly #lists: Readonly<Record<string, readonly object[]>>;
  readonly #log: (path: string) => string | Promise<string>;

  constructor(
    lists: Readonly<Record<string, readonly object[]>>,
    log: (path: string) => string | Promise<string> = () => "",
  ) {
    this.#lists = lists;
    this.#log = log;
  }

  /** For `Surroundings.connect`. */
  readonly connect = (): Promise<Cluster> =>
    Promise.resolve({
      server: "https://api.test",
      request: async (_method, path, _body, options) => {
        this.asked.push(path);
        if (path.includes("/log?")) return Promise.race([this.#log(path), aborted(options?.signal)]);
        const [, what = "", query = ""] = /\/([a-z]+)(\?.*)?$/.exec(path) ?? [];
        // Helm's records are asked for by a label.
        if (query.includes("labelSelector")) return { items: [] };
        const items = this.#lists[what];
        if (items === FORBIDDEN) throw new ApiError(403, "Forbidden", `${what} is forbidden`);
        return { items: items ?? [] };
      },
    });
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => {
      reject(new Error("aborted"));
    });
  });
}

/** For a kind that may not be read. */
export const FORBIDDEN: readonly object[] = [];

const OF_RELEASE = { "app.kubernetes.io/instance": "bk-paas3" };

/** A Job of the release `bk-paas3` that failed, and the pod in which it did. */
export function failedJob(name: string, env: readonly object[] = []): { job: object; pod: object } {
  const condition = {
    type: "Failed",
    status: "True",
    reason: "BackoffLimitExceeded",
    message: "Job has failed",
  };
  const terminated = { exitCode: 1, reason: "Error" };
  return {
    job: { metadata: { name, uid: name, labels: OF_RELEASE }, status: { conditions: [condition] } },
    pod: {
      metadata: { name: `${name}-x2x4z`, ownerReferences: [{ kind: "Job", name, uid: name }] },
      spec: { containers: [{ name: "migrate", env }] },
      status: { phase: "Failed", containerStatuses: [{ name: "migrate", state: { terminated } }] },
    },
  };
}

/** A Secret as the server has it. */
export function secret(data: Readonly<Record<string, string>>): object {
  const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString("base64")]);
  return { metadata: { name: "bkpaas3-apiserver-secrets" }, data: Object.fromEntries(encoded) as object };
}
