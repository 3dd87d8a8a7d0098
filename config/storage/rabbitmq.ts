import * as z from "zod";
import { choice, host, httpUrl, port, secret, text } from "../fields.ts";
import { account } from "./account.ts";
import { tls } from "./existing.ts";
import { managedStore } from "./managed.ts";

/** Administrator of a RabbitMQ that this program runs. */
export const MANAGED_ADMIN = "admin";

const whereItIs = {
  mode: z.literal("existing"),
  host: host({ doc: "Host of the RabbitMQ server, as the cluster reaches it.", example: "mq.example.com" }),
  port: port("AMQP port.", 5672).default(5672),
  apiPort: port("Port of the management HTTP API.", 15672).default(15672),
  tls: tls.optional(),
};

const virtualHost = text({ doc: "Virtual host of the platform.", example: "bkpaas3" });
const user = text({ doc: "User of the platform on that virtual host.", example: "bkpaas3" });

/** The platform's own account where this program makes it. */
const madePlatform = z
  .strictObject({ virtualHost: virtualHost.default("bkpaas3"), user: user.default("bkpaas3") })
  .prefault({});

/** A server that exists, on which this program makes accounts through the management API. */
const provided = {
  ...whereItIs,
  provisioning: z.literal("provider").optional(),
  managementUrl: httpUrl({
    doc: "Address of the management API for the machine that runs Pulumi, where it is not host:apiPort.",
    example: "https://mq-admin.example.com",
  }).optional(),
  ownership: choice(
    {
      doc: "Whether accounts that have other passwords are refused (create) or taken over (take).",
      example: "take",
    },
    ["create", "take"],
  ).default("create"),
  admin: account("a RabbitMQ administrator, by which accounts are made", "admin"),
  serviceAdmin: z
    .strictObject({
      user: text({
        doc: "Administrator made for svc-rabbitmq, which makes virtual hosts for applications.",
        example: "bksvc-rabbitmq",
      }).default("bksvc-rabbitmq"),
    })
    .prefault({}),
};

/** A server that exists, with all the accounts that are needed. */
const prepared = {
  ...whereItIs,
  provisioning: z.literal("none"),
  admin: account("a RabbitMQ administrator, for the add-on service", "admin"),
};

const addons = {
  addons: z
    .discriminatedUnion("mode", [
      z.discriminatedUnion("provisioning", [z.strictObject(provided), z.strictObject(prepared)]),
      z.strictObject(managedStore),
    ])
    .optional(),
};

/** Section `rabbitmq`: the platform's server, and where it differs that of the applications. */
export const rabbitmq = z.discriminatedUnion("mode", [
  z.discriminatedUnion("provisioning", [
    z.strictObject({ ...provided, platform: madePlatform, ...addons }),
    z.strictObject({
      ...prepared,
      platform: z
        .strictObject({ virtualHost, user, password: secret({ doc: "Password of that user." }) })
        .optional(),
      ...addons,
    }),
  ]),
  z.strictObject({ ...managedStore, platform: madePlatform, ...addons }),
]);

/** The section as read. */
export type RabbitMQSettings = z.output<typeof rabbitmq>;

/** The server on which svc-rabbitmq makes virtual hosts: another than the platform's, or the same. */
export function servesApplications(settings: RabbitMQSettings) {
  return settings.addons ?? settings;
}

/** Whether this program makes the accounts of a server that exists. */
export function isProvided(
  server: RabbitMQSettings | NonNullable<RabbitMQSettings["addons"]>,
): server is Extract<typeof server, { admin: unknown; serviceAdmin: unknown }> {
  return server.mode === "existing" && server.provisioning !== "none";
}
