import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { escape } from "mysql2";
import { type Connection, type RowDataPacket, createConnection } from "mysql2/promise";
import { freePorts } from "../ports.ts";
import type { Edition } from "./edition.ts";

/** How long a server may take to answer after it is started, in milliseconds. */
const START_DEADLINE = 180_000;

/** A server of a test's own, on a free loopback port, with nothing in it. Nothing of it is safe from a crash. */
export class TestServer {
  readonly edition: Edition;
  readonly port: number;
  /** Holds its data and logs. */
  readonly directory: string;
  readonly #rootPassword: string;
  readonly #process: ChildProcess;
  readonly #abandon: () => void;
  #version = "";

  private constructor(
    edition: Edition,
    port: number,
    rootPassword: string,
    directory: string,
    child: ChildProcess,
  ) {
    this.edition = edition;
    this.port = port;
    this.#rootPassword = rootPassword;
    this.directory = directory;
    this.#process = child;
    this.#abandon = () => {
      child.kill("SIGKILL");
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    };
    // A test that dies takes its server with it, and one that failed does not wait for it.
    process.once("exit", this.#abandon);
    child.unref();
  }

  get kind(): Edition["kind"] {
    return this.edition.kind;
  }

  /** What the server calls its version, as `10.11.14-MariaDB-0+deb12u2` or `9.7.4-2`. */
  get version(): string {
    return this.#version;
  }

  /** `host:port`, as the provider's setting takes it. */
  get endpoint(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Starts a server whose account `root`@`localhost` has this password; `options` are more arguments for it. */
  static async start(
    edition: Edition,
    rootPassword: string,
    options: readonly string[] = [],
  ): Promise<TestServer> {
    const directory = await prepare(edition, rootPassword);
    const place = (name: string): string => path.join(directory, name);
    const [port = 0] = await freePorts(1);
    const [program, ...args] = edition.server;
    const child = spawn(
      program,
      [
        ...args,
        `--datadir=${place("data")}`,
        `--port=${port}`,
        // Relative to the data directory: the whole path may be longer than a socket's may be.
        "--socket=server.sock",
        // A starting server deletes all temporary tables it finds, also those of others.
        `--tmpdir=${directory}`,
        `--pid-file=${place("pid")}`,
        `--log-error=${place("log.err")}`,
        `--init-file=${place("start.sql")}`,
        "--bind-address=127.0.0.1",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-flush-method=nosync",
        "--innodb-buffer-pool-size=32M",
        ...options,
      ],
      { stdio: "ignore" },
    );
    const server = new TestServer(edition, port, rootPassword, directory, child);
    try {
      await server.#awaitStart();
      return server;
    } catch (error) {
      const said = await readFile(place("log.err"), "utf8").catch(() => "nothing");
      await server.stop();
      throw new Error(`the test's ${edition.kind} did not start; it said:\n${said}`, { cause: error });
    }
  }

  /** A connection as this user. */
  connect(user: string, password: string): Promise<Connection> {
    return createConnection({ host: "127.0.0.1", port: this.port, user, password });
  }

  /** Does something with a connection as `root`, with the password that the server was started with. */
  async asRoot<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.connect("root", this.#rootPassword);
    try {
      return await work(connection);
    } finally {
      await connection.end();
    }
  }

  /** Ends the server at once and removes its data. */
  async stop(): Promise<void> {
    if (!this.#hasEnded()) {
      const ended = once(this.#process, "exit");
      this.#process.ref();
      this.#process.kill("SIGKILL");
      await ended;
    }
    process.off("exit", this.#abandon);
    await rm(this.directory, { recursive: true, force: true });
  }

  async #awaitStart(): Promise<void> {
    const deadline = Date.now() + START_DEADLINE;
    for (;;) {
      try {
        const [[row]] = await this.asRoot((connection) =>
          connection.query<RowDataPacket[]>("SELECT VERSION() AS version"),
        );
        this.#version = String(row?.version);
        return;
      } catch (error) {
        if (Date.now() > deadline || this.#hasEnded()) throw error;
        await delay(50);
      }
    }
  }

  #hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }
}

/** Makes the directory of a server that was never started. */
async function prepare(edition: Edition, rootPassword: string): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), `bkpaas-${edition.kind}-`));
  try {
    await edition.createData(path.join(directory, "data"));
    await writeFile(path.join(directory, "start.sql"), startStatements(rootPassword), { mode: 0o600 });
    return directory;
  } catch (error) {
    await rm(directory, { recursive: true });
    throw error;
  }
}

/** What the server executes before it takes its first client, a statement a line. */
function startStatements(rootPassword: string): string {
  return [
    // The server's mode may say that a backslash does not escape.
    "SET SESSION sql_mode = '';",
    `ALTER USER 'root'@'localhost' IDENTIFIED BY ${escape(rootPassword)};`,
    "",
  ].join("\n");
}
