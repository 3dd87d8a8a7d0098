import { existsSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import os from "node:os";
import { text as textOf } from "node:stream/consumers";
import type { KubeConfig } from "@kubernetes/client-node";

/** How long one request may take unless it is said, in seconds. */
const REQUEST_SECONDS = 30;

/** Which cluster, as the section `kubernetes` of the configuration says it. */
export interface ClusterSettings {
  /** Path of a kubeconfig, or its text; without it KUBECONFIG, then ~/.kube/config, counts. */
  readonly kubeconfig?: string | undefined;
  /** Context in the kubeconfig; without it the current one. */
  readonly context?: string | undefined;
}

/** What a request may say beside its path. */
export interface RequestOptions {
  /** Content type of the body: application/json without it; a PATCH needs one of its own. */
  readonly type?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
  /** Ends the request early. */
  readonly signal?: AbortSignal | undefined;
}

/** The methods the API server knows. */
export type Method = "DELETE" | "GET" | "PATCH" | "POST" | "PUT";

/** The API server of one cluster. */
export interface Cluster {
  /** Its address, for messages. */
  readonly server: string;
  /**
   * One request. The answer is what JSON says, or text where it is none, such as a container's log.
   * @param path with the query, such as `/api/v1/namespaces/kube-system/configmaps/coredns`
   * @throws ApiError where the server refuses, Unreachable where none answers in time
   */
  request(method: Method, path: string, body?: object, options?: RequestOptions): Promise<unknown>;
}

/** The API server's refusal; the message is its own. */
export class ApiError extends Error {
  /** HTTP status: 404, 409 … */
  readonly status: number;
  /** The server's word for it: NotFound, Conflict, AlreadyExists, Forbidden … */
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/** No API server answers, or none is known; the message says what to do. */
export class Unreachable extends Error {}

/**
 * The cluster of a kubeconfig, with every way to log in that the official client of Node.js knows, commands included. Asks
 * nothing yet. The client is loaded only here: that takes most of a second.
 * @throws Unreachable where the kubeconfig or the context does not exist
 */
export async function connect({ kubeconfig, context }: ClusterSettings = {}): Promise<Cluster> {
  const client = await import("@kubernetes/client-node");
  const config = new client.KubeConfig();
  load(config, kubeconfig);
  if (context !== undefined) config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw noContext(config);
  return {
    server,
    request: (method, path, body, options = {}) => request(config, server, { method, path, body, options }),
  };
}

/** Waits for an answer that is "not found" as for nothing. @throws every other refusal */
export async function orNothing<Found>(answer: Promise<Found>): Promise<Found | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

function load(config: KubeConfig, kubeconfig: string | undefined): void {
  if (kubeconfig === undefined || kubeconfig === "") {
    config.loadFromDefault();
  } else if (/[\n{]/.test(kubeconfig)) {
    config.loadFromString(kubeconfig);
  } else {
    const file = kubeconfig.replace(/^~(?=\/)/, os.homedir());
    if (!existsSync(file)) {
      throw new Unreachable(
        `there is no kubeconfig at ${file}: correct kubernetes.kubeconfig, or KUBECONFIG`,
      );
    }
    config.loadFromFile(file);
  }
}

function noContext(config: KubeConfig): Unreachable {
  const known = config.getContexts().map(({ name }) => name);
  return new Unreachable(
    `the kubeconfig has no cluster for the context ${JSON.stringify(config.getCurrentContext())}; its contexts are ` +
      `${known.join(", ") || "none"}: correct kubernetes.context`,
  );
}

interface Request {
  readonly method: Method;
  readonly path: string;
  readonly body: object | undefined;
  readonly options: RequestOptions;
}

/** The login is asked for anew with each request: a token of a command may have run out. */
async function request(config: KubeConfig, server: string, asked: Request): Promise<unknown> {
  const { method, path, options } = asked;
  const login: https.RequestOptions = {};
  await config.applyToHTTPSOptions(login);
  const seconds = options.timeoutSeconds ?? REQUEST_SECONDS;
  const limit = AbortSignal.timeout(1000 * seconds);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  try {
    return await exchange(new URL(server.replace(/\/$/, "") + path), asked, { ...login, method, signal });
  } catch (error) {
    if (error instanceof ApiError || options.signal?.aborted) throw error;
    const why = limit.aborted ? `nothing within ${seconds} s` : (error as Error).message;
    throw new Unreachable(
      `${method} ${path}: the API server at ${server} does not answer (${why}). Check the kubeconfig, its context and the ` +
        "way to the server; then run the same command again.",
      { cause: error },
    );
  }
}

function exchange(url: URL, { body, options }: Request, login: https.RequestOptions): Promise<unknown> {
  const content = body && JSON.stringify(body);
  const headers = {
    accept: "application/json, */*",
    ...(login.headers as http.OutgoingHttpHeaders | undefined),
    // Without its length Node sends the body of a DELETE as the beginning of the next request.
    ...(content && {
      "content-type": options.type ?? "application/json",
      "content-length": Buffer.byteLength(content),
    }),
  };
  const { request: send } = url.protocol === "http:" ? http : https;
  return new Promise((resolve, reject) => {
    const sent = send(url, { ...login, headers }, (response) => {
      textOf(response)
        .then((text) => {
          resolve(meaning(response, text));
        })
        .catch(reject);
    });
    sent.once("error", reject);
    sent.end(content);
  });
}

/** @throws ApiError for anything but success */
function meaning({ statusCode = 0, headers }: http.IncomingMessage, text: string): unknown {
  const isJson = headers["content-type"]?.startsWith("application/json") === true;
  const said: unknown = isJson ? JSON.parse(text) : text;
  if (statusCode < 400) return said;
  const { reason = "", message = text } = (isJson ? said : {}) as { reason?: string; message?: string };
  throw new ApiError(statusCode, reason, message || `HTTP ${statusCode}`);
}
