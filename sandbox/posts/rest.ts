/** A REST interface that is asked with a token. */
export interface Rest {
  readonly url: string;
  /** The variable that gave the address. */
  readonly variable: string;
  readonly headers: Readonly<Record<string, string>>;
}

const PAGE = 100;

/** @throws Error with the status and the reason of a refusal, and the path that was asked; never the token. */
export async function ask(rest: Rest, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${rest.url}${path}`, {
    method,
    headers: { ...rest.headers, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch(() => {
    throw new Error(
      `${method} ${path}: ${rest.url} does not answer. Is ${rest.variable} right and reachable from here?`,
    );
  });
  if (!response.ok) {
    throw new Error(
      `${method} ${path} was answered with HTTP ${response.status}${await reasonOf(response)}.`,
    );
  }
  return response.status === 204 ? undefined : response.json();
}

/** What a forge says beside the status, as `: Resource not accessible by integration`; nothing where it says none. */
async function reasonOf(response: Response): Promise<string> {
  const { message } = ((await response.json().catch(() => ({}))) ?? {}) as { message?: unknown };
  return message === undefined ? "" : `: ${JSON.stringify(message).slice(1, -1).slice(0, 200)}`;
}

/** Every item of a list that comes in pages. */
export async function askAll<Item>(rest: Rest, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let page = 1; ; page += 1) {
    const separator = path.includes("?") ? "&" : "?";
    const some = await ask(rest, "GET", `${path}${separator}per_page=${PAGE}&page=${page}`);
    items.push(...(some as Item[]));
    if ((some as Item[]).length < PAGE) return items;
  }
}

/** A variable that a job has to give. @throws Error which names it. */
export function variable(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set; see docs/ci.md.`);
  return value;
}
