import assert from "node:assert/strict";
import { test } from "node:test";
import { statusTable } from "../../../sandbox/servers/all.ts";
import { startStatements } from "../../../sandbox/servers/mariadb.ts";

test("the table says what runs, where and since when, and that nothing runs at an address only", () => {
  const table = statusTable([
    {
      name: "redis",
      address: "127.0.0.1:1",
      state: "running",
      pid: 7,
      since: new Date(2026, 0, 31, 23, 59, 1),
    },
    { name: "mariadb", address: "127.0.0.1:2", state: "stopped" },
    { name: "elasticsearch", address: "127.0.0.1:3", state: "address only" },
  ]);
  assert.deepEqual(
    table.split("\n").map((line) => line.split(/ {2,}/)),
    [
      ["NAME", "ADDRESS", "STATE", "PID", "SINCE"],
      ["redis", "127.0.0.1:1", "running", "7", "2026-01-31 23:59:01"],
      ["mariadb", "127.0.0.1:2", "stopped", "-", "-"],
      ["elasticsearch", "127.0.0.1:3", "address only, nothing runs there", "-", "-"],
    ],
  );
});

test("the server's start statements are one a line, as its init file demands", () => {
  const statements = startStatements("Password1", true).filter((line) => line !== "");
  assert.ok(statements.every((line) => line.endsWith(";") && !line.slice(0, -1).includes(";")));
});

test("only a MariaDB is asked to drop the accounts that its installation makes", () => {
  assert.match(startStatements("p", true).join("\n"), /DELETE FROM mysql\.global_priv WHERE User = ''/);
  assert.doesNotMatch(startStatements("p", false).join("\n"), /global_priv/);
});
