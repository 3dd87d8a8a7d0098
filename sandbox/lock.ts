import { createHash } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isSystemError } from "./files.ts";

/** How often a taken lock is tried again, in milliseconds. */
const INTERVAL = 20;

/**
 * Runs `work` while no other process of this user on this machine runs under the same name.
 * The lock is an abstract socket: the kernel frees it however its holder ends.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  // A digest, because an address holds about a hundred bytes and names may hold paths.
  const digest = createHash("sha256").update(name).digest("hex");
  const lock = await acquire(`\0bkpaas-${os.userInfo().uid}-${digest}`);
  try {
    return await work();
  } finally {
    lock.close();
    await once(lock, "close");
  }
}

async function acquire(address: string): Promise<net.Server> {
  for (;;) {
    const lock = await tryListen({ path: address });
    if (lock) return lock;
    await sleep(INTERVAL);
  }
}

/** Listens at an address, or answers with nothing where somebody else does. */
export async function tryListen(address: net.ListenOptions): Promise<net.Server | undefined> {
  const server = net.createServer((socket) => socket.destroy());
  try {
    server.listen(address);
    await once(server, "listening");
    return server;
  } catch (error) {
    if (isSystemError(error, "EADDRINUSE")) return undefined;
    throw error;
  }
}
