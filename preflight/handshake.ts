import { once } from "node:events";
import { type Socket, connect } from "node:net";
import { type ServerVersion, parseVersion } from "../config/storage/server-version.ts";
import { leave } from "./farewell.ts";
import { addressesOf } from "./lookup.ts";
import { NotMySQL, packetsFrom } from "./packets.ts";

/** Where a server is, and how long it may take to say what it is. */
export interface Asked {
  /** Name or address; an IPv6 address with brackets or without. */
  readonly host: string;
  readonly port: number;
  /** For name lookup, connection, greeting and farewell together, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Why there is no greeting: the name has no address; the port is closed; nothing answers; the network knows no way;
 * a connection on which nothing comes, that ends before a greeting, or on which something else comes.
 */
export type Unreachable =
  "unknown host" | "refused" | "timeout" | "no route" | "silent" | "closed" | "not mysql";

/** What a client is told before it logs in. */
export type Greeting =
  | { readonly kind: "server"; readonly version: ServerVersion }
  | { readonly kind: "refused"; readonly code: number; readonly message: string }
  | { readonly kind: "unreachable"; readonly reason: Unreachable };

/** Asks a MySQL or MariaDB server what it is, without an account. Never rejects, and leaves nothing open. */
export async function greetingOf({ host, port, timeoutMs }: Asked): Promise<Greeting> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const addresses = await addressesOf(host, deadline).catch(() => []);
  if (addresses.length === 0) return unreachable("unknown host");
  const socket = connect({
    host,
    port,
    signal: deadline,
    autoSelectFamily: true,
    // Of several addresses each but the last has this long; Node's own 250 ms are short for another continent.
    autoSelectFamilyAttemptTimeout: 1_500,
    lookup: (_host, _options, found) => {
      found(null, addresses);
    },
  });
  try {
    await once(socket, "connect");
  } catch (error) {
    return unreachable(whyNotConnected(error));
  }
  return greetingOn(socket);
}

function unreachable(reason: Unreachable): Greeting {
  return { kind: "unreachable", reason };
}

/** What a connection that fails says; anything else comes from the network on this side. */
const FAILURES: Readonly<Record<string, Unreachable>> = {
  ECONNREFUSED: "refused",
  ECONNRESET: "closed",
  ETIMEDOUT: "timeout",
  ABORT_ERR: "timeout",
};

function whyNotConnected(error: unknown): Unreachable {
  return FAILURES[(error as NodeJS.ErrnoException).code ?? ""] ?? "no route";
}

async function greetingOn(socket: Socket): Promise<Greeting> {
  const packets = packetsFrom(socket);
  try {
    const first = await packets.next();
    if (first.done) return unreachable("closed");
    const greeting = readGreeting(first.value.payload);
    // What the server is, is known by now: nothing that happens here changes it.
    if (greeting.kind === "server") await leave(socket, packets).catch(() => undefined);
    return greeting;
  } catch (error) {
    return unreachable(whyNotGreeted(error));
  } finally {
    socket.destroy();
  }
}

function whyNotGreeted(error: unknown): Unreachable {
  if (error instanceof NotMySQL) return "not mysql";
  return error instanceof Error && error.name === "AbortError" ? "silent" : "closed";
}

/** First bytes of the two packets a server may begin with. */
const PROTOCOL_10 = 10;
const ERROR = 0xff;

function readGreeting(payload: Buffer): Greeting {
  const first = payload.readUInt8(0);
  if (first === ERROR && payload.length >= 3) return readRefusal(payload);
  const end = payload.indexOf(0);
  if (first !== PROTOCOL_10 || end < 0) throw new NotMySQL();
  // MariaDB 10 begins so, for replicas that only knew versions of one digit.
  const text = payload.toString("latin1", 1, end).replace(/^5\.5\.5-(?=\d)/, "");
  const version = parseVersion(text);
  if (!version) throw new NotMySQL();
  return { kind: "server", version };
}

function readRefusal(payload: Buffer): Greeting {
  const message = payload.toString("utf8", 3).replace(/^#\w{5}/, "");
  return { kind: "refused", code: payload.readUInt16LE(1), message: message.replaceAll(/\p{Cc}+/gu, " ") };
}
