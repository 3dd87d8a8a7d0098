import { setTimeout as delay } from "node:timers/promises";
import type { Context } from "../kind.ts";
import type { ServerSettings } from "../settings.ts";
import { type Agent, type Answer, agentFor, exchange } from "./exchange.ts";
import { Cancelled, CertificateRefused, NoAnswer } from "./failure.ts";
import { isLasting, isOfCertificate, isPassing, pauseBefore } from "./patience.ts";

/** One call of an API. */
export interface Call {
  readonly method: "DELETE" | "GET" | "PATCH" | "POST" | "PUT";
  /** Below the endpoint, without a leading slash, every segment encoded. Never holds a secret: it is shown. */
  readonly path: string;
  readonly body?: object;
  /** Who asks; the administrator of the settings without it. */
  readonly as?: Credentials;
}

/** An account and its password. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** How an API differs from others. */
export interface Manners {
  readonly headers?: Readonly<Record<string, string>>;
  /** An answer that looks like a passing failure and will not pass. */
  readonly isFinal?: (answer: Answer) => boolean;
}

/** One server, and the connections to it. */
export class HttpServer {
  readonly settings: ServerSettings;
  readonly agent: Agent;
  /** Whether all patience was in vain when it was last called: then nobody else waits as long. */
  isSilent = false;

  constructor(settings: ServerSettings) {
    this.settings = settings;
    this.agent = agentFor(new URL(settings.endpoint), settings);
  }
}

/**
 * Calls a server, and tries again while that may help: every call of this provider may be repeated. Each operation on a
 * resource has its own client, whose patience ends for all of its calls together.
 */
export class HttpClient {
  readonly #server: HttpServer;
  readonly #settings: ServerSettings;
  readonly #context: Context;
  readonly #manners: Manners;
  readonly #deadline: number;

  constructor(server: HttpServer, context: Context, manners: Manners = {}) {
    const { settings } = server;
    this.#server = server;
    this.#settings = settings;
    this.#context = context;
    this.#manners = manners;
    this.#deadline = performance.now() + 1000 * (context.timeoutSeconds || settings.totalSeconds);
  }

  /** The server's answer, whatever it says. @throws NoAnswer, CertificateRefused, Cancelled */
  async call(call: Call): Promise<Answer> {
    const asked = `${call.method} ${call.path}`;
    for (let tried = 1; ; tried++) {
      const outcome = await this.#try(call, asked);
      if ("answer" in outcome && !this.#passes(outcome.answer)) {
        this.#server.isSilent = false;
        return outcome.answer;
      }
      const last = "answer" in outcome ? `HTTP ${outcome.answer.status}` : outcome.reason;
      const pause = pauseBefore(tried, 1000 * this.#settings.retryDelaySeconds, Math.random());
      const isEnough = this.#server.isSilent || tried > this.#settings.retries;
      if (isEnough || performance.now() + pause > this.#deadline) {
        this.#server.isSilent = true;
        throw new NoAnswer(this.#settings.endpoint, asked, last, tried === 1 ? "once" : `${tried} times`);
      }
      this.#context.report("info", `${asked}: ${last}; trying again (${tried} of ${this.#settings.retries})`);
      await delay(pause, undefined, { signal: this.#context.signal }).catch(() => {
        throw new Cancelled(asked);
      });
    }
  }

  #passes(answer: Answer): boolean {
    return isPassing(answer.status) && this.#manners.isFinal?.(answer) !== true;
  }

  async #try(call: Call, asked: string): Promise<{ answer: Answer } | { reason: string }> {
    const left = Math.min(1000 * this.#settings.timeoutSeconds, this.#deadline - performance.now());
    const milliseconds = Math.max(1, Math.ceil(left));
    const limit = AbortSignal.timeout(milliseconds);
    const began = performance.now();
    try {
      const answer = await exchange({
        url: new URL(`${this.#settings.endpoint}/${call.path}`),
        method: call.method,
        headers: this.#headers(call),
        body: call.body && JSON.stringify(call.body),
        signal: AbortSignal.any([this.#context.signal, limit]),
        agent: this.#server.agent,
      });
      this.#context.report(
        "debug",
        `${asked}: HTTP ${answer.status}, ${Math.round(performance.now() - began)} ms`,
      );
      return { answer };
    } catch (error) {
      if (this.#context.signal.aborted) throw new Cancelled(asked);
      if (limit.aborted) return { reason: `nothing within ${(milliseconds / 1000).toFixed(1)} s` };
      return { reason: this.#reasonOf(error as NodeJS.ErrnoException, asked) };
    }
  }

  #reasonOf(error: NodeJS.ErrnoException, asked: string): string {
    const code = error.code ?? "";
    if (isOfCertificate(code)) throw new CertificateRefused(this.#settings.endpoint, code);
    if (isLasting(code)) throw new NoAnswer(this.#settings.endpoint, asked, code, "once");
    return code === "" ? "the connection broke" : code;
  }

  #headers({ as, body }: Call): Record<string, string> {
    const { username, password } = this.#settings;
    const who = as ?? (username === undefined ? undefined : { user: username, password: password ?? "" });
    return {
      accept: "application/json",
      ...(body && { "content-type": "application/json" }),
      ...(who && {
        authorization: `Basic ${Buffer.from(`${who.user}:${who.password}`).toString("base64")}`,
      }),
      ...this.#manners.headers,
    };
  }
}
