import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { hashPassword, isHashOf } from "../../../../sandbox/servers/bkrepo/passwords.ts";
import { BkrepoStore } from "../../../../sandbox/servers/bkrepo/store.ts";
import { TestBkrepo } from "../../../support/bkrepo.ts";
import { createProject, createProjectAccount } from "./requests.ts";

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "bkrepo-state-"));

after(() => {
  fs.rmSync(scratch, { recursive: true });
});

test("a restart keeps the address and loses nothing", async (t) => {
  const bkrepo = await TestBkrepo.start();
  t.after(() => bkrepo.stop());
  const { endpoint } = bkrepo;
  await createProject(bkrepo);
  await createProjectAccount(bkrepo);
  const roles = bkrepo.store.user("u1")?.roles;
  await bkrepo.restart();
  assert.equal(bkrepo.endpoint, endpoint);
  assert.equal(await bkrepo.login("u1", "first"), true);
  assert.deepEqual(bkrepo.store.user("u1")?.roles, roles);
  assert.equal((await bkrepo.ask("GET", "repository/api/project/exist/bkpaas")).data, true);
});

test("the state file holds no password and is its owner's only", async (t) => {
  const bkrepo = await TestBkrepo.start();
  t.after(() => bkrepo.stop());
  await createProject(bkrepo);
  await createProjectAccount(bkrepo, "plainTextSecret");
  assert.doesNotMatch(fs.readFileSync(bkrepo.file, "utf8"), /plainTextSecret|adminSecret/);
  assert.equal(fs.statSync(bkrepo.file).mode & 0o777, 0o600);
});

test("a stopped stand-in leaves no folder behind", async () => {
  const bkrepo = await TestBkrepo.start();
  await bkrepo.stop();
  assert.equal(fs.existsSync(path.dirname(bkrepo.file)), false);
});

test("an administrator who exists keeps its password", () => {
  const file = path.join(scratch, "administrator.json");
  BkrepoStore.open(file, { userId: "admin", password: "first" });
  const { passwordHash = "" } =
    BkrepoStore.open(file, { userId: "admin", password: "second" }).user("admin") ?? {};
  assert.deepEqual([isHashOf(passwordHash, "first"), isHashOf(passwordHash, "second")], [true, false]);
});

test("a file from before roles were kept by themselves opens with every right, quota and token in its new form", () => {
  const file = path.join(scratch, "earlier.json");
  const account = { name: "n", admin: false, group: false, asstUsers: [], passwordHash: hashPassword("old") };
  const [onProject, onRepository] = [{ projectId: "bkpaas" }, { projectId: "bkpaas", repoName: "npm" }];
  const repository = {
    projectId: "bkpaas",
    name: "npm",
    type: "NPM",
    category: "LOCAL",
    public: true,
    description: "",
  };
  const earlier = {
    projects: { bkpaas: { name: "bkpaas", displayName: "bkpaas", description: "" } },
    repositories: { "bkpaas/npm": repository },
    users: {
      u1: { ...account, userId: "u1", roles: [onProject, onRepository] },
      u2: { ...account, userId: "u2", roles: [onProject] },
    },
  };
  fs.writeFileSync(file, JSON.stringify(earlier));
  const store = BkrepoStore.open(file, { userId: "admin", password: "x" });
  const [project, repo] = [store.managers("bkpaas", null)?.id, store.managers("bkpaas", "npm")?.id];
  assert.notEqual(project, undefined);
  assert.notEqual(repo, undefined);
  assert.deepEqual(store.user("u1")?.roles, [project, repo]);
  assert.deepEqual(store.user("u2")?.roles, [project]);
  assert.deepEqual(store.user("u1")?.tokens, []);
  assert.deepEqual(store.repository("bkpaas", "npm"), { ...repository, quota: null, used: 0, files: {} });
  assert.equal(store.project("bkpaas")?.tenantId, null);
  assert.equal(isHashOf(store.user("u1")?.passwordHash ?? "", "old"), true);
  const again = BkrepoStore.open(file, { userId: "admin", password: "x" });
  assert.deepEqual(again.user("u1")?.roles, [project, repo]);
});
