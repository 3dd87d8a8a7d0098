/**
 * A stand-in for bkrepo, the artifact repository of BlueKing, for sandboxes and tests: a test double of the part of its HTTP
 * API that gives out projects, repositories, accounts, roles and tokens. `routes.ts` lists what it knows and where that was read.
 * As started here it is a present server with one tenant (`behaviour.ts`): creating a project or repository account that
 * exists overwrites its password, and deployers must live with that.
 *
 * It is not an artifact store: of an uploaded file it keeps path and size, and zeros are what is fetched; every file counts
 * as a package. There are no roles but "administrator of a project" and "administrator of a repository", no tokens that expire,
 * no locked accounts and no service-to-service calls. It listens on the loopback interface only.
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
