import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { RABBITMQ_SERVER, findExecutable } from "../../sandbox/packages.ts";
import { freePorts } from "./ports.ts";
import { Running } from "./running.ts";

/** What the management API answered; the body as JSON, undefined where there is none. */
export interface ManagementAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Ports {
  readonly amqp: number;
  readonly management: number;
  readonly epmd: number;
  readonly distribution: number;
}

/** A RabbitMQ of a test's own, with the management plugin, on free loopback ports, and an epmd of its own. */
export class TestRabbitMQ {
  /** Administrator, made with the node. */
  readonly admin = { user: "admin", password: "secretOfAdmin" };
  readonly #directory: string;
  readonly #ports: Ports;
  readonly #mapper: Running;
  #broker: Running | undefined;

  private constructor(directory: string, ports: Ports, mapper: Running) {
    this.#directory = directory;
    this.#ports = ports;
    this.#mapper = mapper;
  }

  /** Starts a node without any virtual host but `/`. */
  static async start(): Promise<TestRabbitMQ> {
    const directory = await mkdtemp(path.join(os.tmpdir(), "bkpaas-rabbitmq-"));
    const [amqp = 0, management = 0, epmd = 0, distribution = 0] = await freePorts(4);
    const mapper = await Running.start({
      command: findExecutable("epmd"),
      args: ["-address", "127.0.0.1", "-port", String(epmd)],
      // The node waits for it.
      answers: () => Promise.resolve(true),
    });
    const server = new TestRabbitMQ(directory, { amqp, management, epmd, distribution }, mapper);
    await server.up();
    return server;
  }

  /** Address of the management API, as the provider's setting takes it. */
  get endpoint(): string {
    return `http://127.0.0.1:${this.#ports.management}`;
  }

  get amqpPort(): number {
    return this.#ports.amqp;
  }

  /** Starts the node, again with the data that it had. */
  async up(): Promise<void> {
    await writeFile(path.join(this.#directory, "rabbitmq.conf"), this.#configuration());
    await writeFile(path.join(this.#directory, "enabled_plugins"), "[rabbitmq_management].\n");
    this.#broker = await Running.start({
      command: findExecutable(RABBITMQ_SERVER),
      cwd: this.#directory,
      env: this.#environment(),
      answers: async () => (await this.ask("GET", "aliveness-test/%2F")).status === 200,
    });
  }

  /** Ends the node at once, as a crash does; its data stays for `up`. */
  async kill(): Promise<void> {
    await this.#broker?.stop("SIGKILL");
  }

  /** Ends the node and removes its data. */
  async stop(): Promise<void> {
    await this.kill();
    await this.#mapper.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  /** Asks the management API by a path below `/api/`, as the administrator unless told. */
  async ask(method: string, question: string, body?: object, as = this.admin): Promise<ManagementAnswer> {
    const credentials = Buffer.from(`${as.user}:${as.password}`).toString("base64");
    const response = await fetch(`${this.endpoint}/api/${question}`, {
      method,
      headers: { authorization: `Basic ${credentials}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  }

  #configuration(): string {
    return [
      `listeners.tcp.default = 127.0.0.1:${this.#ports.amqp}`,
      "management.tcp.ip = 127.0.0.1",
      `management.tcp.port = ${this.#ports.management}`,
      `default_user = ${this.admin.user}`,
      `default_pass = ${this.admin.password}`,
      "default_user_tags.administrator = true",
      // Numbers of messages are told at once.
      "collect_statistics_interval = 250",
      "",
    ].join("\n");
  }

  #environment(): Record<string, string> {
    const place = (name: string): string => path.join(this.#directory, name);
    return {
      HOME: this.#directory,
      ERL_EPMD_ADDRESS: "127.0.0.1",
      ERL_EPMD_PORT: String(this.#ports.epmd),
      RABBITMQ_NODENAME: "test@localhost",
      RABBITMQ_DIST_PORT: String(this.#ports.distribution),
      // The distribution port would listen on every interface otherwise; idle schedulers would spin.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
        "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
      RABBITMQ_MNESIA_BASE: place("data"),
      RABBITMQ_LOG_BASE: place("logs"),
      RABBITMQ_LOGS: "-",
      RABBITMQ_CONFIG_FILE: place("rabbitmq.conf"),
      RABBITMQ_ENABLED_PLUGINS_FILE: place("enabled_plugins"),
      // These need not exist; without them the machine's own, in /etc/rabbitmq, would be read.
      RABBITMQ_CONF_ENV_FILE: place("rabbitmq-env.conf"),
      RABBITMQ_ADVANCED_CONFIG_FILE: place("advanced.config"),
      // The start script becomes the broker instead of staying its parent: one process to end.
      RUNNING_UNDER_SYSTEMD: "true",
    };
  }
}
