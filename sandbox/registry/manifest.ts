import { isLoopback } from "../../config/loopback.ts";
import { splitEndpoint } from "../../config/host.ts";
import { DOCKER_HUB, type Reference } from "../../config/images/reference.ts";
import { type Answer, Refused, answerOf, failureOf } from "./answer.ts";
import { type Challenge, parseChallenge, tokenUrl } from "./challenge.ts";

/** Name and password at a registry. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** How a registry is asked. */
export interface Asking {
  /** Undefined asks as everybody may. */
  readonly login?: Login | undefined;
  /** Registries that speak http, as `host:port`; those of this machine do too, all others https. */
  readonly plainHttp: ReadonlySet<string>;
  /** How long one request may take. */
  readonly timeoutMs: number;
}

/** Every form a manifest may have: a registry says 404 of one in a form that it was not asked for. */
const FORMS = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.v1+prettyjws",
].join(", ");

/**
 * Asks a registry for a manifest by the HTTP API V2 of registries, without fetching the image: by its digest where there is
 * one, for that is what nodes pull.
 */
export async function askManifest(reference: Reference, asking: Asking): Promise<Answer> {
  const url = manifestUrl(reference, asking.plainHttp);
  try {
    const first = await askedFor(url, asking);
    if (first.status !== 401) return answerOf(first);
    const challenge = parseChallenge(first.headers.get("www-authenticate") ?? "");
    const authorization = await authorizationFor(challenge, reference, url, asking);
    if (authorization === undefined) return answerOf(first);
    return answerOf(await askedFor(url, asking, authorization));
  } catch (error) {
    return failureOf(error);
  }
}

/** Where a manifest is; Docker Hub answers at another host than it is called by. */
export function manifestUrl({ registry, path, tag, digest }: Reference, plainHttp: ReadonlySet<string>): URL {
  const scheme = plainHttp.has(registry) || isOfThisMachine(registry) ? "http" : "https";
  const host = registry === DOCKER_HUB ? "registry-1.docker.io" : registry;
  return new URL(`${scheme}://${host}/v2/${path}/manifests/${digest ?? tag ?? "latest"}`);
}

function isOfThisMachine(registry: string): boolean {
  return isLoopback(/:\d+$/.test(registry) ? splitEndpoint(registry).host : registry);
}

/** Some registries answer HEAD only for what they hold themselves. */
async function askedFor(url: URL, asking: Asking, authorization?: string): Promise<Response> {
  const response = await request(url, "HEAD", asking, authorization);
  return response.status === 405 ? request(url, "GET", asking, authorization) : response;
}

async function request(
  url: URL,
  method: "HEAD" | "GET",
  { timeoutMs }: Asking,
  authorization?: string,
): Promise<Response> {
  const headers = { accept: FORMS, ...(authorization !== undefined && { authorization }) };
  const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(timeoutMs) });
  await response.body?.cancel();
  return response;
}

/** The header by which to ask again. @returns undefined where there is nothing else to try */
async function authorizationFor(
  challenge: Challenge | undefined,
  reference: Reference,
  url: URL,
  asking: Asking,
): Promise<string | undefined> {
  if (!challenge) return undefined;
  if (challenge.scheme === "Basic") return asking.login && basic(asking.login);
  const place = tokenUrl(challenge, reference.path, url, asking.login !== undefined);
  return `Bearer ${await tokenFrom(place, asking)}`;
}

function basic({ user, password }: Login): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/**
 * A token to pull one repository.
 * @throws Refused where the account is not taken, Error where there is no token
 */
async function tokenFrom(url: URL, { login, timeoutMs }: Asking): Promise<string> {
  const headers = login ? { authorization: basic(login) } : {};
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
  const text = await response.text();
  if ([401, 403].includes(response.status)) throw new Refused(`HTTP ${response.status} of ${url.host}`);
  if (!response.ok) throw new Error(`HTTP ${response.status} of ${url.host}, which gives its tokens`);
  return tokenIn(text, url);
}

function tokenIn(text: string, { host }: URL): string {
  const { token, access_token } = JSON.parse(text) as { token?: unknown; access_token?: unknown };
  const found = token ?? access_token;
  if (typeof found !== "string") throw new Error(`${host} gives no token`);
  return found;
}
