/** How a token lives, in seconds, and when it ends (RFC 3339). */
export interface TokenLife {
  readonly expires: string;
  readonly grantedSeconds: number;
}

/**
 * Whether a token is to be renewed. Renewing it earlier than its whole life before its end would renew it in every update:
 * half of its life counts then.
 * @param now milliseconds since the epoch
 */
export function isDue({ expires, grantedSeconds }: TokenLife, renewSeconds: number, now: number): boolean {
  const early = renewSeconds < grantedSeconds ? renewSeconds : grantedSeconds / 2;
  return Date.parse(expires) - now < 1000 * early;
}

/** What is to be said of a life that is not as it was asked for; undefined where it is. */
export function lifeWarning(
  { grantedSeconds }: Pick<TokenLife, "grantedSeconds">,
  asked: { readonly lifetimeSeconds: number; readonly renewSeconds: number },
): string | undefined {
  const shortened =
    grantedSeconds < asked.lifetimeSeconds
      ? `the API server grants a token ${grantedSeconds} s, not ${asked.lifetimeSeconds} s (--service-account-max-token-expiration)`
      : undefined;
  const half =
    grantedSeconds <= asked.renewSeconds
      ? `it cannot be renewed ${asked.renewSeconds} s before its end, for it lives ${grantedSeconds} s: an update renews it once ` +
        `${Math.ceil(grantedSeconds / 2)} s are over`
      : undefined;
  const told = [shortened, half].filter((part) => part !== undefined);
  if (told.length === 0) return undefined;
  return `${told.join("; ")}. Whoever uses the token is locked out when no update comes in time`;
}
