import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import {
  NOBODY,
  authenticate,
  isAccountService,
  isServed,
  refusedByAccountService,
} from "./authentication.ts";
import type { Behaviour } from "./behaviour.ts";
import { BkrepoError, codeOf, type ErrorKind } from "./errors.ts";
import type { Body } from "./fields.ts";
import { matchPath, type Route } from "./route.ts";
import { ROUTES } from "./routes.ts";
import type { BkrepoStore } from "./store.ts";

/** Answers without credentials, so that a gateway can ask whether the service lives. */
const HEALTH_PATH = "/generic/actuator/info";

export interface Answer {
  readonly status: number;
  /** A file is sent as it is, another object as JSON, a text as HTML. */
  readonly body: object | string;
}

/** Carries a request out and says what is to be answered. */
export async function answer(
  store: BkrepoStore,
  behaviour: Behaviour,
  request: IncomingMessage,
): Promise<Answer> {
  try {
    return await dispatch(store, behaviour, request);
  } catch (error) {
    if (error instanceof BkrepoError) return refusal(behaviour, error.status, error.kind, error.message);
    console.error(error);
    return refusal(behaviour, 500, "systemError", "System error");
  }
}

/** An answer by which something is refused. */
export function refusal(behaviour: Behaviour, status: number, kind: ErrorKind, message: string): Answer {
  return envelope(status, codeOf(kind, behaviour), message, null);
}

async function dispatch(store: BkrepoStore, behaviour: Behaviour, request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams: query } = addressOf(request);
  if (pathname === HEALTH_PATH) return { status: 200, body: {} };
  const { authorization } = request.headers;
  const caller =
    authorization === undefined && isFileRead(request) ? NOBODY : authenticate(store, authorization);
  if (!caller || !isServed(caller, pathname, behaviour)) {
    return isAccountService(pathname)
      ? { status: 401, body: refusedByAccountService(authorization, behaviour) }
      : refusal(behaviour, 401, "unauthenticated", "Unauthorized");
  }
  const found = findRoute(behaviour, request.method ?? "", pathname);
  if (!found) return refusal(behaviour, 404, "routeNotFound", `No route ${request.method ?? ""} ${pathname}`);
  const content = await buffer(request);
  const data = found.route.handle({
    store,
    behaviour,
    caller,
    query,
    size: content.length,
    body: isFile(found.route) ? {} : parseBody(content.toString("utf8")),
    header: (name) => request.headers[name]?.toString(),
    parameter: (name) => found.parameters.get(name) ?? "",
  });
  return Buffer.isBuffer(data) ? { status: 200, body: data } : envelope(200, 0, null, data);
}

/** The address that a request asks for; its host means nothing. */
export function addressOf(request: IncomingMessage): URL {
  return new URL(`http://127.0.0.1${request.url ?? "/"}`);
}

function findRoute(
  behaviour: Behaviour,
  method: string,
  path: string,
): { route: Route; parameters: Map<string, string> } | undefined {
  for (const route of ROUTES) {
    const isHere = route.versions === "both" || route.versions === behaviour.accountRoutes;
    const parameters = isHere && route.method === method ? matchPath(route.path, path) : undefined;
    if (parameters) return { route, parameters };
  }
  return undefined;
}

/** Files of public repositories are read without an account (`PermissionManager.isReadPublicRepo`). */
function isFileRead(request: IncomingMessage): boolean {
  return request.method === "GET" && addressOf(request).pathname.startsWith("/generic/");
}

function isFile(route: Route): boolean {
  return route.path.startsWith("/generic/");
}

function parseBody(content: string): Body {
  if (content === "") return {};
  try {
    const body: unknown = JSON.parse(content);
    if (typeof body === "object" && body !== null) return { ...body };
  } catch {
    // Reported with every other body that is not a JSON object.
  }
  throw new BkrepoError("requestInvalid", "The request body is not a JSON object");
}

function envelope(status: number, code: number, message: string | null, data: unknown): Answer {
  return { status, body: { code, message, data, traceId: randomBytes(16).toString("hex") } };
}
