import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Connection, createConnection } from "mysql2/promise";

/** How long a server may take to answer after it is started, in milliseconds. */
const START_DEADLINE = 60_000;

/** A MariaDB or MySQL server of a test's own, on a free loopback port, with nothing in it. */
export class TestServer {
  readonly port: number;
  readonly #dir: string;
  readonly #process: ChildProcess;
  readonly #kill: () => void;

  private constructor(dir: string, port: number, child: ChildProcess) {
    this.#dir = dir;
    this.port = port;
    this.#process = child;
    this.#kill = () => child.kill("SIGKILL");
    // A test that dies takes its server with it.
    process.once("exit", this.#kill);
  }

  /** `host:port`, as the provider's setting takes it. */
  get endpoint(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Starts a server whose account `root` has this password; `options` are more arguments for it. */
  static async start(rootPassword: string, options: readonly string[] = []): Promise<TestServer> {
    const dir = await mkdtemp(path.join(os.tmpdir(), "bkpaas-mariadb-"));
    const data = path.join(dir, "data");
    const user = os.userInfo().username;
    const install = spawnSync("mariadb-install-db", [
      "--no-defaults",
      `--datadir=${data}`,
      `--user=${user}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
    ]);
    if (install.status !== 0) throw new Error(`mariadb-install-db failed: ${String(install.stderr)}`);
    const port = await freePort();
    const log = path.join(dir, "log");
    const child = spawn(
      "mariadbd",
      [
        "--no-defaults",
        `--datadir=${data}`,
        `--user=${user}`,
        `--port=${port}`,
        `--socket=${path.join(dir, "socket")}`,
        `--pid-file=${path.join(dir, "pid")}`,
        `--log-error=${log}`,
        "--bind-address=127.0.0.1",
        "--innodb-flush-log-at-trx-commit=0",
        ...options,
      ],
      { stdio: "ignore" },
    );
    const server = new TestServer(dir, port, child);
    try {
      await server.#setRootPassword(rootPassword);
      return server;
    } catch (error) {
      const said = await readFile(log, "utf8").catch(() => "nothing");
      await server.stop();
      throw new Error(`the test's MariaDB did not start; it said:\n${said}`, { cause: error });
    }
  }

  /** A connection as this user. */
  connect(user: string, password: string): Promise<Connection> {
    return createConnection({ host: "127.0.0.1", port: this.port, user, password });
  }

  /** Ends the server and removes its data. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.kill("SIGTERM");
      await ended;
    }
    process.off("exit", this.#kill);
    await rm(this.#dir, { recursive: true, force: true });
  }

  async #setRootPassword(password: string): Promise<void> {
    const connection = await this.#firstConnection();
    try {
      // The mode may say that a backslash does not escape; the client thinks it does.
      await connection.query("SET SESSION sql_mode = ''");
      await connection.query("SET PASSWORD = PASSWORD(?)", [password]);
    } finally {
      await connection.end();
    }
  }

  async #firstConnection(): Promise<Connection> {
    const deadline = Date.now() + START_DEADLINE;
    for (;;) {
      try {
        return await this.connect("root", "");
      } catch (error) {
        if (Date.now() > deadline || this.#process.exitCode !== null) throw error;
        await delay(50);
      }
    }
  }
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
