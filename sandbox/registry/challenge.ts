/** How a registry wants to be asked, by its header WWW-Authenticate. */
export interface Challenge {
  readonly scheme: "Basic" | "Bearer";
  /** Such as `realm`, where tokens are given, and `service`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Reads a challenge. Where there are several, tokens go before passwords, for a registry that has both may want a token
 * of everybody.
 * @returns undefined for a scheme that registries do not use
 */
export function parseChallenge(header: string): Challenge | undefined {
  const [, bearer] = /\bBearer\s(.*)/i.exec(header) ?? [];
  if (bearer !== undefined) return { scheme: "Bearer", parameters: parametersOf(bearer) };
  return /\bBasic\b/i.test(header) ? { scheme: "Basic", parameters: {} } : undefined;
}

/** The first of each name: those that follow may be another challenge's. */
function parametersOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]);
  return Object.fromEntries(found.reverse()) as Record<string, string>;
}

/**
 * Where a token to pull one repository is given.
 * @param asked address of the manifest that was asked for
 * @param isSecret whether an account goes along
 * @throws Error where there is no such address, or an account would go unencrypted to one
 */
export function tokenUrl({ parameters }: Challenge, path: string, asked: URL, isSecret: boolean): URL {
  const { realm = "", service, scope = `repository:${path}:pull` } = parameters;
  if (!URL.canParse(realm)) throw new Error("it names no address that gives tokens");
  const url = new URL(realm);
  if (isSecret && url.protocol !== "https:" && asked.protocol === "https:") {
    throw new Error(`it wants the account sent unencrypted, to ${url.host}`);
  }
  if (service !== undefined) url.searchParams.set("service", service);
  url.searchParams.set("scope", scope);
  return url;
}
