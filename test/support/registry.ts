import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** The account that a registry of a test knows. */
export const PULLER = { user: "puller", password: "s3cret:with@signs" };

/** What is asked for without a word to the contrary: by a token of the registry's own, as Docker Hub and Harbor do. */
export type Authentication = "token" | "basic";

/** What goes wrong with a request. */
export type RegistryFault = "status-500" | "status-405" | "hang" | "close" | "web-page";

/** One request that reached the registry. */
export interface RegistryCall {
  /** As `HEAD /v2/blueking/paas3-webfe/manifests/0.1.3`. */
  readonly asked: string;
  /** `Basic`, `Bearer` or undefined. */
  readonly scheme: string | undefined;
}

/**
 * A registry on a free loopback port that speaks the HTTP API V2: manifests, challenges and tokens. Like the real ones it
 * gives everybody a token, which opens what is public only.
 */
export class TestRegistry {
  readonly calls: RegistryCall[] = [];
  /** What each request meets, told by its `asked`. */
  fault: (asked: string) => RegistryFault | undefined = () => undefined;
  /** Where tokens are given; the registry itself unless told. */
  realm: string | undefined;
  readonly #authentication: Authentication;
  /** Digests by repository and tag, as `blueking/paas3-webfe:0.1.3`. */
  readonly #manifests = new Map<string, string>();
  readonly #private: string[] = [];
  /** The tokens of the account; others are everybody's. */
  readonly #tokens = new Set<string>();
  readonly #server = http.createServer((request, response) => {
    this.#answer(request, response);
  });

  private constructor(authentication: Authentication) {
    this.#authentication = authentication;
  }

  static async start(authentication: Authentication = "token"): Promise<TestRegistry> {
    const registry = new TestRegistry(authentication);
    await once(registry.#server.listen(0, "127.0.0.1"), "listening");
    return registry;
  }

  /** As `127.0.0.1:4321`. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server.close(), "close");
    this.#server.closeAllConnections();
    await closed;
  }

  /** Holds an image, such as `blueking/paas3-webfe:0.1.3`. @returns its digest */
  push(image: string): string {
    const digest = `sha256:${createHash("sha256").update(image).digest("hex")}`;
    this.#manifests.set(image, digest);
    return digest;
  }

  /** Shows repositories below a path to the account only. */
  hide(path: string): void {
    this.#private.push(`${path}/`);
  }

  #answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method = "", url = "", headers } = request;
    const asked = `${method} ${url}`;
    const [scheme] = headers.authorization?.split(" ") ?? [];
    this.calls.push({ asked, scheme });
    const fault = this.fault(asked);
    if (fault) meet(fault, response);
    else if (url.startsWith("/token")) this.#giveToken(headers.authorization, response);
    else this.#showManifest(url, headers, response);
  }

  #giveToken(authorization: string | undefined, response: http.ServerResponse): void {
    if (authorization !== undefined && authorization !== basic()) {
      response.writeHead(401).end();
      return;
    }
    const token = randomUUID();
    if (authorization !== undefined) this.#tokens.add(token);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ token }));
  }

  #showManifest(url: string, headers: http.IncomingHttpHeaders, response: http.ServerResponse): void {
    const [, name = "", reference = ""] = /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(url) ?? [];
    if (!this.#mayPull(name, headers.authorization)) {
      response.writeHead(401, { "www-authenticate": this.#challenge(name) }).end();
      return;
    }
    const digest = this.#digestOf(name, reference);
    const isWanted = (headers.accept ?? "").includes("application/vnd.oci.image.index.v1+json");
    if (digest === undefined || !isWanted) {
      response.writeHead(404).end();
      return;
    }
    const type = "application/vnd.oci.image.index.v1+json";
    response.writeHead(200, { "content-type": type, "docker-content-digest": digest }).end();
  }

  /** Registries that give tokens ask everybody to bring one. */
  #mayPull(name: string, authorization: string | undefined): boolean {
    const isPublic = !this.#private.some((path) => name.startsWith(path));
    if (this.#authentication === "basic") return isPublic || authorization === basic();
    const [, token = ""] = authorization?.split("Bearer ") ?? [];
    return this.#tokens.has(token) || (isPublic && token !== "");
  }

  #challenge(name: string): string {
    if (this.#authentication === "basic") return 'Basic realm="registry"';
    const realm = this.realm ?? `http://${this.host}/token`;
    return `Bearer realm="${realm}",service="test",scope="repository:${name}:pull"`;
  }

  #digestOf(name: string, reference: string): string | undefined {
    const isHeld = ([image, digest]: [string, string]): boolean =>
      image === `${name}:${reference}` || (image.startsWith(`${name}:`) && digest === reference);
    return [...this.#manifests].find(isHeld)?.[1];
  }
}

function basic(): string {
  return `Basic ${Buffer.from(`${PULLER.user}:${PULLER.password}`).toString("base64")}`;
}

function meet(fault: RegistryFault, response: http.ServerResponse): void {
  if (fault === "hang") return;
  if (fault === "close") response.destroy();
  else if (fault === "web-page")
    response.writeHead(200, { "content-type": "text/html" }).end("<p>Welcome</p>");
  else response.writeHead(fault === "status-405" ? 405 : 500).end();
}
