import type * as z from "zod";
import type { ImageName } from "../images.ts";
import type { MySQLSettings, existingServer, managedServer } from "./mysql.ts";

/** Which MySQL server: the platform's, that of PaaS 2.0, or the one applications get their databases on. */
export type ServerRole = "platform" | "openPaas" | "addons";

/** A server that exists. */
export type ExistingServer = z.output<typeof existingServer>;

/** A server that this program runs. */
export type ManagedServer = z.output<typeof managedServer>;

/** The servers there are; a role without a server of its own uses the platform's. */
export interface MySQLServers {
  readonly platform: ExistingServer | ManagedServer;
  readonly openPaas: ExistingServer | undefined;
  readonly addons: ExistingServer | ManagedServer | undefined;
}

/** The servers of a configuration. */
export function mysqlServers(mysql: MySQLSettings): MySQLServers {
  return { platform: mysql, openPaas: mysql.openPaas, addons: mysql.addons };
}

/** Configuration path of a server, such as `mysql.addons`. */
export function serverKey(role: ServerRole): string {
  return role === "platform" ? "mysql" : `mysql.${role}`;
}

/** The servers that exist, each with its configuration path. */
export function existingServers(
  mysql: MySQLSettings,
): { role: ServerRole; key: string; server: ExistingServer }[] {
  const servers = mysqlServers(mysql);
  return (["platform", "openPaas", "addons"] as const).flatMap((role) => {
    const server = servers[role];
    return server?.mode === "existing" ? [{ role, key: serverKey(role), server }] : [];
  });
}

/** The image with the client for a server: of those that exist, the last 8.0 talks to all. */
export function clientFor(server: ExistingServer | ManagedServer): ImageName {
  return server.mode === "managed" ? `mysql-${server.version}` : "mysql-8.0";
}

/** Accounts that this program makes on MySQL servers. */
export type AccountRole = "platform" | "services" | "plan";

/** The key that is the password of an account. */
export const ACCOUNT_KEYS = {
  platform: "mysqlPlatform",
  services: "mysqlServices",
  plan: "mysqlPlan",
} as const satisfies Record<AccountRole, string>;

/** Which accounts a server has. The platform's is on the server of PaaS 2.0 too, where that is another. */
export function accountsOn(
  role: ServerRole,
  servers: Readonly<Record<"addons", unknown>>,
): readonly AccountRole[] {
  if (role === "openPaas") return ["platform"];
  if (role === "addons") return ["plan"];
  return servers.addons ? ["platform", "services"] : ["platform", "services", "plan"];
}

/** Who makes databases, accounts and grants, and as whom. */
export type Provisioning =
  | { readonly by: "provider" | "job"; readonly admin: NonNullable<ExistingServer["admin"]> }
  | { readonly by: "manual" };

/** An administrator who is known works from this machine, unless told otherwise; without one it is by hand. */
export function provisioningOf({ provisioning, admin }: ExistingServer): Provisioning {
  const by = provisioning ?? (admin ? "provider" : "manual");
  return by === "manual" || !admin ? { by: "manual" } : { by, admin };
}

/** The server with the database of PaaS 2.0, with its configuration path. */
export function openPaasServer(mysql: MySQLSettings): {
  readonly key: string;
  readonly server: ExistingServer | ManagedServer;
} {
  const { platform, openPaas } = mysqlServers(mysql);
  return openPaas
    ? { key: serverKey("openPaas"), server: openPaas }
    : { key: serverKey("platform"), server: platform };
}
