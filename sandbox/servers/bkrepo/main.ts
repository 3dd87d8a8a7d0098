/**
 * A stand-in for bkrepo, the artifact repository of BlueKing: the part of its HTTP API that gives out projects,
 * repositories and accounts, as a server of v1.3.8 or later behaves. Creating a project or repository account that
 * exists overwrites its password; deployers must live with that.
 *
 * It is not an artifact store: no file can be uploaded or fetched, there are no quotas, tenants, tokens or service-to-service
 * calls, and roles are only "system administrator", "administrator of a project", "administrator of a repository".
 * It listens on the loopback interface only.
 */
import { BkrepoStore } from "./store.ts";
import { createBkrepoServer } from "./http.ts";

const server = createBkrepoServer(
  BkrepoStore.open(variable("BKREPO_STATE"), {
    userId: variable("BKREPO_ADMIN"),
    password: variable("BKREPO_ADMIN_PASSWORD"),
  }),
);
server.listen(Number(variable("BKREPO_PORT")), "127.0.0.1");
process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
});

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "")
    throw new Error(`${name} is not set: start bkrepo by \`make up\`.`);
  return value;
}
