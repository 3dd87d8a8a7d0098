import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { addressOf, answer, refusal, type Answer } from "./answer.ts";
import { basicCredentials } from "./authentication.ts";
import { DEFAULT_BEHAVIOUR, type Behaviour } from "./behaviour.ts";
import { Faults, type FaultKind } from "./faults.ts";
import type { BkrepoStore } from "./store.ts";

/** One request that came in, for counting; bodies and passwords are not kept. */
export interface CallRecord {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Whom the credentials name, right or wrong; empty without credentials. */
  readonly user: string;
  /** The HTTP status, or 0 where no answer was sent. */
  readonly status: number;
}

/** What a test does to a server and sees of it. */
export interface Watch {
  readonly faults?: Faults;
  /** Gets a record of every request, when its fate is known. */
  readonly calls?: CallRecord[];
}

/** The page of the gateway in front of bkrepo's services when one of them is away. */
const GATEWAY_PAGE: Answer = {
  status: 503,
  body: "<html><head><title>503 Service Temporarily Unavailable</title></head><body>openresty</body></html>",
};

/** Serves bkrepo's API over a store; the caller listens. */
export function createBkrepoServer(
  store: BkrepoStore,
  behaviour: Partial<Behaviour> = {},
  { faults = new Faults(), calls = [] }: Watch = {},
): Server {
  const complete = { ...DEFAULT_BEHAVIOUR, ...behaviour };
  return http.createServer((request, response) => {
    const fault = faults.take(request.method ?? "", addressOf(request).pathname);
    void fate(store, complete, request, fault).then((outcome) => {
      calls.push(recordOf(request, typeof outcome === "object" ? outcome.status : 0));
      if (outcome === "no answer") request.socket.destroy();
      else if (outcome !== "hang") send(response, outcome);
    });
  });
}

/** What becomes of a request: an answer, a connection that breaks, or one that stays silent. */
async function fate(
  store: BkrepoStore,
  behaviour: Behaviour,
  request: IncomingMessage,
  fault: FaultKind | undefined,
): Promise<Answer | "no answer" | "hang"> {
  switch (fault) {
    case "refuse-connection":
      return "no answer";
    case "hang":
      return "hang";
    case "status-503":
      return GATEWAY_PAGE;
    case "clock-skew":
      return refusal(behaviour, 500, "clockSkew", "Unauthenticated service: Expired token");
    case "lose-answer":
      await answer(store, behaviour, request);
      return "no answer";
    case undefined: {
      const outcome = await answer(store, behaviour, request);
      // A process that ends does not wait for what it still holds back.
      if (behaviour.latencyMs > 0) await setTimeout(behaviour.latencyMs, undefined, { ref: false });
      return outcome;
    }
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (Buffer.isBuffer(body)) {
    response.writeHead(status, { "content-type": "application/octet-stream" }).end(body);
    return;
  }
  const isPage = typeof body === "string";
  response.writeHead(status, { "content-type": isPage ? "text/html" : "application/json" });
  response.end(isPage ? body : JSON.stringify(body));
}

function recordOf(request: IncomingMessage, status: number): CallRecord {
  const user = basicCredentials(request.headers.authorization)?.userId ?? "";
  return { method: request.method ?? "", path: request.url ?? "", user, status };
}
