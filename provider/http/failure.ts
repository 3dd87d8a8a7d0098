/** No usable answer came from a server within the limits; the message says what to do. */
export class NoAnswer extends Error {
  constructor(endpoint: string, asked: string, last: string, tried: string) {
    super(
      `${asked} at ${endpoint}: no answer (${last}), tried ${tried}. Check that the address is right and reachable ` +
        "from this machine, and that the server is well; then run the same command again: nothing is done twice.",
    );
  }
}

/** The server's certificate does not hold; trying again is no use. */
export class CertificateRefused extends Error {
  constructor(endpoint: string, reason: string) {
    super(
      `${endpoint}: the server's certificate is not accepted (${reason}). Give its authority in the setting ca, or ` +
        "correct the address.",
    );
  }
}

/** The engine took the operation back. */
export class Cancelled extends Error {
  constructor(asked: string) {
    super(`${asked}: cancelled. Run the same command again: what was done is found, nothing is done twice.`);
  }
}
