import assert from "node:assert/strict";
import { constants, createPublicKey, publicEncrypt } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import { createBkrepoServer } from "../../../sandbox/servers/bkrepo/http.ts";
import { BkrepoStore } from "../../../sandbox/servers/bkrepo/store.ts";

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "bkrepo-"));
const file = path.join(scratch, "state.json");
const admin = { userId: "admin", password: "adminSecret" };
const ADMIN = "admin:adminSecret";

let server = createBkrepoServer(BkrepoStore.open(file, admin));

async function restart(): Promise<void> {
  server.close();
  server = createBkrepoServer(BkrepoStore.open(file, admin)).listen(0, "127.0.0.1");
  await once(server, "listening");
}

interface Answer {
  readonly status: number;
  readonly code?: number;
  readonly data?: unknown;
}

async function ask(
  credentials: string | undefined,
  method: string,
  route: string,
  body?: object,
): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/${route}`, {
    method,
    headers: {
      connection: "close",
      ...(credentials === undefined
        ? {}
        : { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const project = { name: "bkpaas", displayName: "bkpaas", description: "" };
const repository = {
  projectId: "bkpaas",
  name: "npm",
  type: "NPM",
  category: "LOCAL",
  public: true,
  description: "",
  configuration: null,
  storageCredentialsKey: null,
};
const account = { admin: false, name: "u1", pwd: "first", userId: "u1", asstUsers: [], group: false };

function createProject(): Promise<Answer> {
  return ask(ADMIN, "POST", "repository/api/project/create", project);
}

function createProjectUser(pwd: string): Promise<Answer> {
  return ask(ADMIN, "POST", "auth/api/user/create/project", { ...account, pwd, projectId: "bkpaas" });
}

beforeEach(async () => {
  fs.rmSync(file, { force: true });
  await restart();
});

after(() => {
  server.close();
  fs.rmSync(scratch, { recursive: true });
});

test("health is answered without credentials", async () => {
  assert.equal((await ask(undefined, "GET", "generic/actuator/info")).status, 200);
});

test("wrong credentials are answered by HTTP 401 and code 401", async () => {
  const { status, code } = await ask("admin:wrong", "GET", "repository/api/project/list");
  assert.deepEqual({ status, code }, { status: 401, code: 401 });
});

test("a project is created once; the second time is code 251005 with HTTP 400", async () => {
  assert.equal((await createProject()).code, 0);
  const { status, code } = await createProject();
  assert.deepEqual({ status, code }, { status: 400, code: 251005 });
  assert.equal((await ask(ADMIN, "GET", "repository/api/project/exist/bkpaas")).data, true);
});

test("a repository is created once, described and deleted", async () => {
  await createProject();
  assert.equal((await ask(ADMIN, "POST", "repository/api/repo/create", repository)).code, 0);
  assert.equal((await ask(ADMIN, "POST", "repository/api/repo/create", repository)).code, 251007);
  const info = await ask(ADMIN, "GET", "repository/api/repo/info/bkpaas/npm");
  assert.deepEqual(
    [(info.data as typeof repository).type, (info.data as typeof repository).public],
    ["NPM", true],
  );
  assert.equal((await ask(ADMIN, "DELETE", "repository/api/repo/delete/bkpaas/npm?forced=true")).code, 0);
  assert.equal((await ask(ADMIN, "GET", "repository/api/repo/exist/bkpaas/npm")).data, false);
});

test("an account for an unknown project is code 250217, for an unknown repository 250221", async () => {
  assert.equal((await createProjectUser("first")).code, 250217);
  await createProject();
  const body = { ...account, projectId: "bkpaas", repoName: "npm" };
  assert.equal((await ask(ADMIN, "POST", "auth/api/user/create/repo", body)).code, 250221);
});

test("creating a project account again overwrites its password", async () => {
  await createProject();
  await createProjectUser("first");
  assert.equal((await ask("u1:first", "GET", "repository/api/project/list")).status, 200);
  assert.equal((await createProjectUser("second")).code, 0);
  assert.equal((await ask("u1:first", "GET", "repository/api/project/list")).status, 401);
  assert.equal((await ask("u1:second", "GET", "repository/api/project/list")).status, 200);
});

test("a project's administrator makes repositories and accounts in it and nothing elsewhere", async () => {
  await createProject();
  await ask(ADMIN, "POST", "repository/api/project/create", { ...project, name: "other" });
  await createProjectUser("first");
  assert.equal((await ask("u1:first", "POST", "repository/api/repo/create", repository)).code, 0);
  const mine = { ...account, userId: "u2", pwd: "x", projectId: "bkpaas", repoName: "npm" };
  assert.equal((await ask("u1:first", "POST", "auth/api/user/create/repo", mine)).code, 0);
  const elsewhere = { ...repository, projectId: "other" };
  assert.equal((await ask("u1:first", "POST", "repository/api/repo/create", elsewhere)).code, 250236);
  const takeover = { ...account, userId: "admin", pwd: "x", projectId: "bkpaas" };
  assert.equal((await ask("u1:first", "POST", "auth/api/user/create/project", takeover)).code, 250236);
});

test("a plain account exists once: code 250201; an unknown one is code 250202", async () => {
  assert.equal((await ask(ADMIN, "POST", "auth/api/user/create", account)).code, 0);
  assert.equal((await ask(ADMIN, "POST", "auth/api/user/create", account)).code, 250201);
  assert.equal((await ask(ADMIN, "DELETE", "auth/api/user/delete/nobody")).code, 250202);
});

test("what a client reads of an account holds neither password nor hash", async () => {
  await ask(ADMIN, "POST", "auth/api/user/create", account);
  const { data } = await ask(ADMIN, "GET", "auth/api/user/detail/u1");
  assert.deepEqual(Object.keys(data as object).toSorted(), [
    "admin",
    "asstUsers",
    "group",
    "locked",
    "name",
    "roles",
    "userId",
  ]);
});

test("an account changes its own password, encrypted for the server", async () => {
  await ask(ADMIN, "POST", "auth/api/user/create", account);
  const { data } = await ask(ADMIN, "GET", "auth/api/user/rsa");
  const key = createPublicKey({ key: Buffer.from(String(data), "base64"), format: "der", type: "spki" });
  const encrypted = (text: string): string =>
    encodeURIComponent(
      publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(text)).toString("base64"),
    );
  const route = `auth/api/user/update/password/u1?oldPwd=${encrypted("first")}&newPwd=${encrypted("next")}`;
  assert.equal((await ask("u1:first", "PUT", route)).code, 0);
  assert.equal((await ask("u1:next", "GET", "auth/api/user/repeat/u1")).data, true);
});

test("an account can be renamed, reset to the known password and deleted", async () => {
  await ask(ADMIN, "POST", "auth/api/user/create", account);
  assert.equal((await ask(ADMIN, "PUT", "auth/api/user/update/info/u1", { name: "renamed" })).code, 0);
  const { data } = await ask("u1:first", "GET", "auth/api/user/userinfo/u1");
  assert.equal((data as typeof account).name, "renamed");
  await ask(ADMIN, "POST", "auth/api/user/reset/u1");
  assert.equal((await ask("u1:password", "GET", "repository/api/project/list")).status, 200);
  await ask(ADMIN, "DELETE", "auth/api/user/delete/u1");
  assert.equal((await ask(ADMIN, "GET", "auth/api/user/detail/u1")).data, null);
});

test("names that bkrepo does not accept are refused", async () => {
  assert.equal(
    (await ask(ADMIN, "POST", "repository/api/project/create", { ...project, name: "1x" })).code,
    250104,
  );
  assert.equal((await ask(ADMIN, "POST", "auth/api/user/create", { ...account, pwd: "a:b" })).code, 250104);
  assert.equal((await ask(ADMIN, "POST", "auth/api/user/create", { userId: "u3", pwd: 1 })).code, 250104);
});

test("a restart loses nothing, and the file holds no password", async () => {
  await createProject();
  await createProjectUser("plainTextSecret");
  await restart();
  assert.equal((await ask("u1:plainTextSecret", "GET", "repository/api/project/exist/bkpaas")).data, true);
  const text = fs.readFileSync(file, "utf8");
  assert.doesNotMatch(text, /plainTextSecret|adminSecret/);
  assert.equal(fs.statSync(file).mode & 0o777, 0o600);
});
