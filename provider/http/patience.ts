/** The longest pause between two tries, in milliseconds. */
const LONGEST_PAUSE = 10_000;

/** Pause before the n-th repetition, counted from 1, in milliseconds: doubling, half of it by chance. */
export function pauseBefore(repetition: number, firstMilliseconds: number, chance: number): number {
  const full = Math.min(firstMilliseconds * 2 ** (repetition - 1), LONGEST_PAUSE);
  return full / 2 + (full / 2) * chance;
}

/** Statuses after which the same request may succeed. */
export function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Errors that no repetition heals: the certificate, a name that nobody knows, or a server that does not speak TLS. */
export function isLasting(code: string): boolean {
  return isOfCertificate(code) || code === "ENOTFOUND" || code === "EPROTO";
}

/** Errors of Node.js and OpenSSL about the server's certificate. */
export function isOfCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO_(GET|VERIFY)/.test(code);
}
