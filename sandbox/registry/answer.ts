/** What a registry says of a manifest. */
export type Presence = "present" | "absent" | "refused" | "unreachable";

/** What a registry says, and in whose words. */
export interface Answer {
  readonly presence: Presence;
  /** For people; holds no secret. */
  readonly detail: string;
}

/** Whoever is asked for did not let us in. */
export class Refused extends Error {}

/** What an answer about a manifest means. */
export function answerOf({ status, headers }: Response): Answer {
  const detail = `HTTP ${status}`;
  if (status === 200) return isManifest(headers) ? { presence: "present", detail } : NO_REGISTRY;
  if (status === 404) return { presence: "absent", detail };
  if (status === 401 || status === 403) return { presence: "refused", detail };
  return { presence: "unreachable", detail };
}

/** A web server or a proxy that has a page for everything. */
const NO_REGISTRY: Answer = {
  presence: "unreachable",
  detail: "HTTP 200, but no manifest: this is no registry",
};

function isManifest(headers: Headers): boolean {
  const type = headers.get("content-type") ?? "";
  return type.startsWith("application/vnd.") || headers.has("docker-content-digest");
}

/** What it means that there was no answer. */
export function failureOf(error: unknown): Answer {
  const presence = error instanceof Refused ? "refused" : "unreachable";
  return { presence, detail: reasonOf(error) };
}

/** Node's fetch says only that it failed; why is in the cause, of several attempts in the first. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  if (!(cause instanceof Error)) return error.message;
  const code = "code" in cause ? String(cause.code) : "";
  return cause.message.includes(code) ? cause.message : `${code}: ${cause.message}`;
}
