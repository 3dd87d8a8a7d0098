import assert from "node:assert/strict";
import { constants, createPublicKey, publicEncrypt } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { TestBkrepo } from "../../../support/bkrepo.ts";
import { ACCOUNT, createAccount, createProject, createProjectAccount } from "./requests.ts";
import { createRepository, U1, verdict } from "./requests.ts";

let bkrepo: TestBkrepo;

beforeEach(async () => {
  bkrepo = await TestBkrepo.start();
});

afterEach(() => bkrepo.stop());

test("a plain account is created by administrators only", async () => {
  await createAccount(bkrepo);
  const body = { ...ACCOUNT, userId: "u2" };
  assert.deepEqual(
    verdict(await bkrepo.ask("POST", "auth/api/user/create", { as: U1, body })),
    [400, 250236],
  );
});

test("creating a plain account that exists succeeds and changes nothing", async () => {
  await createAccount(bkrepo);
  const body = { ...ACCOUNT, pwd: "second", name: "renamed" };
  assert.equal((await bkrepo.ask("POST", "auth/api/user/create", { body })).data, true);
  assert.equal(await bkrepo.login("u1", "first"), true);
  assert.equal(bkrepo.store.user("u1")?.name, "u1");
});

test("no route makes an administrator", async () => {
  await bkrepo.ask("POST", "auth/api/user/create", { body: { ...ACCOUNT, admin: true } });
  assert.equal(bkrepo.store.user("u1")?.admin, false);
  const update = await bkrepo.ask("PUT", "auth/api/user/update/info/u1", { body: { admin: true } });
  assert.deepEqual(verdict(update), [400, 250242]);
});

test("an account for an unknown project is code 250217, for an unknown repository 250221", async () => {
  const body = { ...ACCOUNT, projectId: "bkpaas", repoName: "npm" };
  assert.equal((await bkrepo.ask("POST", "auth/api/user/create/project", { body })).code, 250217);
  assert.equal((await bkrepo.ask("POST", "auth/api/user/create/repo", { body })).code, 250221);
  assert.equal(bkrepo.store.user("u1"), undefined);
});

test("creating a project account again overwrites its password and nothing else", async () => {
  await createProject(bkrepo);
  await createProjectAccount(bkrepo);
  const body = { ...ACCOUNT, name: "renamed", pwd: "second", projectId: "bkpaas" };
  assert.equal((await bkrepo.ask("POST", "auth/api/user/create/project", { body })).code, 0);
  assert.equal(await bkrepo.login("u1", "first"), false);
  assert.equal(await bkrepo.login("u1", "second"), true);
  assert.equal(bkrepo.store.user("u1")?.name, "u1");
  assert.equal(bkrepo.store.user("u1")?.roles.length, 1);
});

test("a server that keeps passwords keeps them for project and repository accounts", async (t) => {
  const keeping = await TestBkrepo.start({ passwords: "keep" });
  t.after(() => keeping.stop());
  await createRepository(keeping);
  await createProjectAccount(keeping);
  await createProjectAccount(keeping, "second");
  const body = { ...ACCOUNT, pwd: "third", projectId: "bkpaas", repoName: "npm" };
  assert.equal((await keeping.ask("POST", "auth/api/user/create/repo", { body })).code, 0);
  assert.equal(await keeping.login("u1", "first"), true);
  assert.equal(keeping.store.user("u1")?.roles.length, 2);
});

test("an account created without a password can't log in", async () => {
  await bkrepo.ask("POST", "auth/api/user/create", { body: { ...ACCOUNT, pwd: undefined } });
  assert.equal((await bkrepo.ask("GET", "auth/api/user/repeat/u1")).data, true);
  assert.equal(await bkrepo.login("u1", ""), false);
});

test("the detail of an account has upstream's shape and neither password nor hash", async () => {
  await createProject(bkrepo);
  await createProjectAccount(bkrepo);
  const { data } = await bkrepo.ask("GET", "auth/api/user/detail/u1");
  const roles = [bkrepo.store.managers("bkpaas", null)?.id];
  const shape = { userId: "u1", name: "u1", pwd: "", admin: false, locked: false, tokens: [], roles };
  const left = { asstUsers: [], group: false, email: null, createdDate: null, lastModifiedDate: null };
  assert.deepEqual(data, { ...shape, ...left });
});

test("the detail of nobody is null with code 0", async () => {
  const { status, code, data } = await bkrepo.ask("GET", "auth/api/user/detail/u1");
  assert.deepEqual([status, code, data], [200, 0, null]);
});

test("an account sees itself and no other", async () => {
  await createAccount(bkrepo);
  assert.equal((await bkrepo.ask("GET", "auth/api/user/userinfo/u1", { as: U1 })).code, 0);
  assert.equal((await bkrepo.ask("GET", "auth/api/user/detail/admin", { as: U1 })).code, 250236);
});

test("an update changes what it names and nothing else", async () => {
  await createAccount(bkrepo);
  const update = (body: object): Promise<unknown> =>
    bkrepo.ask("PUT", "auth/api/user/update/info/u1", { body });
  await update({ name: "renamed" });
  assert.equal(await bkrepo.login("u1", "first"), true);
  await update({ pwd: "second" });
  assert.equal(await bkrepo.login("u1", "second"), true);
  assert.equal(bkrepo.store.user("u1")?.name, "renamed");
});

test("an unknown account is code 250202 to update and delete", async () => {
  assert.equal((await bkrepo.ask("DELETE", "auth/api/user/delete/nobody")).code, 250202);
  assert.equal((await bkrepo.ask("PUT", "auth/api/user/update/info/nobody", { body: {} })).code, 250202);
});

test("a deleted account is gone", async () => {
  await createAccount(bkrepo);
  assert.equal((await bkrepo.ask("DELETE", "auth/api/user/delete/u1")).data, true);
  assert.equal((await bkrepo.ask("GET", "auth/api/user/repeat/u1")).data, false);
  assert.equal(await bkrepo.login("u1", "first"), false);
});

test("an account changes its own password, encrypted for the server", async () => {
  await createAccount(bkrepo);
  const { data } = await bkrepo.ask("GET", "auth/api/user/rsa", { as: U1 });
  const key = createPublicKey({ key: Buffer.from(String(data), "base64"), format: "der", type: "spki" });
  const encrypted = (text: string): string =>
    publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(text)).toString("base64");
  const change = (oldPwd: string): string =>
    `auth/api/user/update/password/u1?${new URLSearchParams({ oldPwd: encrypted(oldPwd), newPwd: encrypted("next") }).toString()}`;
  assert.equal((await bkrepo.ask("PUT", change("wrong"), { as: U1 })).code, 250121);
  assert.equal((await bkrepo.ask("PUT", change("first"), { as: U1 })).code, 0);
  assert.equal(await bkrepo.login("u1", "next"), true);
});

test("a reset sets the known password", async () => {
  await createAccount(bkrepo);
  await bkrepo.ask("POST", "auth/api/user/reset/u1");
  assert.equal(await bkrepo.login("u1", "password"), true);
});

test("ids of accounts have 2 to 100 characters of a set", async () => {
  const create = async (userId: string): Promise<number | undefined> =>
    (await bkrepo.ask("POST", "auth/api/user/create", { body: { ...ACCOUNT, userId } })).code;
  assert.deepEqual(await Promise.all(["u", ".u", "u/1", "u".repeat(101)].map(create)), Array(4).fill(250105));
  assert.deepEqual(await Promise.all(["1@b.c-d_", "u".repeat(100)].map(create)), [0, 0]);
});

test("a password with a colon is taken and never logs in", async () => {
  await bkrepo.ask("POST", "auth/api/user/create", { body: { ...ACCOUNT, pwd: "a:b" } });
  assert.equal((await bkrepo.ask("GET", "auth/api/user/repeat/u1")).data, true);
  assert.equal(await bkrepo.login("u1", "a:b"), false);
});

test("a body that is not the JSON bkrepo reads is code 250106", async () => {
  for (const body of ["{", "[", '"text"', '{"userId": 1}', '{"userId":"u1","pwd":1,"name":"u1"}']) {
    assert.deepEqual(
      verdict(await bkrepo.ask("POST", "auth/api/user/create", { body })),
      [400, 250106],
      body,
    );
  }
});
