// The rendered configuration of a managed Redis, in a real server.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { redisSecrets, redisSpec } from "../../../components/storage/managed/specs/redis.ts";
import { redisUrl } from "../../../components/storage/url.ts";
import { findExecutable } from "../../../sandbox/packages.ts";
import { freePorts } from "../../support/ports.ts";
import { Running } from "../../support/running.ts";

/** Quotes and a backslash: a given password must not break out of the configuration either. */
const PASSWORD = String.raw`with " and \ and 'x' #1`;

const spec = redisSpec({
  name: "redis",
  size: "small",
  images: { registry: "registry.example.com", tags: {} },
  databases: 40,
});
const run = promisify(execFile);

describe("a managed Redis", () => {
  let directory: string;
  let port: number;
  let server: Running;

  /** What redis-cli prints for a command, as the probes call it. */
  const ask = async (password: string, ...command: readonly string[]): Promise<string> => {
    const env = { ...process.env, REDISCLI_AUTH: password };
    const { stdout } = await run(
      findExecutable("redis-cli"),
      ["-h", "127.0.0.1", "-p", String(port), ...command],
      { env },
    );
    return stdout.trim();
  };

  /** Writes the files of ConfigMap and Secret, and starts the server with them. */
  const start = async (password: string): Promise<void> => {
    const configuration = String(spec.configuration["redis.conf"])
      .replace("port 6379", `port ${port}\nbind 127.0.0.1`)
      .replace("dir /data", `dir ${directory}`)
      .replace("include /run/secrets/redis/", `include ${directory}/`);
    for (const [name, text] of Object.entries({ ...redisSecrets(password), "redis.conf": configuration })) {
      await writeFile(path.join(directory, name), text, { mode: 0o600 });
    }
    server = await Running.start({
      command: findExecutable("redis-server"),
      args: [path.join(directory, "redis.conf")],
      answers: async () => (await ask(password, "ping")) === "PONG",
    });
  };

  before(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "bkpaas-redis-"));
    [port = 0] = await freePorts(1);
    await start(PASSWORD);
  });

  after(async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it("lets its password in, and keeps databases apart", async () => {
    assert.equal(await ask(PASSWORD, "-n", "39", "set", "where", "here"), "OK");
    assert.equal(await ask(PASSWORD, "-n", "39", "get", "where"), "here");
    assert.equal(await ask(PASSWORD, "-n", "0", "get", "where"), "");
  });

  it("is reached by the addresses that the platform gets, each on its own database", async () => {
    const clients = [10, 11].map((database) => {
      const url = redisUrl({ host: "127.0.0.1", port, database, password: PASSWORD });
      // Unlike the platform's client, redis-cli would log in as the user without a name.
      const named = url.replace("//:", "//default:");
      return (...command: string[]) => run(findExecutable("redis-cli"), ["-u", named, ...command]);
    });
    for (const [index, client] of clients.entries()) await client("set", "who", `client ${index}`);
    assert.equal(await ask(PASSWORD, "-n", "10", "get", "who"), "client 0");
    assert.equal(await ask(PASSWORD, "-n", "11", "get", "who"), "client 1");
  });

  it("has no more databases than it was told", async () => {
    assert.match(await ask(PASSWORD, "select", "40"), /DB index is out of range/);
  });

  it("refuses another password, and none", async () => {
    assert.match(await ask("wrong", "ping"), /NOAUTH/);
    assert.match(await ask("", "ping"), /NOAUTH/);
  });

  it("passes the probe with its password only", async () => {
    const { exec } = spec.container.readinessProbe as { exec: { command: string[] } };
    const [shell = "", ...args] = exec.command.map((text) =>
      text.replace("redis-cli", `redis-cli -p ${port}`),
    );
    const probe = (password: string) =>
      run(shell, args, { env: { ...process.env, REDISCLI_AUTH: password } });
    await probe(PASSWORD);
    await assert.rejects(probe("wrong"));
  });

  it("refuses what does not fit, and throws nothing away", async () => {
    const settings = ["maxmemory", "maxmemory-policy", "appendonly", "save"];
    const told = await Promise.all(settings.map((name) => ask(PASSWORD, "config", "get", name)));
    assert.deepEqual(told, [
      `maxmemory\n${256 * 1024 * 1024}`,
      "maxmemory-policy\nnoeviction",
      "appendonly\nyes",
      "save",
    ]);
  });

  it("keeps its data over a restart, which puts a changed password in force", async () => {
    await server.stop();
    await start("changed");
    assert.equal(await ask("changed", "-n", "39", "get", "where"), "here");
    assert.match(await ask(PASSWORD, "ping"), /NOAUTH/);
  });
});
