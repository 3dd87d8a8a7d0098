import * as z from "zod";
import { host, port, secret, text } from "../fields.ts";
import { account } from "./account.ts";
import { tls } from "./existing.ts";
import { managedStore } from "./managed.ts";

const existingServer = {
  mode: z.literal("existing"),
  host: host({ doc: "Host of the RabbitMQ server, as the cluster reaches it.", example: "mq.example.com" }),
  port: port("AMQP port.", 5672).default(5672),
  apiPort: port("Port of the management HTTP API.", 15672).default(15672),
  tls: tls.optional(),
  admin: account("a RabbitMQ administrator, for the add-on service", "admin"),
};

/** Administrator of a RabbitMQ that this program runs. */
export const MANAGED_ADMIN = "admin";

const virtualHost = text({ doc: "Virtual host of the platform.", example: "bkpaas3" });
const user = text({ doc: "User of the platform on that virtual host.", example: "bkpaas3" });

const addons = {
  addons: z
    .discriminatedUnion("mode", [z.strictObject(existingServer), z.strictObject(managedStore)])
    .optional(),
};

/** Section `rabbitmq`: the platform's server, and where it differs that of the applications. */
export const rabbitmq = z.discriminatedUnion("mode", [
  z.strictObject({
    ...existingServer,
    platform: z
      .strictObject({ virtualHost, user, password: secret({ doc: "Password of that user." }) })
      .optional(),
    ...addons,
  }),
  z.strictObject({
    ...managedStore,
    platform: z
      .strictObject({ virtualHost: virtualHost.default("bkpaas3"), user: user.default("bkpaas3") })
      .prefault({}),
    ...addons,
  }),
]);

/** The section as read. */
export type RabbitMQSettings = z.output<typeof rabbitmq>;
