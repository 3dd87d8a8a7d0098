import fs from "node:fs";
import path from "node:path";
import { privateDirectory, writeAtomically } from "../files.ts";
import { DATA } from "../layout.ts";
import { findExecutable, RABBITMQ_SERVER } from "../packages.ts";
import { isRunning, launch, stop, type Launch } from "../process.ts";
import { ADMINISTRATORS, type Settings } from "../settings.ts";
import { loopback, processServer, type Server } from "./server.ts";

const NAME = "rabbitmq";
const EPMD = "rabbitmq-epmd";
const DIRECTORY = path.join(DATA, NAME);

/** How long the management API may take to answer one question, in milliseconds. */
const ANSWER_DEADLINE = 3000;

/** A RabbitMQ of this checkout with the management plugin, and its own epmd: the machine's knows nothing of it. */
export function rabbitmq(settings: Settings): Server {
  const broker = processServer({
    name: NAME,
    address: loopback(settings.ports.rabbitmq),
    prepare: () => Promise.resolve(prepareBroker(settings)),
    answers: () => answers(settings),
  });
  return {
    ...broker,
    start: async () => {
      if (!isRunning(EPMD)) await launch(epmd(settings));
      await broker.start();
    },
    stop: async () => {
      await broker.stop();
      // It would outlive the broker.
      await stop(EPMD);
    },
  };
}

/** Erlang's port mapper, in the foreground, so that it is a process we know. */
function epmd(settings: Settings): Launch {
  return {
    name: EPMD,
    command: findExecutable("epmd"),
    args: ["-address", "127.0.0.1", "-port", String(settings.ports.epmd)],
  };
}

function prepareBroker(settings: Settings): Launch {
  privateDirectory(DIRECTORY);
  writeAtomically(path.join(DIRECTORY, "rabbitmq.conf"), configuration(settings));
  writeAtomically(path.join(DIRECTORY, "enabled_plugins"), "[rabbitmq_management].\n");
  writeAtomically(path.join(DIRECTORY, ".erlang.cookie"), settings.passwords.erlangCookie, 0o400);
  return {
    name: NAME,
    command: findExecutable(RABBITMQ_SERVER),
    args: [],
    // Erlang writes its crash dump where it stands.
    cwd: fs.realpathSync(DIRECTORY),
    env: environment(settings),
  };
}

/** The administrator is made when the node is new, in place of `guest`, which never exists. */
function configuration({ ports, passwords }: Settings): string {
  return [
    `listeners.tcp.default = ${loopback(ports.rabbitmq)}`,
    "management.tcp.ip = 127.0.0.1",
    `management.tcp.port = ${ports.rabbitmqManagement}`,
    `default_user = ${ADMINISTRATORS.rabbitmq}`,
    `default_pass = ${passwords.rabbitmq}`,
    "default_user_tags.administrator = true",
    "",
  ].join("\n");
}

function environment({ ports }: Settings): Record<string, string> {
  return {
    HOME: DIRECTORY,
    ERL_EPMD_ADDRESS: "127.0.0.1",
    ERL_EPMD_PORT: String(ports.epmd),
    RABBITMQ_NODENAME: "sandbox@localhost",
    RABBITMQ_NODE_IP_ADDRESS: "127.0.0.1",
    RABBITMQ_NODE_PORT: String(ports.rabbitmq),
    RABBITMQ_DIST_PORT: String(ports.rabbitmqDistribution),
    // The distribution port would listen on every interface otherwise; idle schedulers would spin.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
      "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
    RABBITMQ_MNESIA_BASE: path.join(DIRECTORY, "mnesia"),
    RABBITMQ_LOG_BASE: DIRECTORY,
    RABBITMQ_LOGS: "-",
    RABBITMQ_CONFIG_FILE: path.join(DIRECTORY, "rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: path.join(DIRECTORY, "enabled_plugins"),
    // These need not exist; without them the machine's own, in /etc/rabbitmq, would be read.
    RABBITMQ_CONF_ENV_FILE: path.join(DIRECTORY, "rabbitmq-env.conf"),
    RABBITMQ_ADVANCED_CONFIG_FILE: path.join(DIRECTORY, "advanced.config"),
    // The start script becomes the broker instead of staying its parent: one process, one id.
    RUNNING_UNDER_SYSTEMD: "true",
  };
}

/** Whether the management API, asked as the administrator, says that the broker listens. */
async function answers({ ports, passwords }: Settings): Promise<boolean> {
  const credentials = Buffer.from(`${ADMINISTRATORS.rabbitmq}:${passwords.rabbitmq}`).toString("base64");
  const url = `http://${loopback(ports.rabbitmqManagement)}/api/health/checks/port-listener/${ports.rabbitmq}`;
  const response = await fetch(url, {
    headers: { authorization: `Basic ${credentials}` },
    signal: AbortSignal.timeout(ANSWER_DEADLINE),
  });
  await response.arrayBuffer();
  return response.ok;
}
