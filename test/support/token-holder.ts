import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { ApiError, type Cluster, type Method, connect } from "../../kubernetes/connect.ts";

/** What the platform is told: base64 of the authority, the token decoded. */
export interface TokenLogin {
  readonly ca: string;
  readonly token: string;
}

/** The API server remembers for ten seconds that it took a token. */
const MEMORY = 20_000;

/** Whoever has a token and the cluster's authority, and nothing else. */
export class TokenHolder {
  readonly #cluster: Promise<Cluster>;

  constructor(server: string, { ca, token }: TokenLogin) {
    const named = (name: string, what: object): object => ({ name, ...what });
    const kubeconfig = {
      apiVersion: "v1",
      kind: "Config",
      clusters: [named("c", { cluster: { server, "certificate-authority-data": ca } })],
      users: [named("u", { user: { token } })],
      contexts: [named("x", { context: { cluster: "c", user: "u" } })],
      "current-context": "x",
    };
    this.#cluster = connect({ kubeconfig: JSON.stringify(kubeconfig) });
  }

  /** @throws ApiError where it is refused */
  async ask(method: Method, path: string, body?: object): Promise<unknown> {
    return (await this.#cluster).request(method, path, body);
  }

  /** HTTP status of the answer. */
  async status(method: Method, path: string, body?: object): Promise<number> {
    try {
      await this.ask(method, path, body);
      return 200;
    } catch (error) {
      if (error instanceof ApiError) return error.status;
      throw error;
    }
  }

  /** Whether the API server says that this may be done. */
  async may(verb: string, resource: string, more: Readonly<Record<string, string>> = {}): Promise<boolean> {
    const review = {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes: { verb, resource, ...more } },
    };
    const path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    const { status } = (await this.ask("POST", path, review)) as { status: { allowed: boolean } };
    return status.allowed;
  }

  /** Waits until the token is refused. */
  async refused(): Promise<void> {
    const deadline = Date.now() + MEMORY;
    while ((await this.status("GET", "/version")) !== 401) {
      assert.ok(Date.now() < deadline, "the token is still taken");
      await delay(200);
    }
  }
}
