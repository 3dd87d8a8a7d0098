import assert from "node:assert/strict";
import { test } from "node:test";
import { accessOn } from "../../../../components/storage/mysql/access.ts";
import { provisioningSql } from "../../../../components/storage/mysql/statements.ts";
import { databaseNames } from "../../../../config/storage/database-names.ts";

const ALONE = { openPaas: undefined, addons: undefined };
const wanted = { databases: databaseNames("paas-stack", {}), createOpenPaas: false };
const facts = {
  users: { platform: "bk_paas3", services: "bk_services", plan: "bk_mysql_plan" },
  passwords: { platform: "p1", services: "p2", plan: "p3" },
  host: "%",
};

function statementsOf(...args: Parameters<typeof accessOn>): string[] {
  return provisioningSql(accessOn(...args), facts)
    .split("\n")
    .filter((line) => !line.startsWith("--") && line !== "");
}

test("one server gets everything, the database of PaaS 2.0 only as a grant", () => {
  assert.deepEqual(statementsOf("platform", ALONE, wanted), [
    "SET NAMES utf8mb4;",
    "SET SESSION sql_mode = '';",
    ...["paas3_apiserver", "paas3_workloads", "svc_mysql", "svc_bkrepo", "svc_rabbitmq"].map(
      (name) => `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;`,
    ),
    "CREATE USER IF NOT EXISTS 'bk_paas3'@'%' IDENTIFIED BY 'p1';",
    "ALTER USER 'bk_paas3'@'%' IDENTIFIED BY 'p1';",
    "CREATE USER IF NOT EXISTS 'bk_services'@'%' IDENTIFIED BY 'p2';",
    "ALTER USER 'bk_services'@'%' IDENTIFIED BY 'p2';",
    "CREATE USER IF NOT EXISTS 'bk_mysql_plan'@'%' IDENTIFIED BY 'p3';",
    "ALTER USER 'bk_mysql_plan'@'%' IDENTIFIED BY 'p3';",
    ...[
      ["paas3\\_apiserver", "bk_paas3"],
      ["paas3\\_workloads", "bk_paas3"],
      ["svc\\_mysql", "bk_services"],
      ["svc\\_bkrepo", "bk_services"],
      ["svc\\_rabbitmq", "bk_services"],
    ].map(
      ([on = "", user = ""]) =>
        "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES " +
        `ON \`${on}\`.* TO '${user}'@'%';`,
    ),
    "GRANT SELECT, INSERT, UPDATE, DELETE ON `open\\_paas`.* TO 'bk_paas3'@'%';",
    "GRANT CREATE USER, RELOAD ON *.* TO 'bk_mysql_plan'@'%';",
    "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, EXECUTE, " +
      "CREATE TEMPORARY TABLES, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE " +
      "ON `bkapp-%`.* TO 'bk_mysql_plan'@'%' WITH GRANT OPTION;",
  ]);
});

test("three servers share the work: each account is where it is used", () => {
  const servers = { openPaas: {}, addons: {} };
  const accountsOf = (role: Parameters<typeof accessOn>[0]) => accessOn(role, servers, wanted).accounts;
  const rolesOf = (role: Parameters<typeof accessOn>[0]) =>
    accessOn(role, servers, wanted).grants.map((granted) => granted.role);
  assert.deepEqual(accountsOf("platform"), ["platform", "services"]);
  assert.deepEqual(accountsOf("openPaas"), ["platform"]);
  assert.deepEqual(accountsOf("addons"), ["plan"]);
  assert.deepEqual(rolesOf("platform"), ["apiserver", "workloads", "svcMysql", "svcBkrepo", "svcRabbitmq"]);
  assert.deepEqual(rolesOf("openPaas"), ["openPaas"]);
  assert.deepEqual(rolesOf("addons"), ["planServer", "planDatabases"]);
});

test("the database of PaaS 2.0 is created where that is said, and still only rows of it are granted", () => {
  const access = accessOn("platform", ALONE, { ...wanted, createOpenPaas: true });
  assert.ok(access.databases.some(({ name }) => name === "open_paas"));
  const granted = access.grants.find(({ role }) => role === "openPaas");
  assert.deepEqual(granted?.privileges, ["SELECT", "INSERT", "UPDATE", "DELETE"]);
});

test("an account without a password is an error, never an open account", () => {
  const access = accessOn("addons", { openPaas: undefined, addons: {} }, wanted);
  assert.throws(() => provisioningSql(access, { ...facts, passwords: {} }), /needs a password/);
});
