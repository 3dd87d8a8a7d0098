import { randomBytes } from "node:crypto";
import http, { type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { accountRoutes } from "./accounts.ts";
import { BkrepoError } from "./errors.ts";
import type { Body } from "./fields.ts";
import { repositoryRoutes } from "./repository.ts";
import { matchPath, type Call, type Route } from "./route.ts";
import { passwordMatches, type BkrepoStore, type User } from "./store.ts";

const ROUTES: readonly Route[] = [...repositoryRoutes, ...accountRoutes];

/** Answers without credentials, so that a gateway can ask whether the service lives. */
const HEALTH_PATH = "/generic/actuator/info";

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** Serves bkrepo's API over a store; the caller listens. */
export function createBkrepoServer(store: BkrepoStore): Server {
  return http.createServer((request, response) => {
    void answer(store, request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
  });
}

async function answer(store: BkrepoStore, request: IncomingMessage): Promise<Answer> {
  try {
    return await dispatch(store, request);
  } catch (error) {
    if (error instanceof BkrepoError) return envelope(400, error.code, error.message, null);
    console.error(error);
    return envelope(500, 250101, "System error", null);
  }
}

async function dispatch(store: BkrepoStore, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  if (url.pathname === HEALTH_PATH) return { status: 200, body: {} };
  const caller = authenticate(store, request.headers.authorization);
  if (!caller) return envelope(401, 401, "Authentication failed", null);
  const found = findRoute(request.method ?? "", url.pathname);
  if (!found) return envelope(404, 404, `No such route: ${request.method ?? ""} ${url.pathname}`, null);
  const call: Call = { store, caller, body: await readBody(request), query: url.searchParams, ...found };
  return envelope(200, 0, null, found.route.handle(call));
}

function findRoute(method: string, path: string): { route: Route; parameter: Call["parameter"] } | undefined {
  for (const route of ROUTES) {
    const parameters = route.method === method ? matchPath(route.path, path) : undefined;
    if (parameters) return { route, parameter: (name) => parameters.get(name) ?? "" };
  }
  return undefined;
}

/** The account of an HTTP Basic header, or nothing where name or password is wrong. */
function authenticate(store: BkrepoStore, header: string | undefined): User | undefined {
  const encoded = /^Basic (.+)$/.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const [userId, password, ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  const user = userId === undefined ? undefined : store.user(userId);
  return user && password !== undefined && rest.length === 0 && passwordMatches(user, password)
    ? user
    : undefined;
}

async function readBody(request: IncomingMessage): Promise<Body> {
  const content = await text(request);
  if (content === "") return {};
  try {
    const body: unknown = JSON.parse(content);
    if (typeof body === "object" && body !== null) return { ...body };
  } catch {
    // Reported with every other body that is not a JSON object.
  }
  throw new BkrepoError("parameterInvalid", "The request body is not a JSON object");
}

function envelope(status: number, code: number, message: string | null, data: unknown): Answer {
  return { status, body: { code, message, data, traceId: randomBytes(16).toString("hex") } };
}
