// What the accounts may and may not do, tried on real servers.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Connection } from "mysql2/promise";
import { warningsOf } from "../../../config/warnings.ts";
import { databasesOf, grantsOf } from "../../support/mysql/read-back.ts";
import { describeOnEach } from "../../support/mysql/edition.ts";
import { TestServer } from "../../support/mysql/server.ts";
import { ROOT, USERS, allOnOne, settingsOf } from "./ways.ts";

const PASSWORDS = { platform: "platform-word", services: "services-word", plan: "plan-word" };

/** Error numbers of the server. */
const DENIED_DATABASE = 1044;
const DENIED_TABLE = 1142;
const NEEDS_PRIVILEGE = 1227;

await describeOnEach("the accounts on one server", (edition) => {
  let server: TestServer;

  before(async () => {
    server = await TestServer.start(edition, ROOT);
    await server.asRoot(async (connection) => {
      await connection.query("CREATE DATABASE open_paas");
      await connection.query("CREATE TABLE open_paas.paas_app (id INT PRIMARY KEY, code VARCHAR(30))");
      await connection.query("CREATE DATABASE paas3Xapiserver");
      await connection.query("CREATE DATABASE payroll");
      await connection.query("CREATE TABLE payroll.salaries (id INT)");
    });
    await allOnOne(server, PASSWORDS);
  });
  after(() => server.stop());

  const as = async <T>(
    user: string,
    password: string,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> => {
    const connection = await server.connect(user, password);
    try {
      return await work(connection);
    } finally {
      await connection.end();
    }
  };
  const platform = <T>(work: (connection: Connection) => Promise<T>) =>
    as(USERS.platform, PASSWORDS.platform, work);
  const plan = <T>(work: (connection: Connection) => Promise<T>) => as(USERS.plan, PASSWORDS.plan, work);

  for (const database of ["paas3_apiserver", "paas3_workloads"]) {
    it(`the platform's account does in ${database} what migrations do`, async () => {
      await platform(async (connection) => {
        for (const statement of MIGRATION) await connection.query(statement.replaceAll("DB", database));
      });
    });
  }

  it("the platform's account reads and writes rows of PaaS 2.0, and makes no table there", async () => {
    await platform(async (connection) => {
      await connection.query("INSERT INTO open_paas.paas_app VALUES (1, 'bk_sample')");
      await connection.query("UPDATE open_paas.paas_app SET code = 'bk_other'");
      await connection.query("SELECT * FROM open_paas.paas_app");
      await connection.query("DELETE FROM open_paas.paas_app");
      await refused(connection, "CREATE TABLE open_paas.t (id INT)", DENIED_TABLE);
      await refused(connection, "ALTER TABLE open_paas.paas_app ADD c INT", DENIED_TABLE);
      await refused(connection, "DROP TABLE open_paas.paas_app", DENIED_TABLE);
    });
  });

  it("the platform's account is refused everything elsewhere, a name that differs in one letter too", async () => {
    await platform(async (connection) => {
      await refused(connection, "USE paas3Xapiserver", DENIED_DATABASE);
      await refused(connection, "CREATE TABLE svc_mysql.t (id INT)", DENIED_TABLE);
      await refused(connection, "SELECT * FROM payroll.salaries", DENIED_TABLE);
      await refused(connection, "CREATE DATABASE another", DENIED_DATABASE);
      await refused(connection, "CREATE USER someone IDENTIFIED BY 'x'", NEEDS_PRIVILEGE);
    });
  });

  it("the plan account does what svc-mysql does for an application, and the application what it is given", async () => {
    await plan(async (connection) => {
      await connection.query("CREATE USER `bkapp-foo-stag-1`@`%` IDENTIFIED BY 'application'");
      await connection.query(
        "GRANT SELECT,INSERT,UPDATE,DELETE,CREATE,ALTER,DROP,EXECUTE,INDEX,REFERENCES,CREATE TEMPORARY TABLES,CREATE VIEW," +
          "SHOW VIEW,CREATE ROUTINE,ALTER ROUTINE ON `bkapp-foo-stag-1`.* TO `bkapp-foo-stag-1`@`%`",
      );
      await connection.query("FLUSH PRIVILEGES");
      await connection.query("SHOW CHARACTER SET LIKE 'utf8mb4'");
    });
    await as("bkapp-foo-stag-1", "application", async (connection) => {
      await connection.query(
        "CREATE DATABASE IF NOT EXISTS `bkapp-foo-stag-1` DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
      );
      await connection.query("CREATE TABLE `bkapp-foo-stag-1`.t (id INT PRIMARY KEY)");
      await refused(connection, "SELECT * FROM payroll.salaries", DENIED_TABLE);
      await connection.query("DROP DATABASE IF EXISTS `bkapp-foo-stag-1`");
    });
  });

  it("the plan account is refused all data outside the applications' databases", async () => {
    await plan(async (connection) => {
      for (const database of ["paas3_apiserver", "payroll", "mysql"]) {
        await refused(connection, `USE ${database}`, DENIED_DATABASE);
      }
      await refused(connection, "SELECT * FROM payroll.salaries", DENIED_TABLE);
      await refused(connection, "CREATE DATABASE elsewhere", DENIED_DATABASE);
      await refused(connection, "GRANT SELECT ON payroll.* TO CURRENT_USER()", DENIED_DATABASE);
    });
  });

  it("CREATE USER goes as far as the warning says", async () => {
    const [warning = ""] = warningsOf(settingsOf(server, PASSWORDS));
    assert.match(warning, /may drop other accounts there, and on MariaDB change any password, root's too/);
    await server.asRoot((connection) =>
      connection.query("CREATE USER 'bystander'@'%' IDENTIFIED BY 'before'"),
    );
    await plan(async (connection) => {
      if (server.kind === "mariadb") {
        await connection.query("ALTER USER 'root'@'localhost' IDENTIFIED BY 'taken'");
        await (await server.connect("root", "taken")).end();
        await connection.query("ALTER USER 'root'@'localhost' IDENTIFIED BY ?", [ROOT]);
      } else {
        await refused(connection, "ALTER USER 'root'@'localhost' IDENTIFIED BY 'taken'", NEEDS_PRIVILEGE);
      }
      await connection.query("DROP USER 'bystander'@'%'");
    });
  });

  it("a server of its own for applications takes the warning away", () => {
    const settings = settingsOf(server, PASSWORDS);
    const addons = { mode: "existing", host: "apps.example.com", port: 3306 } as const;
    assert.deepEqual(warningsOf({ ...settings, mysql: { ...settings.mysql, addons } }), []);
  });

  it("nothing of PaaS 2.0 was created or changed", async () => {
    await server.asRoot(async (connection) => {
      const names = (await databasesOf(connection)).map(({ name }) => name);
      assert.ok(names.includes("open_paas"));
      const grants = await grantsOf(connection, USERS.services, "%");
      assert.ok(!grants.some((line) => line.includes("open")));
    });
  });
});

/** Each of the nine privileges on its own database is used at least once. */
const MIGRATION = [
  "CREATE TABLE DB.parent (id INT PRIMARY KEY, text VARCHAR(20)) CHARACTER SET utf8mb4",
  "CREATE TABLE DB.child (id INT PRIMARY KEY, parent INT)",
  "ALTER TABLE DB.child ADD COLUMN more VARCHAR(20)",
  "CREATE INDEX by_more ON DB.child (more)",
  "ALTER TABLE DB.child ADD CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES DB.parent (id)",
  "INSERT INTO DB.parent VALUES (1, '四字节 😀')",
  "UPDATE DB.parent SET text = 'x' WHERE id = 1",
  "SELECT * FROM DB.parent",
  "DELETE FROM DB.parent",
  "DROP TABLE DB.child",
  "DROP TABLE DB.parent",
];

async function refused(connection: Connection, statement: string, code: number): Promise<void> {
  await assert.rejects(connection.query(statement), { errno: code }, statement);
}
