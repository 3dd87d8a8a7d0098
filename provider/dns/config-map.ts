import { ApiError, type Cluster, orNothing } from "../../kubernetes/connect.ts";
import type { Context } from "../kind.ts";
import { Conflict } from "../ownership.ts";

/** Where a Corefile stands. */
export interface CorefilePlace {
  readonly namespace: string;
  readonly configMap: string;
  readonly key: string;
}

interface ConfigMap {
  readonly metadata: { readonly resourceVersion: string };
  readonly data?: Readonly<Record<string, string>>;
}

interface Service {
  readonly spec?: { readonly clusterIP?: string };
}

/** How often a change begins anew because somebody else was faster; each time somebody got on. */
const TRIES = 30;

/** The ConfigMap of CoreDNS, and Services, in one cluster. */
export class CorefileApi {
  readonly #cluster: Cluster;
  readonly #context: Context;

  constructor(cluster: Cluster, context: Context) {
    this.#cluster = cluster;
    this.#context = context;
  }

  /** The Corefile; undefined where there is no such ConfigMap, empty where it has no such key. */
  async read({ namespace, configMap, key }: CorefilePlace): Promise<string | undefined> {
    const found = await this.#find(namespace, configMap);
    return found && (found.data?.[key] ?? "");
  }

  /**
   * Changes the Corefile, and nothing else of its ConfigMap. What somebody else writes at the same time is not lost: the change
   * is refused by its resourceVersion and made again on what he wrote. A Corefile that becomes empty is removed.
   * @param edit is told what stands under the other keys too: CoreDNS may read them beside this one
   * @throws Conflict where there is no such ConfigMap
   */
  async change(
    place: CorefilePlace,
    edit: (corefile: string, others: readonly string[]) => string,
  ): Promise<void> {
    for (let tried = 1; ; tried++) {
      const found = await this.#find(place.namespace, place.configMap);
      if (!found) throw missing(place);
      const { [place.key]: before = "", ...others } = found.data ?? {};
      const after = edit(before, Object.values(others));
      if (after === before || (await this.#write(place, found, after, tried))) return;
    }
  }

  /** Address of a Service within the cluster. @throws Conflict where it has none */
  async clusterIp(service: string): Promise<string> {
    const [namespace = "", name = ""] = service.split("/");
    const path = `/api/v1/namespaces/${namespace}/services/${name}`;
    const found = (await orNothing(this.#request("GET", path))) as Service | undefined;
    const ip = found?.spec?.clusterIP;
    if (ip && ip !== "None") return ip;
    throw new Conflict(
      `the Service ${service} ${found ? "has no cluster IP" : "does not exist"}: install the Ingress controller first, or ` +
        "give its Service, or an IP address, as target",
    );
  }

  #find(namespace: string, name: string): Promise<ConfigMap | undefined> {
    return orNothing(this.#request("GET", configMapPath(namespace, name))) as Promise<ConfigMap | undefined>;
  }

  /** @returns false where somebody else wrote since it was read */
  async #write(place: CorefilePlace, found: ConfigMap, text: string, tried: number): Promise<boolean> {
    const { resourceVersion } = found.metadata;
    const body = { metadata: { resourceVersion }, data: { [place.key]: text === "" ? null : text } };
    try {
      await this.#request("PATCH", configMapPath(place.namespace, place.configMap), body);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 409) || tried === TRIES) throw error;
      this.#context.report("info", `${place.configMap} was changed by somebody else; trying again`);
      return false;
    }
  }

  #request(method: "GET" | "PATCH", path: string, body?: object): Promise<unknown> {
    const { signal } = this.#context;
    return this.#cluster.request(method, path, body, {
      type: body && "application/merge-patch+json",
      signal,
    });
  }
}

function configMapPath(namespace: string, name: string): string {
  return `/api/v1/namespaces/${namespace}/configmaps/${name}`;
}

function missing({ namespace, configMap }: CorefilePlace): Conflict {
  return new Conflict(
    `there is no ConfigMap ${namespace}/${configMap}: give namespace and configMap as CoreDNS of this cluster has them, or ` +
      "let the pods resolve the names otherwise",
  );
}
