import type { Behaviour } from "./behaviour.ts";
import { isHashOf } from "./passwords.ts";
import type { User } from "./state.ts";
import type { BkrepoStore } from "./store.ts";

/** Whom a `Basic` header names, right or wrong, and the password; nothing where there is no such header. */
export function basicCredentials(
  header: string | undefined,
): { userId: string; password: string } | undefined {
  const encoded = /^Basic (.+)$/.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  // Upstream splits at every colon and takes the first two parts (`BasicAuthUtils.decode`).
  const [userId, password] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return userId === undefined || password === undefined ? undefined : { userId, password };
}

/** The account whose password or token a header holds (`UserServiceImpl.findUserByUserToken`). */
export function authenticate(store: BkrepoStore, header: string | undefined): User | undefined {
  const given = basicCredentials(header);
  const user = given && store.user(given.userId);
  if (!user) return undefined;
  const hashes = [user.passwordHash, ...user.tokens.map(({ hash }) => hash)];
  return hashes.some((hash) => isHashOf(hash, given.password)) ? user : undefined;
}

/** Who asks without credentials, by the name that bkrepo has for them (`ANONYMOUS_USER`). */
export const NOBODY: User = {
  userId: "anonymous",
  name: "anonymous",
  admin: false,
  group: false,
  asstUsers: [],
  roles: [],
  tokens: [],
  passwordHash: "",
};

/** Whether the account service speaks to this account at all; old ones only do to administrators, but for a few paths (`AuthInterceptor.kt`). */
export function isServed({ admin }: User, path: string, { accountRoutes }: Behaviour): boolean {
  return accountRoutes === "new" || admin || !isAccountService(path) || /\/create\/(repo|project)/.test(path);
}

export function isAccountService(path: string): boolean {
  return path.startsWith("/auth/");
}

/** What the account service says with HTTP 401, all of the credentials in it if the server is old (`Constants.AUTH_FAILED_RESPONSE`). */
export function refusedByAccountService(header: string | undefined, { accountRoutes }: Behaviour): object {
  const value = accountRoutes === "old" ? (header ?? "") : "empty auth header";
  const message = `Authorization value [${value}] is not a valid scheme.`;
  return { code: 401, message, data: null, traceId: "" };
}
