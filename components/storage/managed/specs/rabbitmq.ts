import { imageOf } from "../../../../config/images.ts";
import { type RabbitMQShare, rabbitmqSizes } from "../../../../config/storage/sizes.ts";
import { type Files, type Plan, type StoreSpec, liveness, readiness, settingLines, startup } from "./spec.ts";

/** An account of RabbitMQ. */
export interface RabbitMQUser {
  readonly user: string;
  readonly password: string;
}

/** What exists on a managed RabbitMQ after every start; what others made beside it stays. */
export interface RabbitMQAccounts {
  readonly admin: RabbitMQUser;
  /** The platform's own virtual host and who may use it. */
  readonly platform?: (RabbitMQUser & { readonly virtualHost: string }) | undefined;
}

const CONFIGURATION = "/etc/rabbitmq";
const SECRETS = "/run/secrets/rabbitmq";

/** Erlang's cookie is here and not on the volume, whose group may read everything: Erlang refuses such a cookie. */
const HOME = "/home/rabbitmq";

/** The listener is opened last, when accounts and virtual hosts are in force. */
const CONNECT = { tcpSocket: { port: 5672 } };

/** A single RabbitMQ node with the management plugin. */
export function rabbitmqSpec({ size, images }: Plan): StoreSpec {
  const share = rabbitmqSizes[size];
  return {
    software: "rabbitmq",
    image: imageOf(images, "rabbitmq"),
    nodes: 1,
    share,
    user: { uid: 999, gid: 999, volumeGroup: 999 },
    ports: { amqp: 5672, management: 15672 },
    configuration: {
      "rabbitmq.conf": settingLines(rabbitmqSettings(share)),
      enabled_plugins: "[rabbitmq_management].\n",
    },
    mounts: [
      { from: "configuration", at: CONFIGURATION },
      { from: "secrets", at: SECRETS },
      { from: "data", at: "/var/lib/rabbitmq" },
      { from: "scratch", at: HOME },
      // It opens a log for upgrades there, whatever it is told of logs.
      { from: "scratch", at: "/var/log/rabbitmq" },
      { from: "scratch", at: "/tmp" },
    ],
    container: {
      env: [
        { name: "HOME", value: HOME },
        // The volume is known by this name; alone, the node needs no other, and no other node reaches it.
        { name: "RABBITMQ_NODENAME", value: "rabbit@localhost" },
        { name: "ERL_EPMD_ADDRESS", value: "127.0.0.1" },
        {
          name: "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
          value: "-kernel inet_dist_use_interface {127,0,0,1}",
        },
      ],
      startupProbe: startup(CONNECT),
      readinessProbe: readiness(CONNECT),
      livenessProbe: liveness(CONNECT),
    },
    graceSeconds: 600,
  };
}

/** The file of the Secret, from which the node takes accounts and virtual hosts at every start. */
export function rabbitmqSecrets({ admin, platform }: RabbitMQAccounts): Files {
  const everything = { configure: ".*", write: ".*", read: ".*" };
  const definitions = {
    users: [
      { name: admin.user, password: admin.password, tags: "administrator" },
      ...(platform ? [{ name: platform.user, password: platform.password, tags: "" }] : []),
    ],
    vhosts: platform ? [{ name: platform.virtualHost }] : [],
    permissions: platform
      ? [admin, platform].map(({ user }) => ({ user, vhost: platform.virtualHost, ...everything }))
      : [],
  };
  return { "definitions.json": `${JSON.stringify(definitions, undefined, 2)}\n` };
}

function rabbitmqSettings({ memory, freeDisk }: RabbitMQShare) {
  return {
    "listeners.tcp.default": 5672,
    "management.tcp.port": 15672,
    load_definitions: `${SECRETS}/definitions.json`,
    "log.console": "true",
    "log.file": "false",
    // The server would take the machine's memory for its own.
    total_memory_available_override_value: `${memory}MiB`,
    "vm_memory_high_watermark.relative": 0.6,
    "disk_free_limit.absolute": `${freeDisk}MiB`,
    // A day, in milliseconds: a Celery worker holds a task that is to run later, unacknowledged.
    consumer_timeout: 86_400_000,
  };
}
