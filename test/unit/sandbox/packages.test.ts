import assert from "node:assert/strict";
import { test } from "node:test";
import { planPackages, type MachineFacts } from "../../../sandbox/packages.ts";

/** Debian 12 as root with no server installed. */
const bare: MachineFacts = { isRoot: true, hasApt: true, has: () => false, knows: () => true };

test("nothing is installed where every server is there", () => {
  assert.deepEqual(planPackages({ ...bare, has: () => true }), { action: "none" });
});

test("as root on Debian everything missing is installed, MariaDB without its service", () => {
  assert.deepEqual(planPackages(bare), {
    action: "install",
    packages: ["mariadb-server-core", "mariadb-client-core", "redis-server", "rabbitmq-server"],
    update: false,
  });
});

test("only what is missing is installed, and a MySQL counts as a database", () => {
  const has: MachineFacts["has"] = (names) => names.includes("mysqld") || names.includes("redis-server");
  assert.deepEqual(planPackages({ ...bare, has }), {
    action: "install",
    packages: ["rabbitmq-server"],
    update: false,
  });
});

test("the package lists are updated first where a package is unknown", () => {
  const plan = planPackages({ ...bare, knows: () => false });
  assert.equal(plan.action === "install" && plan.update, true);
});

test("where the release numbers its core packages the whole server is taken", () => {
  const plan = planPackages({ ...bare, knows: (names) => !names.includes("mariadb-server-core") });
  assert.deepEqual(plan.action === "install" && plan.packages, [
    "mariadb-server",
    "redis-server",
    "rabbitmq-server",
  ]);
});

test("without root the packages and the command are named", () => {
  const plan = planPackages({ ...bare, isRoot: false });
  assert.match(
    plan.action === "refuse" ? plan.message : "",
    /sudo apt-get install .*mariadb-server-core mariadb-client-core redis-server rabbitmq-server/,
  );
});

test("on another distribution the packages are named", () => {
  const plan = planPackages({ ...bare, hasApt: false });
  assert.match(plan.action === "refuse" ? plan.message : "", /mariadb-server-core .*package manager/);
});
