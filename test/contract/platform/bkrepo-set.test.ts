import assert from "node:assert/strict";
import { symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { PLATFORM_REPOSITORIES } from "../../../components/bkrepo/platform-set.ts";
import { TestBkrepo } from "../../support/bkrepo.ts";
import { type Section, given } from "../../support/configuration.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { Workspace } from "../support/workspace.ts";

type Accounts = Record<"platform" | "addons" | "lesscode", { user: string; password: string }>;

let bkrepo: TestBkrepo;
let stack: Workspace;
let reader: Workspace;

before(async () => {
  bkrepo = await TestBkrepo.start();
  [stack, reader] = await Promise.all([workspace("owner"), workspace("reader")]);
});

after(async () => {
  await Promise.all([stack.remove(), reader.remove(), bkrepo.stop()]);
});

async function workspace(name: string): Promise<Workspace> {
  const program = path.join(import.meta.dirname, "set-program");
  const made = await Workspace.create({ program, plugins: ["random"], stack: name });
  await symlink(path.join(CHECKOUT, "provider"), path.join(made.dir, "provider"));
  await made.config({ checkout: CHECKOUT, sections: path.join(made.dir, "sections.json") });
  return made;
}

/** Runs an update with this section and these keys. @returns the operations by the type of resource */
async function up(of: Workspace, section: Section, keys: Section = {}): Promise<string[]> {
  await declare(of, section, keys);
  const { steps } = await of.preview();
  await of.pulumi("up", "--yes", "--skip-preview");
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`);
}

function declare(of: Workspace, section: Section, keys: Section): Promise<void> {
  const sections = { bkrepo: { endpoint: bkrepo.endpoint, ...section }, keys };
  return writeFile(path.join(of.dir, "sections.json"), JSON.stringify(sections));
}

const administrator = (): Section => ({
  admin: { user: bkrepo.admin.userId, password: bkrepo.admin.password },
});

async function accountsOf(of: Workspace): Promise<Accounts> {
  return JSON.parse(await of.pulumi("stack", "output", "--json", "--show-secrets")) as Accounts;
}

/** What the platform's own command of 2022 makes: accounts with their rights, fewer repositories, docker for everybody. */
async function initByPlatform({ platform, addons, lesscode }: Accounts): Promise<void> {
  const post = async (route: string, body: object): Promise<void> => {
    assert.equal((await bkrepo.ask("POST", route, { body })).code, 0, route);
  };
  const account = (own: Accounts["platform"], projectId: string) => ({
    ...{ userId: own.user, name: own.user, pwd: own.password },
    ...{ admin: false, asstUsers: [], group: false, projectId },
  });
  for (const name of ["bkpaas", "bksaas-addons"]) {
    await post("repository/api/project/create", { name, displayName: name, description: "" });
  }
  await post("auth/api/user/create/project", account(platform, "bkpaas"));
  await post("auth/api/user/create/project", account(addons, "bksaas-addons"));
  for (const type of ["docker", "npm", "pypi"]) {
    await post("repository/api/repo/create", {
      ...{ projectId: "bkpaas", name: type, type: type.toUpperCase(), category: "LOCAL", public: true },
      ...{ description: "", configuration: null, storageCredentialsKey: null },
    });
  }
  await post("auth/api/user/create/repo", { ...account(lesscode, "bkpaas"), repoName: "npm" });
}

test("a stack whose platform made the accounts comes over by an update that only adds", async () => {
  await up(stack, { provisioning: "platform", ...administrator() });
  const accounts = await accountsOf(stack);
  await initByPlatform(accounts);

  await declare(stack, administrator(), {});
  const refused = await stack.run("up", "--yes", "--skip-preview");
  assert.match(
    refused.stdout,
    /repository bkpaas\/docker exists and differs: public is true, declared false/,
  );

  const operations = await up(stack, { ...administrator(), dockerPublic: true });
  // The refused update has made some of the set already.
  assert.ok(operations.includes("create bkrepo-repository-docker"));
  assert.ok(
    operations.every((operation) => operation.startsWith("create ")),
    operations.join(", "),
  );
  assert.deepEqual(await accountsOf(stack), accounts);
  for (const { user, password } of Object.values(accounts)) assert.ok(await bkrepo.login(user, password));
  for (const name of Object.keys(PLATFORM_REPOSITORIES)) {
    assert.equal((await bkrepo.ask("GET", `repository/api/repo/exist/bkpaas/${name}`)).data, true, name);
  }
});

test("the next update changes nothing and asks bkrepo nothing", async () => {
  bkrepo.calls.length = 0;
  assert.deepEqual(await up(stack, { ...administrator(), dockerPublic: true }), []);
  assert.equal(bkrepo.calls.length, 0);
});

test("a stack that reads the same accounts needs no administrator and leaves them as they are", async () => {
  const accounts = await accountsOf(stack);
  const keys = {
    bkrepoPlatform: given(accounts.platform.password),
    bkrepoAddons: given(accounts.addons.password),
    bkrepoLesscode: given(accounts.lesscode.password),
  };
  bkrepo.calls.length = 0;
  const operations = await up(reader, { ownership: "read" }, keys);
  assert.equal(operations.filter((operation) => operation.includes("bkrepo-user-")).length, 3);
  assert.ok(bkrepo.calls.every(({ method }) => method === "GET"));
  assert.deepEqual(await up(stack, { ...administrator(), dockerPublic: true }), []);
});

test("repositories are not let go by a change of the configuration", async () => {
  const { platform, addons, lesscode } = await accountsOf(stack);
  await declare(
    stack,
    { provisioning: "none" },
    {
      bkrepoPlatform: given(platform.password),
      bkrepoAddons: given(addons.password),
      bkrepoLesscode: given(lesscode.password),
    },
  );
  const refused = await stack.run("preview");
  assert.notEqual(refused.code, 0);
  assert.match(refused.stdout, /bkrepo-repository-npm" cannot be deleted/);
});
