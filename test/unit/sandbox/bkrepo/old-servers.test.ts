import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { basic, TestBkrepo } from "../../../support/bkrepo.ts";
import { ACCOUNT, createAccount, createProjectAccount, createRepository } from "./requests.ts";
import { PROJECT, REPOSITORY, U1, verdict } from "./requests.ts";

let bkrepo: TestBkrepo;

beforeEach(async () => {
  bkrepo = await TestBkrepo.start({ passwords: "keep", codes: "old", accountRoutes: "old" });
});

afterEach(() => bkrepo.stop());

const WRONG = { userId: "admin", password: "wrongSecret" };

test("old codes of projects and repositories are one higher, those of accounts the same", async () => {
  await createRepository(bkrepo);
  const code = async (route: string, body: object): Promise<number | undefined> =>
    (await bkrepo.ask("POST", route, { body })).code;
  assert.equal(await code("repository/api/project/create", PROJECT), 251006);
  assert.equal(await code("repository/api/repo/create", REPOSITORY), 251008);
  assert.equal(await code("auth/api/user/create/project", { ...ACCOUNT, projectId: "none" }), 250217);
});

test("old servers update and delete accounts at the short address only", async () => {
  await createAccount(bkrepo);
  const body = { pwd: "second" };
  assert.equal((await bkrepo.ask("PUT", "auth/api/user/update/info/u1", { body })).status, 404);
  assert.equal((await bkrepo.ask("DELETE", "auth/api/user/delete/u1")).status, 404);
  assert.equal((await bkrepo.ask("PUT", "auth/api/user/u1", { body })).data, true);
  assert.equal(await bkrepo.login("u1", "second"), true);
  assert.equal((await bkrepo.ask("DELETE", "auth/api/user/u1")).data, true);
  assert.equal(bkrepo.store.user("u1"), undefined);
});

test("new servers do not have the short address", async (t) => {
  const present = await TestBkrepo.start();
  t.after(() => present.stop());
  await createAccount(present);
  assert.equal((await present.ask("PUT", "auth/api/user/u1", { body: {} })).status, 404);
  assert.equal((await present.ask("DELETE", "auth/api/user/u1")).status, 404);
});

test("old account services answer 401 to the right password of whoever is no administrator", async () => {
  await createAccount(bkrepo);
  assert.equal((await bkrepo.ask("GET", "auth/api/user/detail/u1", { as: U1 })).status, 401);
  assert.equal((await bkrepo.ask("GET", "auth/api/user/detail/u1")).status, 200);
  assert.equal(await bkrepo.login("u1", U1.password), true);
});

test("old account services let a project's administrator create accounts all the same", async () => {
  await createRepository(bkrepo);
  await createProjectAccount(bkrepo);
  const body = { ...ACCOUNT, userId: "u2", projectId: "bkpaas", repoName: "npm" };
  assert.equal((await bkrepo.ask("POST", "auth/api/user/create/repo", { as: U1, body })).code, 0);
});

test("old account services repeat the credentials in a 401", async () => {
  const answer = await bkrepo.ask("GET", "auth/api/user/detail/admin", { as: WRONG });
  assert.deepEqual(verdict(answer), [401, 401]);
  assert.ok(answer.message?.includes(basic(WRONG)));
});

test("old servers leave a null where a role was taken away", async () => {
  await createRepository(bkrepo);
  await createProjectAccount(bkrepo);
  const id = bkrepo.store.managers("bkpaas", null)?.id ?? "";
  const { data } = await bkrepo.ask("DELETE", `auth/api/user/role/u1/${id}`);
  assert.deepEqual((data as Record<string, unknown>)["roles"], [null]);
  assert.equal((await bkrepo.ask("GET", "repository/api/project/list", { as: U1 })).status, 200);
});

test("old servers let administrators create projects only", async () => {
  await createAccount(bkrepo);
  const asked = { as: U1, body: PROJECT };
  assert.equal((await bkrepo.ask("POST", "repository/api/project/create", asked)).status, 403);
});

test("old servers tell every account whether a repository exists", async () => {
  await createRepository(bkrepo);
  await createAccount(bkrepo);
  const asked = await bkrepo.ask("GET", "repository/api/repo/exist/bkpaas/npm", { as: U1 });
  assert.equal(asked.data, true);
});
