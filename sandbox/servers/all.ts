import { cluster } from "../cluster/cluster.ts";
import { CHECKOUT } from "../layout.ts";
import { withLock } from "../lock.ts";
import { messageOf } from "../../config/message.ts";
import { ensurePackages } from "../packages.ts";
import { loadSettings, readSettings, type Settings } from "../settings.ts";
import { bkrepo } from "./bkrepo.ts";
import { elasticsearch } from "./elasticsearch.ts";
import { mariadb } from "./mariadb.ts";
import { rabbitmq } from "./rabbitmq.ts";
import { redis } from "./redis.ts";
import type { Server, ServerStatus } from "./server.ts";

type Print = (line: string) => void;

/** Every server of the sandbox, in the order in which they are listed to people. */
export function servers(settings: Settings): Server[] {
  return [cluster, mariadb, redis, rabbitmq, bkrepo, elasticsearch].map((server) => server(settings));
}

/**
 * Starts what does not run, all at once: no server needs another. One line for each that answers.
 * Raises one error that tells all failures, after all have come up or failed.
 */
export async function startAll(print: Print = console.log): Promise<Settings> {
  const settings = await loadSettings();
  await ensurePackages(print);
  await oneAtATime(() => forAll(servers(settings), (server) => startOne(server, print)));
  return settings;
}

/** Stops what runs and keeps its data. Nothing happens where no sandbox was ever started. */
export async function stopAll(): Promise<void> {
  const settings = readSettings();
  if (settings) await oneAtATime(() => forAll(servers(settings), (server) => server.stop()));
}

/** What runs, where, since when; empty where no sandbox was ever started. */
export async function statusAll(): Promise<ServerStatus[]> {
  const settings = readSettings();
  return settings ? Promise.all(servers(settings).map((server) => server.status())) : [];
}

/** The status as a table for people. */
export function statusTable(statuses: readonly ServerStatus[]): string {
  const rows = [
    ["NAME", "ADDRESS", "STATE", "PID", "SINCE"],
    ...statuses.map(({ name, address, state, pid, since }) => [
      name,
      address,
      state === "address only" ? "address only, nothing runs there" : state,
      String(pid ?? "-"),
      since ? localTime(since) : "-",
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** As `2026-01-31 23:59:59` where the reader is. */
function localTime(date: Date): string {
  return date.toLocaleString("sv-SE");
}

async function startOne(server: Server, print: Print): Promise<void> {
  const began = Date.now();
  await server.start();
  const { state } = await server.status();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  print(`${server.name.padEnd(14)} ${server.address.padEnd(16)} ${state}  ${seconds} s`);
}

/** Nobody else starts or stops servers of this checkout meanwhile. */
function oneAtATime(work: () => Promise<void>): Promise<void> {
  return withLock(`servers-${CHECKOUT}`, work);
}

async function forAll(all: readonly Server[], work: (server: Server) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(all.map((server) => work(server)));
  const failures = results
    .filter((result) => result.status === "rejected")
    .map(({ reason }) => messageOf(reason));
  if (failures.length > 0) throw new Error(failures.join("\n"));
}
