import { once } from "node:events";
import fs from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Behaviour } from "../../sandbox/servers/bkrepo/behaviour.ts";
import { Faults } from "../../sandbox/servers/bkrepo/faults.ts";
import { createBkrepoServer, type CallRecord } from "../../sandbox/servers/bkrepo/http.ts";
import { BkrepoStore } from "../../sandbox/servers/bkrepo/store.ts";

/** An account's name and password. */
export interface Login {
  readonly userId: string;
  readonly password: string;
}

/** What bkrepo answered; code, message and data of its envelope where it sent one. */
export interface BkrepoAnswer {
  readonly status: number;
  readonly code?: number;
  readonly message?: string | null;
  readonly data?: unknown;
}

export interface BkrepoQuestion {
  /** The administrator unless told; null asks without credentials. */
  readonly as?: Login | null;
  /** An object is sent as JSON, a text as it is. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestBkrepoOptions {
  readonly admin?: Login;
}

/**
 * The stand-in for bkrepo on a free loopback port, with its state in a temporary folder.
 *
 * What a test asks by `ask` and `login` goes past the endpoint that the program under test talks to: it meets no
 * fault, is not held back, is not counted in `calls`, and is answered while the endpoint is down.
 */
export class TestBkrepo {
  readonly admin: Login;
  /** Faults that requests to the endpoint meet. */
  readonly faults = new Faults();
  /** The requests to the endpoint so far; emptied by `calls.length = 0`. */
  readonly calls: CallRecord[] = [];
  readonly #behaviour: Partial<Behaviour>;
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), "bkrepo-"));
  #store: BkrepoStore;
  #server: Server | undefined;
  #aside: Server | undefined;
  #port = 0;

  private constructor(behaviour: Partial<Behaviour>, admin: Login) {
    this.#behaviour = behaviour;
    this.admin = admin;
    this.#store = this.#open();
  }

  static async start(
    behaviour: Partial<Behaviour> = {},
    options: TestBkrepoOptions = {},
  ): Promise<TestBkrepo> {
    const bkrepo = new TestBkrepo(behaviour, options.admin ?? { userId: "admin", password: "adminSecret" });
    await bkrepo.up();
    return bkrepo;
  }

  /** As `http://127.0.0.1:4321`; the same after a restart. */
  get endpoint(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What the server remembers; another object after a restart. */
  get store(): BkrepoStore {
    return this.#store;
  }

  /** The state file, for tests that look for secrets in it. */
  get file(): string {
    return path.join(this.#folder, "state.json");
  }

  /** Listens on the endpoint again, with the state that the file holds. */
  async up(): Promise<void> {
    this.#store = this.#open();
    await close(this.#aside);
    this.#aside = await listen(createBkrepoServer(this.#store, { ...this.#behaviour, latencyMs: 0 }), 0);
    this.#server = await listen(
      createBkrepoServer(this.#store, this.#behaviour, { faults: this.faults, calls: this.calls }),
      this.#port,
    );
    this.#port = portOf(this.#server);
  }

  /** Leaves the endpoint, so that connections to it are refused; the state stays. */
  async down(): Promise<void> {
    await close(this.#server);
    this.#server = undefined;
  }

  /** The same port and state, as after a crash. */
  async restart(): Promise<void> {
    await this.down();
    await this.up();
  }

  /** Ends the server and removes its state. */
  async stop(): Promise<void> {
    await this.down();
    await close(this.#aside);
    this.#aside = undefined;
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Whether the server takes this password or token of an account. */
  async login(userId: string, password: string): Promise<boolean> {
    const { status } = await this.ask("GET", "repository/api/project/list?names=none", {
      as: { userId, password },
    });
    return status === 200;
  }

  /** Asks by this method and path, which may begin with a slash, as the administrator unless told. */
  async ask(method: string, route: string, question: BkrepoQuestion = {}): Promise<BkrepoAnswer> {
    if (!this.#aside) throw new Error("this stand-in for bkrepo was stopped");
    return askBkrepo(`http://127.0.0.1:${portOf(this.#aside)}`, method, route, {
      as: this.admin,
      ...question,
    });
  }

  #open(): BkrepoStore {
    return BkrepoStore.open(this.file, this.admin);
  }
}

/** Asks a bkrepo at an endpoint; without credentials unless told. */
export async function askBkrepo(
  endpoint: string,
  method: string,
  route: string,
  { as, body, headers }: BkrepoQuestion = {},
): Promise<BkrepoAnswer> {
  const response = await fetch(`${endpoint}/${route.replace(/^\//, "")}`, {
    method,
    headers: {
      connection: "close",
      ...(as ? { authorization: basic(as) } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return { ...(isJson ? (JSON.parse(text) as object) : { message: text }), status: response.status };
}

/** The value of the `Authorization` header. */
export function basic({ userId, password }: Login): string {
  return `Basic ${Buffer.from(`${userId}:${password}`).toString("base64")}`;
}

async function listen(server: Server, port: number): Promise<Server> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function close(server: Server | undefined): Promise<void> {
  if (!server) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
