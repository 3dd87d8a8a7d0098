// The greeting of real servers, and what a server thinks of a client that only asks for it.
import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, type Server, connect, createServer } from "node:net";
import { after, before, beforeEach, it } from "node:test";
import type { RowDataPacket } from "mysql2/promise";
import { createConnection } from "mysql2/promise";
import { type Greeting, greetingOf } from "../../../preflight/handshake.ts";
import { type Edition, describeOnEach } from "../../support/mysql/edition.ts";
import { TestServer } from "../../support/mysql/server.ts";

/** Servers keep no count of errors for 127.0.0.1; for this address of the same machine they do. */
const COUNTED = "127.0.0.2";

/** Comes with the package mariadb-server, not with mariadb-server-core. */
const ED25519 = "VIA ed25519 USING PASSWORD('unknown')";
const OLD_PASSWORD = "VIA mysql_old_password USING '5d2e19393cc5ef67'";

/** Ways of logging in for which servers ask a client that comes with another one. */
const METHODS: Readonly<Record<Edition["kind"], readonly string[]>> = {
  mariadb: [ED25519, OLD_PASSWORD, "VIA mysql_native_password USING PASSWORD('unknown')"],
  mysql: ["WITH caching_sha2_password BY 'unknown'", "WITH sha256_password BY 'unknown'"],
};

await describeOnEach("the probe of a server", async (edition) => {
  const server = await TestServer.start(edition, "root-password", [
    "--bind-address=0.0.0.0",
    "--performance-schema=ON",
    "--max-connect-errors=10",
    ...(edition.kind === "mariadb" ? ["--secure-auth=OFF"] : []),
  ]);
  after(() => server.stop());
  const relay = fromCountedAddress(server.port);
  after(() => relay.close());
  const execute = (sql: string): Promise<RowDataPacket[]> =>
    server.asRoot(async (root) => (await root.query<RowDataPacket[]>(sql))[0]);

  before(async () => {
    if (!relay.listening) await once(relay, "listening");
    await execute("CREATE USER app@'%' IDENTIFIED BY 'app-password'");
  });
  beforeEach(() => execute("TRUNCATE TABLE performance_schema.host_cache"));

  const counted = (): number => (relay.address() as AddressInfo).port;
  const probe = (port: number): Promise<Greeting> =>
    greetingOf({ host: "127.0.0.1", port, timeoutMs: 10_000 });
  const logIn = async (): Promise<void> => {
    const app = { host: "127.0.0.1", port: counted(), user: "app", password: "app-password" };
    await (await createConnection(app)).end();
  };
  const assertNotCounted = async (): Promise<void> => {
    const seen = await execute(
      `SELECT SUM_CONNECT_ERRORS AS errors FROM performance_schema.host_cache WHERE IP = '${COUNTED}'`,
    );
    assert.deepEqual(seen, [{ errors: 0 }]);
    await logIn();
  };

  it("reads what the server answers to SELECT VERSION()", async () => {
    const greeting = await probe(server.port);
    assert.equal(greeting.kind === "server" && greeting.version.text, server.version);
    assert.equal(greeting.kind === "server" && greeting.version.flavour, edition.kind);
  });

  it("is no connection error, however often it is repeated", async () => {
    for (let count = 0; count < 300; count++) assert.equal((await probe(counted())).kind, "server");
    await assertNotCounted();
  });

  const noEd25519 =
    edition.kind === "mariadb" &&
    (await execute("INSTALL SONAME 'auth_ed25519'").then(
      () => false,
      (error: unknown) => String(error),
    ));

  for (const method of METHODS[edition.kind]) {
    const skip = method === ED25519 && noEd25519;
    it(`is no connection error where it is asked to log in ${method}`, { skip }, async () => {
      await execute(`CREATE USER bkpaas_probe@'%' IDENTIFIED ${method}`);
      for (let count = 0; count < 20; count++) assert.equal((await probe(counted())).kind, "server");
      await execute("DROP USER bkpaas_probe@'%'");
      await assertNotCounted();
    });
  }

  it("is refused with error 1129 where other clients of the machine hung up too often", async () => {
    for (let count = 0; count < 30; count++) await hangUp(counted());
    await assert.rejects(logIn(), /blocked because of many connection errors/);
    const greeting = await probe(counted());
    assert.equal(greeting.kind === "refused" && greeting.code, 1129);
  });

  it("is refused with error 1130 where no account is for this machine", async () => {
    await execute("DROP USER app@'%'");
    await execute("FLUSH PRIVILEGES");
    const greeting = await probe(counted());
    assert.equal(greeting.kind === "refused" && greeting.code, 1130);
  });
});

/** A port whose connections reach the server from the address that is counted. */
function fromCountedAddress(port: number): Server {
  return createServer((near) => {
    const far = connect({ host: COUNTED, port, localAddress: COUNTED });
    near.on("error", () => far.destroy());
    far.on("error", () => near.destroy());
    near.pipe(far).pipe(near);
  }).listen(0, "127.0.0.1");
}

/** Takes the greeting and breaks off. */
async function hangUp(port: number): Promise<void> {
  const socket = connect({ host: "127.0.0.1", port });
  await once(socket, "data");
  socket.end();
  await once(socket, "close");
}
