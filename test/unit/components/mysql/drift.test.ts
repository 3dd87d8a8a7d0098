import assert from "node:assert/strict";
import { test } from "node:test";
import { accessOn } from "../../../../components/storage/mysql/access.ts";
import { missingAccess } from "../../../../components/storage/mysql/drift.ts";
import { databaseNames } from "../../../../config/storage/database-names.ts";

const wanted = { databases: databaseNames("paas-stack", {}), createOpenPaas: false };
const access = accessOn("addons", { openPaas: undefined, addons: {} }, wanted);
const expected = { users: { platform: "p", services: "s", plan: "plan" }, host: "%" };

test("an empty server lacks the account and every privilege of it", async () => {
  const lines = await missingAccess(() => Promise.resolve([]), access, expected);
  assert.equal(lines[0], "account 'plan'@'%' is missing");
  assert.ok(lines.includes("account 'plan'@'%' lacks RELOAD on *.*"));
  assert.ok(lines.includes("account 'plan'@'%' lacks SELECT on bkapp-%.* with grant option"));
  assert.equal(lines.length, 1 + 2 + 15);
});
