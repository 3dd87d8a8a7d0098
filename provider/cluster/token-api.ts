import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Cluster, orNothing } from "../../kubernetes/connect.ts";
import type { Context } from "../kind.ts";
import { Conflict } from "../ownership.ts";

/** Whose token it is. */
export interface Account {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** The Secret that a token is bound to. */
export interface Marker {
  readonly name: string;
  readonly uid: string;
}

/** A token as the API server gave it. */
export interface Granted {
  readonly token: string;
  readonly expires: string;
  readonly grantedSeconds: number;
}

/** How long the controller manager may take to publish the authority in a new namespace, in milliseconds. */
const AUTHORITY_DEADLINE = 30_000;

/** ServiceAccounts and their tokens, in one cluster. */
export class TokenApi {
  readonly #cluster: Cluster;
  readonly #context: Context;

  constructor(cluster: Cluster, context: Context) {
    this.#cluster = cluster;
    this.#context = context;
  }

  /**
   * Makes the Secret that a token is bound to. It belongs to the ServiceAccount, and goes with it.
   * @throws Conflict where there is no such ServiceAccount
   */
  async mark({ namespace, serviceAccount }: Account, edition: number): Promise<Marker> {
    const path = `${inNamespace(namespace)}/serviceaccounts/${serviceAccount}`;
    const owner = (await orNothing(this.#ask("GET", path))) as { metadata: Marker } | undefined;
    if (!owner) {
      throw new Conflict(
        `there is no ServiceAccount ${namespace}/${serviceAccount}: make it first, then run the update again`,
      );
    }
    const { metadata } = (await this.#ask("POST", `${inNamespace(namespace)}/secrets`, {
      metadata: {
        name: `${serviceAccount}-token-${edition}-${randomBytes(4).toString("hex")}`,
        ownerReferences: [
          { apiVersion: "v1", kind: "ServiceAccount", name: serviceAccount, uid: owner.metadata.uid },
        ],
      },
      type: "Opaque",
    })) as { metadata: Marker };
    return metadata;
  }

  /** Ends the token that is bound to a marker; nothing where the marker is gone. */
  async unmark(namespace: string, marker: string): Promise<void> {
    await orNothing(this.#ask("DELETE", `${inNamespace(namespace)}/secrets/${marker}`));
  }

  /** A new token, which lives as long as its marker, and not longer than granted. */
  async grant(
    { namespace, serviceAccount }: Account,
    { name, uid }: Marker,
    lifetimeSeconds: number,
  ): Promise<Granted> {
    const path = `${inNamespace(namespace)}/serviceaccounts/${serviceAccount}/token`;
    const boundObjectRef = { apiVersion: "v1", kind: "Secret", name, uid };
    const { spec, status } = (await this.#ask("POST", path, {
      spec: { expirationSeconds: lifetimeSeconds, boundObjectRef },
    })) as { spec: { expirationSeconds: number }; status: { token: string; expirationTimestamp: string } };
    return {
      token: status.token,
      expires: status.expirationTimestamp,
      grantedSeconds: spec.expirationSeconds,
    };
  }

  /** Why the API server refuses a token; undefined where it takes it. It remembers a token that it took for ten seconds. */
  async refusal(token: string): Promise<string | undefined> {
    const { status } = (await this.#ask("POST", "/apis/authentication.k8s.io/v1/tokenreviews", {
      apiVersion: "authentication.k8s.io/v1",
      kind: "TokenReview",
      spec: { token },
    })) as { status: { authenticated?: boolean; error?: string } };
    return status.authenticated === true ? undefined : (status.error ?? "it is not known");
  }

  /**
   * The cluster's authority, as base64 of PEM. In a new namespace it is waited for.
   * @throws Conflict where it is not published
   */
  async authority(namespace: string): Promise<string> {
    const path = `${inNamespace(namespace)}/configmaps/kube-root-ca.crt`;
    const deadline = Date.now() + AUTHORITY_DEADLINE;
    for (;;) {
      const found = (await orNothing(this.#ask("GET", path))) as
        { data?: Readonly<Record<string, string>> } | undefined;
      const pem = found?.data?.["ca.crt"];
      if (pem !== undefined) return Buffer.from(pem).toString("base64");
      if (Date.now() > deadline) {
        throw new Conflict(
          `the namespace ${namespace} has no ConfigMap kube-root-ca.crt: look after the controller manager, which publishes it ` +
            "(root-ca-cert-publisher), then run the update again",
        );
      }
      await delay(200, undefined, { signal: this.#context.signal });
    }
  }

  #ask(method: "DELETE" | "GET" | "POST", path: string, body?: object): Promise<unknown> {
    return this.#cluster.request(method, path, body, { signal: this.#context.signal });
  }
}

function inNamespace(namespace: string): string {
  return `/api/v1/namespaces/${namespace}`;
}
