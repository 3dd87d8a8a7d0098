import http from "node:http";
import https from "node:https";
import { ApiError, Unreachable, orNothing } from "../../../../kubernetes/connect.ts";
import { type Properties, type Value, toJson } from "../../../../provider/protocol/value.ts";
import type { KubeConfigView } from "./kubeconfig.ts";

/** How long a request may take before the server counts as gone, in milliseconds. */
const REQUEST_TIMEOUT = 60_000;

export const JSON_TYPE = "application/json";
/** Server-side apply; JSON is YAML. */
export const APPLY_TYPE = "application/apply-patch+yaml";
/** RFC 6902: a list of operations. */
export const OPERATIONS_TYPE = "application/json-patch+json";

/** An object as the API server stores it. */
export type KubernetesObject = Properties;

export type Query = Readonly<Record<string, string>>;

/** JSON over HTTP(S) to one API server, connections kept open. Paths start with `/api` or `/apis`. */
export class ApiClient {
  readonly #base: URL;
  readonly #headers: http.OutgoingHttpHeaders;
  readonly #transport: typeof http | typeof https;
  readonly #agent: http.Agent;

  constructor(config: KubeConfigView) {
    this.#base = config.server;
    this.#headers = { accept: JSON_TYPE, "user-agent": "pulumi-kubernetes-sandbox" };
    if (config.token !== undefined) this.#headers.authorization = `Bearer ${config.token}`;
    const secure = this.#base.protocol === "https:";
    this.#transport = secure ? https : http;
    const { certificateAuthority: ca, clientCertificate: cert, clientKey: key } = config;
    this.#agent = secure
      ? new https.Agent({ keepAlive: true, ca, cert, key, rejectUnauthorized: !config.insecure })
      : new http.Agent({ keepAlive: true });
  }

  /** @throws ApiError */
  get(path: string, query?: Query): Promise<KubernetesObject> {
    return this.#send("GET", path, { query });
  }

  /** The object, or undefined when there is none. */
  find(path: string): Promise<KubernetesObject | undefined> {
    return orNothing(this.get(path));
  }

  /** The items of a list, `labelSelector` and the like in the query. */
  async list(path: string, query: Query): Promise<KubernetesObject[]> {
    const list = await this.get(path, query);
    return (list.items ?? []) as KubernetesObject[];
  }

  post(path: string, body: KubernetesObject, query?: Query): Promise<KubernetesObject> {
    return this.#send("POST", path, { query, body, type: JSON_TYPE });
  }

  patch(path: string, type: string, body: Value, query?: Query): Promise<KubernetesObject> {
    return this.#send("PATCH", path, { query, body, type });
  }

  /** Asks for deletion; undefined when there was nothing to delete. */
  delete(path: string, body: KubernetesObject = {}): Promise<KubernetesObject | undefined> {
    return orNothing(this.#send("DELETE", path, { body, type: JSON_TYPE }));
  }

  #send(method: string, path: string, options: SendOptions): Promise<KubernetesObject> {
    const url = new URL(this.#base.pathname.replace(/\/$/, "") + path, this.#base);
    for (const [key, value] of Object.entries(options.query ?? {})) url.searchParams.set(key, value);
    const body = options.body === undefined ? "" : JSON.stringify(toJson(options.body));
    // Without its length Node sends the body of a DELETE as the beginning of the next request.
    const headers = { ...this.#headers, "content-length": Buffer.byteLength(body) };
    if (options.type !== undefined) headers["content-type"] = options.type;
    return new Promise((resolve, reject) => {
      const request = this.#transport.request(
        url,
        { method, headers, agent: this.#agent, timeout: REQUEST_TIMEOUT },
        (response) => {
          readText(response)
            .then((text) => {
              resolve(parse(response.statusCode ?? 0, text));
            })
            .catch(reject);
        },
      );
      request.on("timeout", () => request.destroy(new Error("the API server did not answer in a minute")));
      request.on("error", (error) => {
        reject(new Unreachable(`cannot reach the API server at ${this.#base.host}: ${error.message}`));
      });
      request.end(body);
    });
  }
}

interface SendOptions {
  readonly query?: Query | undefined;
  readonly body?: Value;
  readonly type?: string;
}

async function readText(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** @throws ApiError for anything but success */
function parse(status: number, text: string): KubernetesObject {
  const body = text.startsWith("{") ? (JSON.parse(text) as KubernetesObject) : { message: text };
  if (status < 400) return body;
  throw new ApiError(status, String(body.reason ?? ""), String(body.message ?? `HTTP ${status}`));
}
