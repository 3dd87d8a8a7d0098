import assert from "node:assert/strict";
import { test } from "node:test";
import { graphChanges } from "../../../report/changes/graph-changes.ts";
import type { Graph } from "../../../report/graph.ts";
import type { LeafChange, Resource } from "../../../report/model.ts";
import { sqlOf } from "../../../report/sql/sql-changes.ts";
import { goldenGraph, graphOf, withResource, without } from "./graphs.ts";

const COMPONENT = "bkpaas:storage:MySQL::mysql";
const DATABASE = "bkpaas:storage:MySQL$mysql:index/database:Database::mysql-svcMysql";
const USER = "bkpaas:storage:MySQL$mysql:index/user:User::mysql-plan-user";
const GRANT = "bkpaas:storage:MySQL$mysql:index/grant:Grant::mysql-svcMysql-grant";
const JOB = "bkpaas:storage:MySQL$kubernetes:batch/v1:Job::mysql-provisioning";

const nothing: Graph = graphOf({});

function sql(old: Graph, now: Graph, outputs: readonly LeafChange[] = []) {
  return sqlOf(graphChanges(old, now), outputs);
}

function withInputs(graph: Graph, id: string, inputs: Resource["inputs"]): Graph {
  return withResource(graph, id, (resource) => ({ inputs: { ...resource.inputs, ...inputs } }));
}

function fingerprint(key: string): LeafChange {
  const path = `fingerprints.${key}`;
  return { path, old: { kind: "plain", text: "0a" }, new: { kind: "plain", text: "0b" } };
}

const dev = goldenGraph("dev");
const existing = goldenGraph("existing");

test("the same graph runs nothing", () => {
  for (const graph of [dev, existing, goldenGraph("managed"), goldenGraph("mixed")]) {
    assert.deepEqual(sql(graph, graph), []);
  }
});

test("a first run makes databases, then accounts, then grants, with masked passwords", () => {
  const [server, ...others] = sql(nothing, dev);
  assert.deepEqual(others, []);
  assert.equal(server?.by, "machine");
  const kinds = server.statements.map((statement) => statement.split(" ").slice(0, 2).join(" "));
  assert.deepEqual(
    [...new Set(kinds.map((kind) => kind.replace(/GRANT .*/, "GRANT")))],
    ["CREATE DATABASE", "CREATE USER", "GRANT"],
  );
  assert.ok(server.statements.includes("CREATE USER 'bk_paas3'@'%' IDENTIFIED BY '(secret)'"));
  assert.ok(
    server.statements.includes(
      "CREATE DATABASE `svc_mysql` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
    ),
  );
  assert.ok(
    server.statements.some((statement) => statement.endsWith("'bk_mysql_plan'@'%' WITH GRANT OPTION")),
  );
});

test("what leaves the program and stays runs nothing, and says so", () => {
  const [server] = sql(dev, without(dev, DATABASE));
  assert.deepEqual(server?.statements, ["-- stays on the server, nothing runs: database `svc_mysql`"]);
});

test("what is deleted is revoked or dropped, an account after its grants", () => {
  const open = [DATABASE, GRANT, USER].reduce<Graph>(
    (graph, id) => withResource(graph, id, () => ({ retainOnDelete: false })),
    dev,
  );
  const [server] = sql(open, [DATABASE, GRANT, USER].reduce(without, open));
  assert.deepEqual(server?.statements, [
    "REVOKE SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON `svc\\_mysql`.* FROM 'bk_services'@'%'",
    "DROP USER 'bk_mysql_plan'@'%'",
    "DROP DATABASE `svc_mysql`",
  ]);
});

test("an account that another one takes the place of goes once all have their grants", () => {
  const open = [USER, GRANT].reduce<Graph>(
    (graph, id) => withResource(graph, id, () => ({ retainOnDelete: false })),
    dev,
  );
  const now = withInputs(withInputs(open, USER, { host: "10.%" }), GRANT, { host: "10.%" });
  assert.deepEqual(
    sql(open, now)[0]?.statements.map((statement) => statement.replace(/^(\w+ \S+).* (\S+@\S+).*/, "$1 $2")),
    [
      "CREATE USER 'bk_mysql_plan'@'10.%'",
      "REVOKE SELECT, 'bk_services'@'%'",
      "GRANT SELECT, 'bk_services'@'10.%'",
      "DROP USER 'bk_mysql_plan'@'%'",
    ],
  );
});

test("an account's new password is set, another host makes another account", () => {
  const password = withInputs(dev, USER, { plaintextPassword: "<secret:plaintextPassword#00000000>" });
  assert.deepEqual(sql(dev, password)[0]?.statements, [
    "ALTER USER 'bk_mysql_plan'@'%' IDENTIFIED BY '(secret)'",
  ]);
  assert.deepEqual(sql(dev, withInputs(dev, USER, { host: "10.%" }))[0]?.statements, [
    "CREATE USER 'bk_mysql_plan'@'10.%' IDENTIFIED BY '(secret)'",
    "-- stays on the server, nothing runs: account 'bk_mysql_plan'@'%'",
  ]);
});

test("a name that only the run brings is not shown as what stands for it", () => {
  const [server] = sql(nothing, withInputs(dev, USER, { host: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }));
  assert.ok(
    server?.statements.includes(
      "CREATE USER 'bk_mysql_plan'@'(only the run tells)' IDENTIFIED BY '(secret)'",
    ),
  );
});

test("of a Job's text only what differs is told; what is no longer asked for stays", () => {
  const databases = { ...(existing.resources[COMPONENT]?.inputs.databases as object), svcMysql: "other" };
  const [server, ...others] = sql(existing, withInputs(existing, COMPONENT, { databases }));
  assert.deepEqual(others, []);
  assert.equal(server?.by, "job");
  assert.equal(server.server, "platform");
  assert.deepEqual(
    server.statements.map((statement) => statement.replace(/ (CHARACTER SET|ON) .*/, "")),
    [
      "CREATE DATABASE IF NOT EXISTS `other`",
      "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES",
      "-- no longer asked for, and what it made stays: CREATE DATABASE IF NOT EXISTS `bkpaas3_svc_mysql`",
      "-- no longer asked for, and what it made stays: GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES",
    ],
  );
});

test("an account that one side does not know yet is told all the same", () => {
  const users = { platform: "bk_paas3", services: "bk_services" };
  const [server] = sql(withInputs(existing, COMPONENT, { users }), existing);
  const [first = ""] = server?.statements ?? [];
  assert.equal(first.replace(/ IDENTIFIED.*/, ""), "CREATE USER IF NOT EXISTS 'bk_mysql_plan'@'10.244.%'");
});

test("a key that changes sets the passwords of its accounts, on the server that has them, by whom it is prepared", () => {
  assert.deepEqual(sql(existing, existing, [fingerprint("mysqlServices"), fingerprint("mysqlPlan")]), [
    {
      server: "platform",
      by: "job",
      statements: ["ALTER USER 'bk_services'@'10.244.%' IDENTIFIED BY '(secret)'"],
    },
    {
      server: "addons",
      by: "person",
      statements: ["ALTER USER 'bk_mysql_plan'@'10.244.%' IDENTIFIED BY '(secret)'"],
    },
  ]);
});

test("an account that is new with a key that changes gets its password once", () => {
  const now = withInputs(existing, COMPONENT, { accountHost: "10.9.%" });
  const [server] = sql(existing, now, [fingerprint("mysqlServices")]);
  const altered = server?.statements.filter((statement) => statement.startsWith("ALTER USER 'bk_services'"));
  assert.deepEqual(altered, ["ALTER USER 'bk_services'@'10.9.%' IDENTIFIED BY '(secret)'"]);
});

test("a server that is another one gets all of it", () => {
  const moved: LeafChange = {
    path: "mysql.plan.host",
    old: { kind: "plain", text: "a" },
    new: { kind: "plain", text: "b" },
  };
  const [server] = sql(existing, existing, [moved]);
  assert.equal(server?.server, "addons");
  assert.equal(server.statements.length, 4);
});

test("a Job that runs again without another statement is told", () => {
  const again = withResource(existing, JOB, ({ inputs }) => ({
    inputs: { ...inputs, metadata: { name: "bkpaas-mysql-provisioning-00000000", namespace: "paas-system" } },
  }));
  assert.match(sql(existing, again)[0]?.statements[0] ?? "", /^-- The Job runs its statements again/);
});

test("the application account of PaaS 2.0 is written by its Job, with a masked secret", () => {
  const mixed = goldenGraph("mixed");
  const account = sql(nothing, mixed).find(({ server }) => server === "openPaas");
  assert.equal(account?.by, "job");
  assert.ok(account.statements.includes("SET @token = '(secret)'"));
});
