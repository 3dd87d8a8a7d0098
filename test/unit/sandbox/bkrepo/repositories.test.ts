import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { TestBkrepo, type BkrepoAnswer } from "../../../support/bkrepo.ts";
import { createAccount, createProjectAccount, createRepository, REPOSITORY } from "./requests.ts";
import { U1, verdict } from "./requests.ts";

let bkrepo: TestBkrepo;

beforeEach(async () => {
  bkrepo = await TestBkrepo.start();
});

afterEach(() => bkrepo.stop());

const CREATE = "repository/api/repo/create";

function info(): Promise<BkrepoAnswer> {
  return bkrepo.ask("GET", "repository/api/repo/info/bkpaas/npm");
}

function upload(path: string, content: string, headers = {}): Promise<BkrepoAnswer> {
  return bkrepo.ask("PUT", `generic/bkpaas/npm/${path}`, { body: content, headers });
}

function remove(query = ""): Promise<BkrepoAnswer> {
  return bkrepo.ask("DELETE", `repository/api/repo/delete/bkpaas/npm${query}`);
}

function setQuota(bytes: number | string): Promise<BkrepoAnswer> {
  return bkrepo.ask("POST", `repository/api/repo/quota/bkpaas/npm?quota=${bytes}`);
}

test("a repository is created once; the second time is code 251007 with HTTP 400", async () => {
  await createRepository(bkrepo, { public: true, quota: 1024 });
  assert.deepEqual(verdict(await bkrepo.ask("POST", CREATE, { body: REPOSITORY })), [400, 251007]);
  const { projectId, name, type, category } = REPOSITORY;
  const expected = { projectId, name, type, category, public: true, description: "", quota: 1024, used: 0 };
  assert.deepEqual((await info()).data, expected);
});

test("a repository in an unknown project is code 251004", async () => {
  assert.deepEqual(verdict(await bkrepo.ask("POST", CREATE, { body: REPOSITORY })), [400, 251004]);
});

test("a missing repository or project is HTTP 404 with code 251006 wherever a path names it", async () => {
  const missing = [
    ["GET", "repository/api/repo/info/bkpaas/npm"],
    ["POST", "repository/api/repo/update/bkpaas/npm"],
    ["GET", "repository/api/repo/quota/bkpaas/npm"],
    ["POST", "repository/api/repo/quota/bkpaas/npm?quota=1"],
    ["DELETE", "repository/api/repo/delete/bkpaas/npm"],
    ["PUT", "generic/bkpaas/npm/file"],
  ] as const;
  for (const [method, path] of missing) {
    assert.deepEqual(verdict(await bkrepo.ask(method, path)), [404, 251006], path);
  }
  assert.equal((await bkrepo.ask("GET", "repository/api/repo/exist/bkpaas/npm")).data, false);
});

test("an update changes visibility or description and leaves the quota", async () => {
  await createRepository(bkrepo, { quota: 1024 });
  const update = (body: object): Promise<BkrepoAnswer> =>
    bkrepo.ask("POST", "repository/api/repo/update/bkpaas/npm", { body });
  assert.equal((await update({ public: true, quota: 1 })).code, 0);
  assert.equal((await update({ description: "packages" })).code, 0);
  const repository = bkrepo.store.repository("bkpaas", "npm");
  assert.deepEqual(
    [repository?.public, repository?.description, repository?.quota],
    [true, "packages", 1024],
  );
  assert.deepEqual(verdict(await update({ description: "x".repeat(201) })), [400, 250105]);
});

test("under a quota, files count as used, and a quota below that is refused", async () => {
  await createRepository(bkrepo, { quota: 10 });
  assert.equal((await upload("a/b.txt", "12345")).code, 0);
  const { data } = await bkrepo.ask("GET", "repository/api/repo/quota/bkpaas/npm");
  assert.deepEqual(data, { quota: 10, used: 5 });
  assert.deepEqual(verdict(await setQuota(4)), [400, 250105]);
  assert.deepEqual(verdict(await setQuota("all")), [400, 250105]);
  assert.equal((await setQuota(5)).code, 0);
  assert.deepEqual(verdict(await upload("c.txt", "6")), [400, 251025]);
});

test("without a quota nothing counts as used", async () => {
  await createRepository(bkrepo);
  await upload("a.txt", "12345");
  assert.deepEqual((await bkrepo.ask("GET", "repository/api/repo/quota/bkpaas/npm")).data, {
    quota: null,
    used: 0,
  });
});

test("a file is overwritten on demand only, and its old size no longer counts", async () => {
  await createRepository(bkrepo, { quota: 10 });
  await upload("a.txt", "12345");
  assert.deepEqual(verdict(await upload("a.txt", "123")), [400, 251012]);
  assert.equal((await upload("a.txt", "123", { "x-bkrepo-overwrite": "true" })).code, 0);
  assert.deepEqual(bkrepo.store.repository("bkpaas", "npm")?.files, { "/a.txt": 3 });
  assert.equal(bkrepo.store.repository("bkpaas", "npm")?.used, 3);
});

test("the state keeps nothing of a file but path and size", async () => {
  await createRepository(bkrepo);
  await upload("a.txt", "contentOfTheFile");
  assert.doesNotMatch(JSON.stringify(bkrepo.store.repository("bkpaas", "npm")), /contentOfTheFile/);
});

test("a repository that holds a file is deleted only when forced", async () => {
  await createRepository(bkrepo);
  await upload("a.txt", "12345");
  assert.deepEqual(verdict(await remove("?forced=false")), [400, 251008]);
  assert.deepEqual(verdict(await remove()), [400, 251008]);
  assert.equal((await remove("?forced=true")).code, 0);
  assert.equal((await info()).status, 404);
});

test("an empty repository is deleted unforced, and made again without what it held", async () => {
  await createRepository(bkrepo);
  assert.equal((await remove("?forced=false")).code, 0);
  assert.equal((await bkrepo.ask("POST", CREATE, { body: REPOSITORY })).code, 0);
});

test("a public repository is read by every account, a private one by its administrators", async () => {
  await createRepository(bkrepo);
  await createAccount(bkrepo);
  const asU1 = async (): Promise<number> =>
    (await bkrepo.ask("GET", "repository/api/repo/info/bkpaas/npm", { as: U1 })).status;
  assert.equal(await asU1(), 403);
  await bkrepo.ask("POST", "repository/api/repo/update/bkpaas/npm", { body: { public: true } });
  assert.equal(await asU1(), 200);
  assert.equal((await bkrepo.ask("PUT", "generic/bkpaas/npm/f", { as: U1, body: "x" })).status, 403);
  await createProjectAccount(bkrepo);
  assert.equal((await bkrepo.ask("PUT", "generic/bkpaas/npm/f", { as: U1, body: "x" })).status, 200);
});

test("whether a repository exists is told to administrators of the project only", async () => {
  await createRepository(bkrepo, { public: true });
  await createAccount(bkrepo);
  const asked = await bkrepo.ask("GET", "repository/api/repo/exist/bkpaas/npm", { as: U1 });
  assert.deepEqual(verdict(asked), [403, 250113]);
});

test("names of repositories have 2 to 64 characters of a set", async () => {
  await createRepository(bkrepo);
  const create = async (name: string): Promise<number | undefined> =>
    (await bkrepo.ask("POST", CREATE, { body: { ...REPOSITORY, name } })).code;
  for (const name of ["r", "1r", "r/s", "r".repeat(65)]) assert.equal(await create(name), 250105, name);
  for (const name of ["r.s-t_", "r".repeat(64)]) assert.equal(await create(name), 0, name);
});
