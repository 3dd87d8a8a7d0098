import * as z from "zod";
import { choice, flag, host, port, text } from "../fields.ts";
import { account } from "./account.ts";
import { type DatabaseRole, namingNames } from "./database-names.ts";
import { tls } from "./existing.ts";
import { managedStore } from "./managed.ts";

const existing = {
  mode: z.literal("existing"),
  host: host({ doc: "Host of the MySQL server, as the cluster reaches it.", example: "db.example.com" }),
  port: port("Port of the MySQL server.", 3306).default(3306),
  version: text({
    doc: "What the server answers to SELECT VERSION(), where this machine can't ask it.",
    example: "8.0.36",
  }).optional(),
  tls: tls.optional(),
  admin: account("an account that may create databases and users", "root").optional(),
  provisioning: choice(
    {
      doc: "Who makes databases, users and grants: provider (this machine), job (a Job in the cluster) or manual.",
      example: "job",
    },
    ["provider", "job", "manual"],
  ).optional(),
};

const managed = {
  ...managedStore,
  version: choice({ doc: "MySQL's release series.", example: "8.0" }, ["8.0", "5.7"]).default("8.0"),
};

/** A server that exists. */
export const existingServer = z.strictObject(existing);

/** A server that this program runs. */
export const managedServer = z.strictObject(managed);

const databaseName = (doc: string, example: string) => text({ doc, example }).optional();

const databases = {
  apiserver: databaseName("Database of the apiserver.", "paas3_apiserver"),
  workloads: databaseName("Database of workloads, or engine as it was once called.", "paas3_workloads"),
  svcMysql: databaseName("Database of svc-mysql.", "svc_mysql"),
  svcBkrepo: databaseName("Database of svc-bkrepo.", "svc_bkrepo"),
  svcRabbitmq: databaseName("Database of svc-rabbitmq.", "svc_rabbitmq"),
  openPaas: databaseName("Database of PaaS 2.0, which exists already.", "open_paas"),
} satisfies Record<DatabaseRole, z.ZodType>;

/** What there is once, whatever servers it is on. */
const access = {
  naming: choice(
    { doc: `Whose database names are used: ${namingNames.join(", ")}.`, example: "paas-stack" },
    namingNames,
  ).default("paas-stack"),
  databases: z.strictObject(databases).prefault({}),
  createOpenPaas: flag("Create the database of PaaS 2.0 too, which is only granted otherwise.").default(
    false,
  ),
  users: z
    .strictObject({
      platform: text({ doc: "User of apiserver and workloads.", example: "bk_paas3" }).default("bk_paas3"),
      services: text({ doc: "User of the add-on services.", example: "bk_services" }).default("bk_services"),
      plan: text({
        doc: "User by which svc-mysql makes databases for applications.",
        example: "bk_mysql_plan",
      }).default("bk_mysql_plan"),
    })
    .prefault({}),
  accountHost: text({
    doc: "Host part of the created accounts: % or the pod network, such as 10.244.%.",
    example: "%",
  }).default("%"),
  applicationHosts: z
    .array(
      text({
        doc: "Host part of the accounts that svc-mysql makes for applications.",
        example: "10.244.%",
      }),
    )
    .min(1, "must name at least one host part, such as %")
    .default(["%"]),
  jobRun: text({ doc: "Any text; a changed one runs the Job again.", example: "2" }).default("1"),
  openPaas: z.discriminatedUnion("mode", [existingServer]).optional(),
  addons: z.discriminatedUnion("mode", [existingServer, managedServer]).optional(),
};

/** Section `mysql`: the platform's server, and where they differ those of PaaS 2.0 and of the applications. */
export const mysql = z.discriminatedUnion("mode", [
  z.strictObject({ ...existing, ...access }),
  z.strictObject({ ...managed, ...access }),
]);

/** The section as read. */
export type MySQLSettings = z.output<typeof mysql>;
