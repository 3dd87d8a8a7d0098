import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";

/** Connections that are kept for the next request. */
export type Agent = http.Agent | https.Agent;

/** What one request consists of on the wire. */
export interface Request {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
  readonly agent: Agent;
}

/** What came back; which status means what is the caller's affair. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** An agent that keeps connections and, with https, knows the server's authority. */
export function agentFor(
  url: URL,
  tls: { readonly ca?: string | undefined; readonly verify: boolean },
): Agent {
  if (url.protocol === "http:") return new http.Agent({ keepAlive: true });
  return new https.Agent({ keepAlive: true, ca: tls.ca, rejectUnauthorized: tls.verify });
}

/** Sends one request. @throws Error of the connection, its `code` telling which. */
export function exchange({ url, method, headers, body, signal, agent }: Request): Promise<Answer> {
  const { request } = url.protocol === "http:" ? http : https;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, signal, agent }, (response) => {
      text(response).then((content) => {
        resolve({ status: response.statusCode ?? 0, text: content });
      }, reject);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
