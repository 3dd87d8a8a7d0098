import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { isSystemError, privateDirectory, readIfExists } from "./files.ts";
import { CACHE } from "./layout.ts";
import { tryListen, withLock } from "./lock.ts";

/** Below the range that Linux hands out to outgoing connections (32768 and up). */
const FIRST = 20_000;
const LAST = 31_999;

/** Reservations of all checkouts of this user: a file per port that names the checkout. */
const RESERVATIONS = path.join(CACHE, "ports");

/**
 * Reserves one port per name for a checkout, for good: no other checkout of this user gets it while the
 * checkout exists. Each port was free on the loopback interface when it was chosen.
 */
export function reservePorts<Name extends string>(
  checkout: string,
  names: readonly Name[],
): Promise<Record<Name, number>> {
  return withLock("ports", async () => {
    const candidates = candidatePorts(checkout);
    const chosen = new Map<Name, number>();
    for (const name of names) chosen.set(name, await nextFree(candidates, checkout));
    return Object.fromEntries(chosen) as Record<Name, number>;
  });
}

/**
 * Writes reservations anew where the cache directory was emptied.
 * Raises an error where another checkout has got one of the ports since.
 */
export function keepPorts(checkout: string, ports: readonly number[]): Promise<void> {
  return withLock("ports", () => {
    const lost = ports.find((port) => !reserve(port, checkout));
    if (lost === undefined) return Promise.resolve();
    throw new Error(
      `Port ${lost} of this checkout now belongs to ${holder(lost) ?? "another one"}: ` +
        "run `make down`, remove .sandbox and run `make up` again.",
    );
  });
}

/** Every port of the range once, from a place of the checkout's own, so that few checkouts collide. */
export function* candidatePorts(checkout: string): Generator<number, void> {
  const size = LAST - FIRST + 1;
  const start = createHash("sha256").update(checkout).digest().readUInt32BE() % size;
  for (let step = 0; step < size; step += 1) yield FIRST + ((start + step) % size);
}

async function nextFree(candidates: Generator<number, void>, checkout: string): Promise<number> {
  for (let next = candidates.next(); next.done !== true; next = candidates.next()) {
    if (!reserve(next.value, checkout)) continue;
    if (await isFree(next.value)) return next.value;
    fs.rmSync(reservation(next.value));
  }
  throw new Error(`No free port between ${FIRST} and ${LAST}: remove reservations from ${RESERVATIONS}.`);
}

/** Takes a port that nobody reserved, or a checkout that is gone; true where it is the checkout's now. */
function reserve(port: number, checkout: string): boolean {
  privateDirectory(RESERVATIONS);
  const before = holder(port);
  if (before === checkout) return true;
  if (before !== undefined) {
    if (fs.existsSync(before)) return false;
    fs.rmSync(reservation(port));
  }
  return create(port, checkout);
}

function create(port: number, checkout: string): boolean {
  try {
    fs.writeFileSync(reservation(port), checkout, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (isSystemError(error, "EEXIST")) return false;
    throw error;
  }
}

function reservation(port: number): string {
  return path.join(RESERVATIONS, String(port));
}

function holder(port: number): string | undefined {
  return readIfExists(reservation(port));
}

async function isFree(port: number): Promise<boolean> {
  const server = await tryListen({ host: "127.0.0.1", port });
  if (!server) return false;
  server.close();
  await once(server, "close");
  return true;
}
