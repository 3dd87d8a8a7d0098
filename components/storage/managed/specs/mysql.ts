import { imageOf } from "../../../../config/images.ts";
import type { ManagedServer } from "../../../../config/storage/mysql-servers.ts";
import { type MySQLShare, mysqlSizes } from "../../../../config/storage/sizes.ts";
import type { PodUser } from "../restricted.ts";
import { quoteAccount, quoteText } from "../../mysql/quoting.ts";
import { type Files, type Plan, type StoreSpec, liveness, readiness, settingLines, startup } from "./spec.ts";

/** Release series of MySQL that can be run. */
export type MySQLVersion = ManagedServer["version"];

/** User and group of the official images, of server and client alike. */
export const MYSQL_USER: PodUser = { uid: 999, gid: 999, volumeGroup: 999 };

/** Where the official image expects the volume. The data are one directory below: a new volume may hold lost+found. */
const VOLUME = "/var/lib/mysql";
const DATA = `${VOLUME}/data`;
const SECRETS = "/run/secrets/mysql";
const SOCKETS = "/var/run/mysqld";

/**
 * The image sets the password of root when it first fills the volume, and never again; so every later start of the server
 * sets it, before the first client is served. The first, too, after a beginning that was cut off.
 */
const START = `
if [ -d ${DATA}/mysql ]; then exec mysqld --init-file=${SECRETS}/root.sql; fi
exec docker-entrypoint.sh mysqld
`;

/** Only over TCP: the server by which the image fills a new volume has no network. Being refused counts as an answer. */
const PING = { exec: { command: ["mysqladmin", "--host=127.0.0.1", "--connect-timeout=5", "ping"] } };

/** A single MySQL server. */
export function mysqlSpec({ size, images, version }: Plan & { readonly version: MySQLVersion }): StoreSpec {
  const share = mysqlSizes[size];
  return {
    software: "mysql",
    image: imageOf(images, `mysql-${version}`),
    nodes: 1,
    share,
    user: MYSQL_USER,
    ports: { mysql: 3306 },
    configuration: { "bkpaas.cnf": `[mysqld]\n${settingLines(mysqlSettings(share, version))}` },
    mounts: [
      { from: "configuration", at: "/etc/mysql/conf.d" },
      { from: "secrets", at: SECRETS },
      { from: "data", at: VOLUME },
      { from: "scratch", at: SOCKETS },
      { from: "scratch", at: "/tmp" },
    ],
    container: {
      command: ["bash", "-ec", START],
      env: [{ name: "MYSQL_ROOT_PASSWORD_FILE", value: `${SECRETS}/root-password` }],
      startupProbe: startup(PING),
      readinessProbe: readiness(PING),
      livenessProbe: liveness(PING),
    },
    graceSeconds: 600,
  };
}

/** Files of the Secret: the password as the image wants it, and as statements that put it in force. */
export function mysqlSecrets(rootPassword: string): Files {
  const [here, everywhere] = ["localhost", "%"].map((host) => quoteAccount({ user: "root", host }));
  const password = quoteText(rootPassword);
  // The server reads one statement a line.
  const statements = [
    `CREATE USER IF NOT EXISTS ${everywhere} IDENTIFIED BY ${password};`,
    `ALTER USER ${everywhere} IDENTIFIED BY ${password};`,
    `GRANT ALL PRIVILEGES ON *.* TO ${everywhere} WITH GRANT OPTION;`,
    `ALTER USER IF EXISTS ${here} IDENTIFIED BY ${password};`,
  ];
  return { "root-password": rootPassword, "root.sql": `${statements.join("\n")}\n` };
}

function mysqlSettings({ bufferPool, maxConnections }: MySQLShare, version: MySQLVersion) {
  return {
    datadir: DATA,
    socket: `${SOCKETS}/mysqld.sock`,
    pid_file: `${SOCKETS}/mysqld.pid`,
    skip_name_resolve: "ON",
    character_set_server: "utf8mb4",
    collation_server: "utf8mb4_general_ci",
    max_connections: maxConnections,
    max_allowed_packet: "64M",
    innodb_buffer_pool_size: `${bufferPool}M`,
    // Errors and warnings; no note for every probe that is refused.
    log_error_verbosity: 2,
    ...(version === "8.0" && {
      // Client libraries in the platform's images are older than MySQL's default.
      default_authentication_plugin: "mysql_native_password",
      // Three days. 5.7 writes no such log unless it is told to.
      binlog_expire_logs_seconds: 259_200,
    }),
  };
}
