import assert from "node:assert/strict";
import { test } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { manualAppAccount } from "../../../components/app-account/manual.ts";
import { appAccountSql } from "../../../components/app-account/statements.ts";
import { appAccountSteps } from "../../../components/app-account/steps.ts";
import { appAccountValues } from "../../../components/app-account/values.ts";
import { ADMIN, given, parsedWith, settingsWith } from "../../support/configuration.ts";

const TOKEN = "5b4f4ed9-0000-4000-8000-00000000000a";
const FACTS = { database: "open_paas", token: TOKEN, former: [], otherToken: "refuse" } as const;

const mysqlKeys = {
  mysqlPlatform: given("given-one"),
  mysqlServices: given("given-two"),
  mysqlPlan: given("given-three"),
};

test("the token stands in one statement, which can't fail, because clients print the statement that did", () => {
  const holding = appAccountSql(FACTS)
    .split("\n")
    .filter((line) => line.includes(TOKEN));
  assert.deepEqual(holding, [`SET @token = '${TOKEN}';`]);
});

test("the token and the database are quoted", () => {
  const sql = appAccountSql({ ...FACTS, database: "open`paas", token: "a'b\\c;" });
  assert.match(sql, /^SET @token = 'a''b\\\\c;';$/m);
  assert.match(sql, /INSERT INTO `open``paas`\.esb_app_account/);
});

test("only the word lets another token pass, and nothing else differs", () => {
  const refusing = appAccountSql(FACTS).split("\n");
  const replacing = appAccountSql({ ...FACTS, otherToken: "replace" }).split("\n");
  const differing = refusing.filter((line, index) => line !== replacing[index]);
  assert.equal(differing.length, 1);
  assert.match(differing[0] ?? "", /NOT @our_token THEN .*set appAccount\.otherToken to replace/);
});

test("no right is used that the platform's account lacks", () => {
  const verbs = appAccountSql(FACTS)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("--"))
    .map((line) => line.split(/[ ;]/)[0]);
  assert.deepEqual([...new Set(verbs)].sort(), ["COMMIT", "INSERT", "SELECT", "SET", "START", "UPDATE"]);
});

test("without a word nothing is written anywhere, and a person enters the account", () => {
  const { appAccount } = settingsWith({});
  assert.deepEqual(appAccount, { mode: "manual" });
  assert.match(
    appAccountSteps(appAccount, false).join("\n"),
    /esb_app_account.*accessKeys[^]*skip_user_auth/,
  );
});

test("another token is refused unless the configuration says otherwise", () => {
  assert.deepEqual(settingsWith({ appAccount: { mode: "esb" } }).appAccount, {
    mode: "esb",
    otherToken: "refuse",
  });
});

test("the word belongs to mode esb", () => {
  const parsed = parsedWith({ appAccount: { mode: "bkauth", otherToken: "replace" } });
  assert.deepEqual(parsed.ok ? [] : parsed.problems.map(({ key }) => key), ["appAccount.otherToken"]);
});

test("nothing is left to a person where the Job writes the account", () => {
  assert.deepEqual(appAccountSteps({ mode: "esb", otherToken: "refuse" }, false), []);
});

test("bk-auth and the gateway are told by the keys that their charts read", async () => {
  const { bkauth, bkApigateway } = appAccountValues(pulumi.secret(TOKEN));
  assert.deepEqual(Object.keys(bkauth), ["accessKeys"]);
  const key = bkauth.accessKeys.bk_paas3;
  assert.ok(key && (await pulumi.isSecret(key)));
  assert.deepEqual(bkApigateway, { bkEsb: { userVerificationExemptedApps: ["bk_paas3"] } });
});

test("the administrator of PaaS 2.0's database gets the statements before the first update", () => {
  const appAccount = { mode: "esb" };
  const openPaas = { mode: "existing", host: "old.example.com" };
  const mysql = {
    mode: "existing",
    host: "db.example.com",
    admin: ADMIN,
    openPaas,
    databases: { openPaas: "old_paas" },
  };
  const keys = { mysqlPlatform: mysqlKeys.mysqlPlatform, appSecret: given(TOKEN) };
  const text = manualAppAccount(settingsWith({ appAccount, mysql, keys })) ?? "";
  assert.match(text, /INSERT INTO `old_paas`\.esb_app_account/);
  assert.ok(text.includes(TOKEN));
});

test("there are none for who does not run them, nor where only the stack knows the secret", () => {
  const appAccount = { mode: "esb" };
  const byHand = { mode: "existing", host: "db.example.com" };
  const keys = { ...mysqlKeys, appSecret: given(TOKEN) };
  assert.equal(manualAppAccount(settingsWith({ appAccount, keys: { appSecret: given(TOKEN) } })), undefined);
  assert.equal(manualAppAccount(settingsWith({ mysql: byHand, keys })), undefined);
  assert.equal(manualAppAccount(settingsWith({ appAccount, mysql: byHand, keys: mysqlKeys })), undefined);
});

test("a Job that has to verify a certificate is given the authority", () => {
  const tls = { verify: "full" };
  const mysql = { mode: "existing", host: "db.example.com", admin: ADMIN, tls };
  const refused = parsedWith({ appAccount: { mode: "esb" }, mysql });
  assert.deepEqual(refused.ok ? [] : refused.problems.map(({ key }) => key), ["mysql.provisioning"]);
  assert.ok(parsedWith({ mysql }).ok);
  assert.ok(parsedWith({ appAccount: { mode: "esb" }, mysql: { ...mysql, tls: { verify: "none" } } }).ok);
});
