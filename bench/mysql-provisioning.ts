// How the time for databases, accounts and grants grows with their number: the slope of time over count, both as
// logarithms, between 100 and 1,000. 1 means twice as many take twice as long, 2 means four times.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import type { ServerAccess } from "../components/storage/mysql/access.ts";
import { clientOptions } from "../components/storage/mysql/client.ts";
import { OWN_DATABASE } from "../components/storage/mysql/privileges.ts";
import { grantPattern } from "../components/storage/mysql/quoting.ts";
import { provisioningSql } from "../components/storage/mysql/statements.ts";
import { runClient } from "../test/support/mysql/client.ts";
import { mariadb } from "../test/support/mysql/mariadb.ts";
import { TestServer } from "../test/support/mysql/server.ts";

const COUNTS = [100, 200, 500, 1000];
const ROUNDS = 3;
const PASSWORD = "bench";
const RESULT = path.join(import.meta.dirname, "results", "mysql-provisioning.json");

/** Seconds of one run of the real client on an empty server, and of a second run that finds all there. */
async function measure(count: number): Promise<{ first: number; again: number }> {
  const server = await TestServer.start(mariadb(), PASSWORD);
  try {
    const sql = Array.from({ length: count }, (_, index) => tenant(index)).join("");
    return { first: await seconds(server, sql), again: await seconds(server, sql) };
  } finally {
    await server.stop();
  }
}

function tenant(index: number): string {
  const name = `tenant_${index}`;
  const access: ServerAccess = {
    databases: [{ role: "apiserver", name }],
    accounts: ["platform"],
    grants: [
      {
        role: "apiserver",
        account: "platform",
        on: grantPattern(name),
        privileges: OWN_DATABASE,
        mayGrant: false,
      },
    ],
  };
  const users = { platform: name, services: "", plan: "" };
  return provisioningSql(access, { users, passwords: { platform: PASSWORD }, host: "%" });
}

async function seconds(server: TestServer, sql: string): Promise<number> {
  const login = { host: "127.0.0.1", port: server.port, user: "root", password: PASSWORD, tls: undefined };
  const began = performance.now();
  const ended = await runClient(server, { optionFile: clientOptions(login, ""), sql });
  if (ended.code !== 0) throw new Error(ended.stderr);
  return (performance.now() - began) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Least squares through the logarithms. */
function slope(points: readonly (readonly [count: number, seconds: number])[]): number {
  const logarithms = points.map(([count, time]) => [Math.log(count), Math.log(time)] as const);
  const mean = (column: 0 | 1): number =>
    logarithms.reduce((sum, point) => sum + point[column], 0) / logarithms.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = logarithms.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return covariance / logarithms.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

const rows = [];
for (const count of COUNTS) {
  const runs = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(await measure(count));
  const row = {
    count,
    first: median(runs.map(({ first }) => first)),
    again: median(runs.map(({ again }) => again)),
  };
  rows.push(row);
  console.log(`${count} databases: first ${row.first.toFixed(2)} s, again ${row.again.toFixed(2)} s`);
}

const result = {
  what: "slope of the logarithm of time over that of count, 100 to 1,000 databases with one account and one grant each",
  server: "MariaDB on loopback, without fsync",
  rounds: ROUNDS,
  slopes: {
    first: Number(slope(rows.map(({ count, first }) => [count, first])).toFixed(2)),
    again: Number(slope(rows.map(({ count, again }) => [count, again])).toFixed(2)),
  },
  timeOfSecondRunOverFirst: Number(((rows.at(-1)?.again ?? 0) / (rows.at(-1)?.first ?? 1)).toFixed(2)),
};
writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result.slopes));
