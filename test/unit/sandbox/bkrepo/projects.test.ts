import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { TestBkrepo, type BkrepoAnswer } from "../../../support/bkrepo.ts";
import { ACCOUNT, createAccount, createProject, createProjectAccount } from "./requests.ts";
import { PROJECT, REPOSITORY, U1, verdict } from "./requests.ts";

let bkrepo: TestBkrepo;

beforeEach(async () => {
  bkrepo = await TestBkrepo.start();
});

afterEach(() => bkrepo.stop());

const CREATE = "repository/api/project/create";

function namesOf({ data }: BkrepoAnswer): string[] {
  return (data as { name: string }[]).map(({ name }) => name);
}

test("a project is created once; the second time is code 251005 with HTTP 400", async () => {
  assert.equal((await bkrepo.ask("POST", CREATE, { body: PROJECT })).data, "bkpaas");
  assert.deepEqual(verdict(await bkrepo.ask("POST", CREATE, { body: PROJECT })), [400, 251005]);
  assert.equal((await bkrepo.ask("GET", "repository/api/project/exist/bkpaas")).data, true);
  assert.equal((await bkrepo.ask("GET", "repository/api/project/exist/other")).data, false);
});

test("a list of projects can be asked for by names", async () => {
  for (const name of ["p1", "p2", "p3"]) await bkrepo.ask("POST", CREATE, { body: { ...PROJECT, name } });
  const list = (query: string): Promise<BkrepoAnswer> =>
    bkrepo.ask("GET", `repository/api/project/list${query}`);
  assert.deepEqual(namesOf(await list("")), ["p1", "p2", "p3"]);
  assert.deepEqual(namesOf(await list("?names=p1&names=p3")), ["p1", "p3"]);
  assert.deepEqual(namesOf(await list("?names=p1,p2")), ["p1", "p2"]);
  assert.deepEqual(namesOf(await list("?names=none")), []);
});

test("an account lists the projects of its roles only", async () => {
  await createProject(bkrepo);
  await bkrepo.ask("POST", CREATE, { body: { ...PROJECT, name: "other" } });
  await createProjectAccount(bkrepo);
  const list = await bkrepo.ask("GET", "repository/api/project/list", { as: U1 });
  assert.deepEqual(list.data, [{ ...PROJECT, tenantId: null }]);
});

test("an update changes display name or description; an unknown project is code 251004", async () => {
  await createProject(bkrepo);
  const update = (name: string, body: object): Promise<BkrepoAnswer> =>
    bkrepo.ask("PUT", `repository/api/project/${name}`, { body });
  assert.equal((await update("bkpaas", { displayName: "platform" })).data, true);
  assert.equal((await update("bkpaas", { description: "all of it" })).data, true);
  const { displayName, description } = bkrepo.store.project("bkpaas") ?? {};
  assert.deepEqual([displayName, description], ["platform", "all of it"]);
  assert.deepEqual(verdict(await update("bkpaas", { displayName: "x" })), [400, 250105]);
  assert.deepEqual(verdict(await update("other", { displayName: "platform" })), [400, 251004]);
});

test("no route deletes a project", async () => {
  await createProject(bkrepo);
  for (const path of ["project/bkpaas", "project/delete/bkpaas"]) {
    assert.equal((await bkrepo.ask("DELETE", `repository/api/${path}`)).status, 404);
  }
});

test("whoever creates a project administers it", async () => {
  await createAccount(bkrepo);
  assert.equal((await bkrepo.ask("POST", CREATE, { as: U1, body: PROJECT })).code, 0);
  assert.deepEqual(bkrepo.store.user("u1")?.roles, [bkrepo.store.managers("bkpaas", null)?.id]);
});

test("names of projects have 2 to 100 characters of a set, and so have display names of any", async () => {
  const create = async (changes: object): Promise<number | undefined> =>
    (await bkrepo.ask("POST", CREATE, { body: { ...PROJECT, ...changes } })).code;
  for (const name of ["p", "1p", "p.q", "p".repeat(101)]) assert.equal(await create({ name }), 250105, name);
  for (const displayName of ["x", "x".repeat(101)]) assert.equal(await create({ displayName }), 250105);
  assert.equal(await create({ name: "p".repeat(100), displayName: "项目" }), 0);
});

const TENANT = { "x-bk-tenant-id": "blue" };

test("with tenants, a project's id begins with the tenant's", async (t) => {
  const shared = await TestBkrepo.start({ tenants: true });
  t.after(() => shared.stop());
  assert.equal((await shared.ask("POST", CREATE, { body: PROJECT, headers: TENANT })).data, "blue.bkpaas");
  assert.equal((await shared.ask("POST", CREATE, { body: PROJECT, headers: TENANT })).code, 251005);
  const exists = async (name: string, headers = {}): Promise<unknown> =>
    (await shared.ask("GET", `repository/api/project/exist/${name}`, { headers })).data;
  assert.equal(await exists("bkpaas", TENANT), true);
  assert.equal(await exists("blue.bkpaas", TENANT), true);
  assert.equal(await exists("blue.bkpaas"), true);
  assert.equal(await exists("bkpaas"), false);
  const body = { ...REPOSITORY, projectId: "blue.bkpaas" };
  assert.equal((await shared.ask("POST", "repository/api/repo/create", { body, headers: TENANT })).code, 0);
  const account = { body: { ...ACCOUNT, projectId: "blue.bkpaas" }, headers: TENANT };
  assert.equal((await shared.ask("POST", "auth/api/user/create/project", account)).code, 0);
});

test("with tenants, a project without one is code 250105 and says tenantId", async (t) => {
  const shared = await TestBkrepo.start({ tenants: true });
  t.after(() => shared.stop());
  const refused = await shared.ask("POST", CREATE, { body: PROJECT });
  assert.deepEqual(verdict(refused), [400, 250105]);
  assert.match(refused.message ?? "", /tenantId/);
});

test("with tenants, a list shows the projects of the header's tenant", async (t) => {
  const shared = await TestBkrepo.start({ tenants: true });
  t.after(() => shared.stop());
  for (const tenant of ["blue", "red"]) {
    await shared.ask("POST", CREATE, { body: PROJECT, headers: { "x-bk-tenant-id": tenant } });
  }
  const list = await shared.ask("GET", "repository/api/project/list", { headers: TENANT });
  assert.deepEqual(namesOf(list), ["blue.bkpaas"]);
});

test("without tenants, the header means nothing", async () => {
  assert.equal((await bkrepo.ask("POST", CREATE, { body: PROJECT, headers: TENANT })).data, "bkpaas");
});
