import type * as pulumi from "@pulumi/pulumi";
import type { Tls } from "../../config/storage/existing.ts";
import { BkpaasProvider } from "../../provider/sdk/provider.ts";
import { Permission } from "../../provider/sdk/rabbitmq/permission.ts";
import { User } from "../../provider/sdk/rabbitmq/user.ts";
import { VirtualHost } from "../../provider/sdk/rabbitmq/virtual-host.ts";
import type { Account } from "../secrets/given.ts";

/** A management API, and the administrator by which accounts are made there. */
export interface ManagementApi {
  readonly url: string;
  readonly tls: Tls;
  readonly admin: Account;
  /** Whose what exists there is to be. */
  readonly ownership: "create" | "take";
}

/** What is to be on a server. */
export interface WantedOnRabbitMQ {
  /** The platform's virtual host, and its account that may do everything there; for Celery. */
  readonly platform?: (Account & { readonly virtualHost: string }) | undefined;
  /** An administrator for svc-rabbitmq. */
  readonly serviceAdmin?: Account | undefined;
}

/**
 * Makes virtual host, accounts and permissions on a server that exists. All of it is kept when it leaves the program: a change
 * of the configuration must lose no message and lock nobody out.
 */
export function provideRabbitMQ(
  prefix: string,
  { url, tls, admin, ownership }: ManagementApi,
  { platform, serviceAdmin }: WantedOnRabbitMQ,
  parent: pulumi.Resource,
): void {
  const provider = new BkpaasProvider(
    `${prefix}-server`,
    {
      endpoint: url,
      username: admin.user,
      password: admin.password,
      ...(tls && { ca: tls.ca, verify: tls.verify === "full" }),
    },
    { parent },
  );
  const kept = { parent, provider, retainOnDelete: true };
  if (serviceAdmin) {
    const { user: name, password } = serviceAdmin;
    new User(`${prefix}-service-admin`, { name, password, tags: ["administrator"], ownership }, kept);
  }
  if (platform) {
    const { virtualHost: name, user: account, password } = platform;
    const holdsMessages = { ...kept, protect: true };
    const { name: virtualHost } = new VirtualHost(
      `${prefix}-platform-virtual-host`,
      { name, ownership },
      holdsMessages,
    );
    const { name: user } = new User(`${prefix}-platform-user`, { name: account, password, ownership }, kept);
    new Permission(`${prefix}-platform-permission`, { virtualHost, user, ownership }, kept);
  }
}
