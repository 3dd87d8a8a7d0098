import { randomInt } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import { tryListen } from "../../sandbox/lock.ts";

/** Below what the sandbox reserves, and below what Linux hands out to outgoing connections (32768 and up). */
const FIRST = 10_000;
const COUNT = 10_000;

/** Loopback ports that are free now, chosen at random, so that tests that run together choose others. */
export async function freePorts(count: number): Promise<number[]> {
  const held: net.Server[] = [];
  while (held.length < count) {
    // All are held at once, so that none is given twice.
    const server = await tryListen({ host: "127.0.0.1", port: randomInt(FIRST, FIRST + COUNT) });
    if (server) held.push(server);
  }
  const ports = held.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(held.map((server) => once(server.close(), "close")));
  return ports;
}

/** Whether something listens on a loopback port. */
export async function isOpen(port: number): Promise<boolean> {
  const socket = net.connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
