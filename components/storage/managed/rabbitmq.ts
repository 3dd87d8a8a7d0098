import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../secrets/given.ts";
import type { Site } from "./site.ts";
import { rabbitmqSecrets, rabbitmqSpec } from "./specs/rabbitmq.ts";
import { type ManagedStore, runStore } from "./store.ts";

export interface ManagedRabbitMQArgs {
  readonly site: Site;
  /** An administrator, as svc-rabbitmq needs one. */
  readonly admin: Account;
  /** The platform's virtual host and its account there; in force, like the administrator, after every start. */
  readonly platform?: (Account & { readonly virtualHost: string }) | undefined;
}

/** A RabbitMQ server in the cluster, for TCP ports 5672 (AMQP) and 15672 (management HTTP API). */
export function managedRabbitMQ(
  name: string,
  { site, admin, platform }: ManagedRabbitMQArgs,
  parent: pulumi.Resource,
): ManagedStore {
  const secrets = pulumi.output({ admin, platform }).apply(rabbitmqSecrets);
  return runStore(name, rabbitmqSpec({ ...site, name }), secrets, site, parent);
}
