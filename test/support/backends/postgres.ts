import { execFile } from "node:child_process";
import { chownSync, globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { freePorts } from "../ports.ts";
import type { Backend, Missing } from "./backend.ts";
import { Service } from "./service.ts";

const run = promisify(execFile);

/** Debian's user without rights: PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

/** States in a table of a PostgreSQL server, which this machine's packages bring. */
export async function postgresBackend(): Promise<Backend | Missing> {
  const programs = globSync("/usr/lib/postgresql/*/bin").sort().at(-1);
  if (programs === undefined) {
    return { reason: "this machine has no PostgreSQL (on Debian: apt-get install postgresql)" };
  }
  const [port = 0] = await freePorts(1);
  const folder = await mkdtemp(path.join(os.tmpdir(), "bkpaas-postgres-"));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
  const owner = isRoot ? NOBODY : {};
  const data = path.join(folder, "data");
  const program = (name: string): string => path.join(programs, name);
  await run(program("initdb"), ["--pgdata", data, "--username=states", "--auth=trust", "--no-sync"], {
    ...owner,
    cwd: folder,
  });
  const place = [
    "-D",
    data,
    "-p",
    String(port),
    "-k",
    folder,
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "fsync=off",
  ];
  const service = await Service.start(program("postgres"), place, port, { ...owner, cwd: folder });
  const url = `postgres://states@127.0.0.1:${port}/postgres?sslmode=disable`;
  return {
    url,
    env: {},
    kept: async () =>
      (
        await run(
          program("psql"),
          [url, "-Atc", "SELECT convert_from(decode(data->>'data', 'base64'), 'UTF8') FROM pulumi_state"],
          { maxBuffer: 2 ** 26 },
        )
      ).stdout,
    stop: async () => {
      await service.stop();
      await rm(folder, { recursive: true });
    },
  };
}
