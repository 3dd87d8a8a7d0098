import { type Problem, fileCommand, setCommand } from "./problem.ts";
import type { Settings } from "./schema.ts";
import { openPaasServer, provisioningOf } from "./storage/mysql-servers.ts";

/** Even where the mysql plugin makes the accounts, a Job's client writes that of the application, and trusts no machine's authorities. */
export function appAccountKnowsTheAuthority({ appAccount, mysql }: Settings): Problem[] {
  const { key, server } = openPaasServer(mysql);
  if (appAccount.mode !== "esb" || server.mode !== "existing") return [];
  if (provisioningOf(server).by !== "provider" || server.tls?.verify !== "full") return [];
  const commands = [setCommand(`${key}.provisioning`, "job", false), fileCommand(`${key}.tls.ca`, "ca.pem")];
  return [
    {
      key: `${key}.provisioning`,
      rule: "must be job with appAccount.mode esb: its Job verifies the server's certificate, by tls.ca",
      fix: commands.join(" && "),
    },
  ];
}
