import type { ServerRole } from "../../config/storage/mysql-servers.ts";

/** What names of resources begin with after the name of the component, by the server that they are for. */
export const SUFFIX: Readonly<Record<ServerRole, string>> = {
  platform: "",
  openPaas: "-open-paas",
  addons: "-addons",
};

/** Every server that there may be. */
export const SERVERS = Object.keys(SUFFIX) as ServerRole[];

/** The server of a resource such as `mysql-addons-plan-user`. */
export function serverOf(name: string, component: string): ServerRole {
  const own = (["openPaas", "addons"] as const).find((role) =>
    name.startsWith(`${component}${SUFFIX[role]}-`),
  );
  return own ?? "platform";
}
