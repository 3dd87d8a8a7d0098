// The rendered configuration and definitions of a managed RabbitMQ, in a real server.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { rabbitmqSecrets, rabbitmqSpec } from "../../../components/storage/managed/specs/rabbitmq.ts";
import { amqpUrl } from "../../../components/storage/url.ts";
import { RABBITMQ_SERVER, findExecutable } from "../../../sandbox/packages.ts";
import { until } from "../../../sandbox/process.ts";
import { logInByAmqp } from "../../support/amqp.ts";
import { freePorts } from "../../support/ports.ts";
import { Running } from "../../support/running.ts";

const admin = { user: "admin", password: "firstOfAdmin" };
const platform = { user: "bkpaas3", password: "firstOfPlatform", virtualHost: "bkpaas3" };

const spec = rabbitmqSpec({
  name: "rabbitmq",
  size: "small",
  images: { registry: "registry.example.com", tags: {} },
});

describe("a managed RabbitMQ", () => {
  let directory: string;
  let amqp = 0;
  let management = 0;
  let epmd = 0;
  let distribution = 0;
  let mapper: Running;
  let broker: Running;

  /** Writes the files of ConfigMap and Secret, and starts the node with them and the pod's environment. */
  const start = async (accounts: Parameters<typeof rabbitmqSecrets>[0]): Promise<void> => {
    const configuration = String(spec.configuration["rabbitmq.conf"])
      .replace("listeners.tcp.default = 5672", `listeners.tcp.default = 127.0.0.1:${amqp}`)
      .replace(
        "management.tcp.port = 15672",
        `management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = ${management}`,
      )
      .replace("/run/secrets/rabbitmq/", `${directory}/`);
    const files = { ...spec.configuration, ...rabbitmqSecrets(accounts), "rabbitmq.conf": configuration };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(directory, name), text, { mode: 0o600 });
    }
    broker = await Running.start({
      command: findExecutable(RABBITMQ_SERVER),
      cwd: directory,
      env: { ...podEnvironment(), ...placeEnvironment() },
      answers: () => connects(amqp),
    });
  };

  const podEnvironment = (): Record<string, string> => {
    const variables = spec.container.env as { name: string; value: string }[];
    return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
  };

  /** What the image or the pod's own network settles: places and ports. */
  const placeEnvironment = (): Record<string, string> => ({
    HOME: directory,
    ERL_EPMD_PORT: String(epmd),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: path.join(directory, "data"),
    RABBITMQ_LOG_BASE: path.join(directory, "logs"),
    RABBITMQ_CONFIG_FILE: path.join(directory, "rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: path.join(directory, "enabled_plugins"),
    // These need not exist; without them the machine's own, in /etc/rabbitmq, would be read.
    RABBITMQ_CONF_ENV_FILE: path.join(directory, "rabbitmq-env.conf"),
    RABBITMQ_ADVANCED_CONFIG_FILE: path.join(directory, "advanced.config"),
    RUNNING_UNDER_SYSTEMD: "true",
  });

  /** Asks the management HTTP API. */
  const ask = async (
    as: { readonly user: string; readonly password: string },
    question: string,
    method = "GET",
  ): Promise<{ status: number; body: unknown }> => {
    const credentials = Buffer.from(`${as.user}:${as.password}`).toString("base64");
    const response = await fetch(`http://127.0.0.1:${management}/api/${question}`, {
      method,
      headers: { authorization: `Basic ${credentials}`, "content-type": "application/json" },
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };

  before(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "bkpaas-rabbitmq-"));
    [amqp = 0, management = 0, epmd = 0, distribution = 0] = await freePorts(4);
    mapper = await Running.start({
      command: findExecutable("epmd"),
      args: ["-address", "127.0.0.1", "-port", String(epmd)],
      answers: () => connects(epmd),
    });
    await start({ admin, platform });
  });

  after(async () => {
    await broker.stop();
    await mapper.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it("opens its port when accounts are in force: the platform logs in on its virtual host at once", async () => {
    await logInByAmqp({ port: amqp, ...platform });
  });

  it("is reached by the address that the platform gets", async () => {
    const url = new URL(amqpUrl({ host: "127.0.0.1", port: amqp, ...platform }));
    const [user, password, virtualHost] = [url.username, url.password, url.pathname.slice(1)].map(
      decodeURIComponent,
    );
    assert.deepEqual({ user, password, virtualHost }, platform);
    await logInByAmqp({ port: Number(url.port), ...platform });
  });

  it("refuses the platform on another virtual host, and with another password", async () => {
    await ask(admin, "vhosts/others", "PUT");
    await assert.rejects(logInByAmqp({ port: amqp, ...platform, virtualHost: "others" }), /others.*refused/);
    await assert.rejects(logInByAmqp({ port: amqp, ...platform, password: "wrong" }), /ACCESS_REFUSED/);
  });

  it("has an administrator, who may do on the platform's virtual host what the platform may", async () => {
    const { body } = await ask(admin, "whoami");
    assert.deepEqual((body as { tags: unknown }).tags, ["administrator"]);
    await logInByAmqp({ port: amqp, ...admin, virtualHost: platform.virtualHost });
  });

  it("tells the platform nothing over its management API", async () => {
    assert.equal((await ask(platform, "users")).status, 401);
  });

  it("has no account but these, and no virtual host but the platform's", async () => {
    await ask(admin, "vhosts/others", "DELETE");
    const [users, hosts] = await Promise.all([ask(admin, "users"), ask(admin, "vhosts")]);
    assert.deepEqual(names(users.body), ["admin", "bkpaas3"]);
    assert.deepEqual(names(hosts.body), ["bkpaas3"]);
  });

  it("takes its limits from the container's, not from the machine", async () => {
    let node: { name: string; mem_limit?: number; disk_free_limit?: number } | undefined;
    // The node tells its numbers every few seconds.
    const told = await until(async () => {
      const { body } = await ask(admin, "nodes");
      [node] = body as [typeof node];
      return node?.mem_limit !== undefined;
    }, 30_000);
    assert.ok(told);
    const mebi = 1024 * 1024;
    assert.deepEqual(
      { name: node?.name, memory: Math.round((node?.mem_limit ?? 0) / mebi), disk: node?.disk_free_limit },
      { name: "rabbit@localhost", memory: Math.round(1024 * 0.6), disk: 1024 * mebi },
    );
  });

  it("keeps what others made over a restart, which puts changed passwords in force", async () => {
    await ask(admin, "vhosts/application", "PUT");
    await broker.stop();
    const changed = {
      admin: { ...admin, password: "secondOfAdmin" },
      platform: { ...platform, password: "secondOfPlatform" },
    };
    await start(changed);
    await logInByAmqp({ port: amqp, ...changed.platform });
    await assert.rejects(logInByAmqp({ port: amqp, ...platform }), /ACCESS_REFUSED/);
    const { body } = await ask(changed.admin, "vhosts");
    assert.deepEqual(names(body), ["application", "bkpaas3"]);
  });
});

async function connects(port: number): Promise<boolean> {
  const socket = net.connect({ host: "127.0.0.1", port });
  try {
    await once(socket, "connect");
    return true;
  } finally {
    socket.destroy();
  }
}

function names(listed: unknown): string[] {
  return (listed as { name: string }[]).map(({ name }) => name).sort();
}
