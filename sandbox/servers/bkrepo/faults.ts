/**
 * What goes wrong with a request:
 * - `refuse-connection`: the connection is destroyed before anything is done
 * - `status-503`: the gateway answers a page of HTML with HTTP 503, and nothing is done
 * - `lose-answer`: the request is carried out, then the connection is destroyed without an answer
 * - `hang`: nothing is done and nothing is answered until the client gives up or the server stops
 * - `clock-skew`: HTTP 500 with code 250115, as when the clocks of bkrepo's services disagree; nothing is done
 */
export type FaultKind = "refuse-connection" | "status-503" | "lose-answer" | "hang" | "clock-skew";

export interface Fault {
  /** The requests it befalls: a method and the beginning of a path, as `POST /repository/api/repo/create`, or a test of both. The path has no query. */
  readonly matching: string | ((method: string, path: string) => boolean);
  readonly kind: FaultKind;
  /** How many of the matching requests it befalls; `Infinity` for all. */
  readonly times: number;
}

/** Faults to come, in the order in which they were added; each request meets one at most. */
export class Faults {
  #coming: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#coming.push({ fault, left: fault.times });
  }

  /** Forgets every fault that is still to come. */
  clear(): void {
    this.#coming = [];
  }

  /** How many requests are still to meet a fault; a test that expects to have used them up compares with 0. */
  get left(): number {
    return this.#coming.reduce((sum, { left }) => sum + left, 0);
  }

  /** The fault that befalls this request, which counts as one of its times. */
  take(method: string, path: string): FaultKind | undefined {
    const next = this.#coming.find(({ fault, left }) => left > 0 && matches(fault, method, path));
    if (!next) return undefined;
    next.left -= 1;
    return next.fault.kind;
  }
}

function matches({ matching }: Fault, method: string, path: string): boolean {
  return typeof matching === "string" ? `${method} ${path}`.startsWith(matching) : matching(method, path);
}
