import { dayOf } from "../clock.ts";

/** What is wrong with a token, and whether decoding it once more would repair that. */
export interface TokenFault {
  /** Completes the sentence "it …"; shows nothing of the token but whose it is. */
  readonly rule: string;
  readonly isEncoded: boolean;
}

/** What of a token's claims counts here (RFC 7519); seconds since 1970. */
interface Claims {
  readonly iss?: unknown;
  readonly sub?: unknown;
  readonly exp?: unknown;
  readonly nbf?: unknown;
}

/**
 * What is wrong with the token of a ServiceAccount, as far as it can be told without asking the API server, which alone knows
 * whether it signed it; undefined where nothing is.
 * @param now milliseconds since 1970
 */
export function tokenFault(token: string, now: number): TokenFault | undefined {
  const claims = claimsOf(token);
  if (claims) return fault(claimsFault(claims, now));
  if (claimsOf(Buffer.from(token, "base64").toString("latin1").trim())) {
    return { rule: "is still base64, as Secrets hold it: it must be decoded once", isEncoded: true };
  }
  return fault(
    "must be the token of a ServiceAccount: a JWT, three parts with dots between them, on one line",
  );
}

/** When a token ends, in milliseconds since 1970; undefined where it does not. */
export function tokenEnd(token: string): number | undefined {
  const { exp } = claimsOf(token) ?? {};
  return typeof exp === "number" ? exp * 1000 : undefined;
}

function fault(rule: string | undefined): TokenFault | undefined {
  return rule === undefined ? undefined : { rule, isEncoded: false };
}

function claimsFault({ iss, sub, exp, nbf }: Claims, now: number): string | undefined {
  if (typeof iss !== "string" || iss === "") return "names no issuer (iss), so no API server gave it";
  if (typeof sub !== "string" || !/^system:serviceaccount:[^:]+:[^:]+$/.test(sub)) {
    return "is not that of a ServiceAccount: its subject is no system:serviceaccount:<namespace>:<name>";
  }
  if (typeof exp === "number" && exp * 1000 <= now) return `of ${sub} ended on ${dayOf(exp * 1000)}`;
  if (typeof nbf === "number" && nbf * 1000 > now) {
    return `of ${sub} is not valid before ${dayOf(nbf * 1000)}; if it is, this machine's clock is slow`;
  }
  return undefined;
}

/** The claims of a JWT; undefined for what is none. */
function claimsOf(token: string): Claims | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
  const [header, payload] = token.split(".", 2).map(objectIn);
  return header && payload;
}

function objectIn(base64url: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64url, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
