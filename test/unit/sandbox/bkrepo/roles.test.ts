import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { TestBkrepo } from "../../../support/bkrepo.ts";
import { ACCOUNT, createAccount, createProjectAccount, createRepository } from "./requests.ts";
import { PROJECT, REPOSITORY, U1, verdict } from "./requests.ts";

let bkrepo: TestBkrepo;

beforeEach(async () => {
  bkrepo = await TestBkrepo.start();
  await createRepository(bkrepo);
});

afterEach(() => bkrepo.stop());

const PROJECT_ROLE = "auth/api/role/create/project/manage/bkpaas";
const REPOSITORY_ROLE = "auth/api/role/create/repo/manage/bkpaas/npm";

async function roleId(route: string): Promise<string> {
  return String((await bkrepo.ask("POST", route)).data);
}

/** The roles of u1 that adding or removing one answers. */
async function rolesAfter(method: "POST" | "DELETE", id: string): Promise<unknown> {
  const { data } = await bkrepo.ask(method, `auth/api/user/role/u1/${id}`);
  return (data as Record<string, unknown>)["roles"];
}

test("a role is created once; asking again answers the same id", async () => {
  assert.match(await roleId(PROJECT_ROLE), /^[0-9a-f]{24}$/);
  assert.equal(await roleId(PROJECT_ROLE), await roleId(PROJECT_ROLE));
  assert.notEqual(await roleId(REPOSITORY_ROLE), await roleId(PROJECT_ROLE));
});

test("creating a project account gives it the project's role", async () => {
  await createProjectAccount(bkrepo);
  assert.deepEqual(bkrepo.store.user("u1")?.roles, [await roleId(PROJECT_ROLE)]);
});

test("the detail of a role names its kind and its users; of none it is null", async () => {
  const detail = async (path: string): Promise<unknown> =>
    (await bkrepo.ask("GET", `auth/api/role/detail/${path}`)).data;
  assert.equal(await detail("project_manage/bkpaas"), null);
  await createProjectAccount(bkrepo);
  const { id, roleId, users } = (await detail("project_manage/bkpaas")) as Record<string, unknown>;
  assert.deepEqual(
    [id, roleId, users],
    [bkrepo.store.managers("bkpaas", null)?.id, "project_manage", ["u1"]],
  );
  assert.equal(await detail("repo_manage/bkpaas"), null);
  assert.equal(await detail("repo_manage/bkpaas/npm"), null);
  await bkrepo.ask("POST", REPOSITORY_ROLE);
  assert.equal(
    ((await detail("repo_manage/bkpaas/npm")) as Record<string, unknown>)["roleId"],
    "repo_manage",
  );
});

test("adding a role twice leaves one; both answers are the account", async () => {
  await createAccount(bkrepo);
  const id = await roleId(REPOSITORY_ROLE);
  assert.deepEqual(await rolesAfter("POST", id), [id]);
  assert.deepEqual(await rolesAfter("POST", id), [id]);
});

test("removing a role takes the right away and may be repeated", async () => {
  await createProjectAccount(bkrepo);
  const id = await roleId(PROJECT_ROLE);
  assert.deepEqual(await rolesAfter("DELETE", id), []);
  assert.deepEqual(await rolesAfter("DELETE", id), []);
  const create = { as: U1, body: { ...REPOSITORY, name: "pypi" } };
  assert.equal((await bkrepo.ask("POST", "repository/api/repo/create", create)).status, 403);
});

test("an unknown account is code 250202, an unknown role 250205, in this order", async () => {
  await createAccount(bkrepo);
  for (const method of ["POST", "DELETE"]) {
    assert.deepEqual(verdict(await bkrepo.ask(method, "auth/api/user/role/nobody/none")), [400, 250202]);
    assert.deepEqual(verdict(await bkrepo.ask(method, "auth/api/user/role/u1/none")), [400, 250205]);
  }
});

test("a project's administrator makes repositories and accounts in it and nothing elsewhere", async () => {
  await bkrepo.ask("POST", "repository/api/project/create", { body: { ...PROJECT, name: "other" } });
  await createProjectAccount(bkrepo);
  const create = (route: string, body: object): Promise<number> =>
    bkrepo.ask("POST", route, { as: U1, body }).then(({ status }) => status);
  const [repository, account] = ["repository/api/repo/create", "auth/api/user/create/repo"];
  const mine = { ...ACCOUNT, userId: "u2", projectId: "bkpaas", repoName: "npm" };
  assert.equal(await create(repository, { ...REPOSITORY, name: "pypi" }), 200);
  assert.equal(await create(account, mine), 200);
  assert.equal(await create(repository, { ...REPOSITORY, projectId: "other" }), 403);
  assert.equal(await create(account, { ...mine, projectId: "other" }), 400);
});

test("a repository's administrator manages it, but no other and not the project", async () => {
  await createAccount(bkrepo);
  await bkrepo.ask("POST", "repository/api/repo/create", { body: { ...REPOSITORY, name: "pypi" } });
  await bkrepo.ask("POST", `auth/api/user/role/u1/${await roleId(REPOSITORY_ROLE)}`);
  const update = async (path: string): Promise<number> =>
    (await bkrepo.ask("POST", `repository/api/repo/update/bkpaas/${path}`, { as: U1, body: {} })).status;
  assert.deepEqual([await update("npm"), await update("pypi")], [200, 403]);
  const rename = { as: U1, body: { displayName: "mine" } };
  assert.equal((await bkrepo.ask("PUT", "repository/api/project/bkpaas", rename)).status, 403);
});
