// A program with one resource of each kind, by the CLI, on the stand-in for bkrepo.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { TestBkrepo } from "../../support/bkrepo.ts";
import { scan } from "../../support/leaks/scanner.ts";
import { BIN } from "../support/checkout.ts";
import { execute } from "../support/execute.ts";
import type { Declared } from "./declared.ts";
import { PROVIDER, ProviderStack } from "../support/provider-stack.ts";

const PASSWORD = "plantedOfAccount1";
const BY_HAND = "plantedByHand2";
const ADMIN = { userId: "admin", password: "plantedOfAdmin3" };
const KEPT = { name: "npm", type: "npm" } as const;
const SET = {
  project: { name: "bkpaas", displayName: "平台" },
  repository: { ...KEPT, deletion: "when-empty" },
  user: { userId: "bkpaas3", password: PASSWORD },
} as const;

/** One question for each resource. */
const REFRESH = [
  "GET /auth/api/user/detail/bkpaas3",
  "GET /auth/api/user/detail/bkpaas3",
  "GET /repository/api/project/list?names=bkpaas",
  "GET /repository/api/project/list?names=bkpaas3",
  "GET /repository/api/repo/info/bkpaas/npm",
];

if (process.env.BKPAAS_TEST_BIN === undefined) {
  console.log(
    "official CLI: SKIPPED, these tests run the one of .sandbox/bin; BKPAAS_TEST_BIN=<folder> runs them with pulumi and " +
      "pulumi-language-nodejs from https://get.pulumi.com",
  );
}

let bkrepo: TestBkrepo;
const PROGRAM = path.join(import.meta.dirname, "program");
const stacks: ProviderStack<Declared>[] = [];

before(async () => {
  bkrepo = await TestBkrepo.start({}, { admin: ADMIN });
});
after(async () => {
  await Promise.all(stacks.map(({ workspace }) => workspace.remove()));
  await bkrepo.stop();
});
beforeEach(() => {
  bkrepo.calls.length = 0;
});

/** The server's settings, as its administrator unless told. */
function server(username = ADMIN.userId, password = ADMIN.password): Declared["server"] {
  return { endpoint: bkrepo.endpoint, username, password, retries: 1, retryDelaySeconds: 0.01 };
}

async function stackOf(name: string, declared: Declared): Promise<ProviderStack<Declared>> {
  const stack = await ProviderStack.create(PROGRAM, name, declared);
  stacks.push(stack);
  return stack;
}

const asked = (): string[] => bkrepo.calls.map(({ method, path: at }) => `${method} ${at}`).sort();
const written = (): string[] => asked().filter((call) => !call.startsWith("GET"));
const changePassword = (pwd: string) =>
  bkrepo.ask("PUT", "auth/api/user/update/info/bkpaas3", { body: { pwd } });

describe("a program with accounts of bkrepo", () => {
  let stack: ProviderStack<Declared>;

  before(async () => {
    stack = await stackOf("one", { server: server(), set: SET });
  });

  it("makes one resource of each kind, so that the account can log in", async () => {
    await stack.up();
    assert.ok(await bkrepo.login("bkpaas3", PASSWORD));
    assert.equal(bkrepo.store.project("bkpaas")?.displayName, "平台");
    assert.equal(bkrepo.store.user("bkpaas3")?.roles.length, 2);
  });

  it("asks nothing in a preview and an update that change nothing", async () => {
    assert.deepEqual(await stack.planned(), []);
    await stack.up("--expect-no-changes");
    assert.deepEqual(asked(), []);
  });

  it("asks once for each resource in a refresh, which changes nothing", async () => {
    await stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    assert.deepEqual(asked(), REFRESH);
  });

  it("shows a repository that was deleted by hand, and makes it again", async () => {
    await bkrepo.ask("DELETE", "repository/api/repo/delete/bkpaas/npm?forced=true");
    assert.deepEqual(await stack.planned("--refresh"), ["create repository"]);
    await stack.up("--refresh");
    assert.ok(bkrepo.store.repository("bkpaas", "npm"));
  });

  it("shows a password that was changed by hand, and repairs it, also in its most talkative mode", async () => {
    await changePassword(BY_HAND);
    assert.deepEqual(await stack.planned("--refresh"), ["update user: password"]);
    await stack.up("--refresh", "--debug", "-v=2", "--logtostderr");
    assert.match(stack.printed, /GET repository\/api\/project\/list\?names=bkpaas3: HTTP 200, \d+ ms/);
    assert.ok(await bkrepo.login("bkpaas3", PASSWORD));
    assert.deepEqual(await stack.planned("--refresh"), []);
  });

  it("explains what is wrong with the administrator, and changes nothing", async () => {
    await stack.declare({ server: server("admin", BY_HAND), set: { ...SET, project: { name: "other" } } });
    const { code, stdout, stderr } = await stack.run("up", "--yes", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /Check the name and password of the administrator/);
    assert.deepEqual(written(), []);
    await stack.declare({ server: server(), set: SET });
    await stack.up();
  });

  it("tells in a preview everything that is wrong with an account", async () => {
    const user = { userId: "x", password: `${PASSWORD}:${BY_HAND}` };
    await stack.declare({ server: server(), set: { ...SET, user } });
    const { code, stdout, stderr } = await stack.run("preview");
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /userId must begin with/);
    assert.match(stdout + stderr, /password must consist of letters/);
    assert.deepEqual(asked(), []);
  });

  it("does not repair the password of an account that is another's, but explains", async () => {
    const set = { ...SET, user: { ...SET.user, ownership: "read" } } as const;
    await stack.declare({ server: server(), set });
    await stack.up();
    await changePassword(BY_HAND);
    assert.deepEqual(await stack.planned("--refresh"), ["update user: password"]);
    const { code, stdout, stderr } = await stack.run("up", "--yes", "--skip-preview", "--refresh");
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /account bkpaas3 is another's.*Ask its owner for the present password/);
    assert.ok(await bkrepo.login("bkpaas3", BY_HAND));
    await changePassword(PASSWORD);
  });

  it("leaves at its destruction the project, what holds files, and what is another's, and says so", async () => {
    await bkrepo.ask("PUT", "generic/bkpaas/npm/file.txt", { body: "content" });
    const refused = await stack.run("destroy", "--yes", "--skip-preview");
    assert.notEqual(refused.code, 0);
    assert.match(refused.stdout + refused.stderr, /Repository is not empty.*move them away/);
    assert.ok(bkrepo.store.repository("bkpaas", "npm"));

    const user = { ...SET.user, ownership: "read" } as const;
    await stack.declare({ server: server(), set: { ...SET, repository: KEPT, user } });
    await stack.up();
    const told = await stack.succeed("destroy", "--yes", "--skip-preview");
    assert.match(told, /project bkpaas stays in bkrepo with all it holds/);
    assert.match(told, /repository bkpaas\/npm stays in bkrepo: its deletion is keep/);
    assert.match(told, /account bkpaas3 stays in bkrepo/);
    assert.ok(bkrepo.store.project("bkpaas"));
    assert.ok(await bkrepo.login("bkpaas3", PASSWORD));
  });
});

describe("an existing project with its repository, account and administrators", () => {
  const IDS = {
    "Project project": "bkpaas",
    "Repository repository": "bkpaas/npm",
    "User user": "bkpaas3",
    "ProjectAdmin project-admin": "bkpaas/bkpaas3",
    "RepositoryAdmin repository-admin": "bkpaas/npm/bkpaas3",
  };

  it("is imported, after which its declaration changes nothing, and stays at destruction", async () => {
    const account = {
      userId: "bkpaas3",
      name: "bkpaas3",
      pwd: PASSWORD,
      admin: false,
      group: false,
      asstUsers: [],
    };
    await bkrepo.ask("POST", "auth/api/user/create/project", { body: { ...account, projectId: "bkpaas" } });
    await bkrepo.ask("POST", "auth/api/user/create/repo", {
      body: { ...account, projectId: "bkpaas", repoName: "npm" },
    });
    const stack = await stackOf("imports", { server: server() });
    await stack.up();
    const provider = "urn:pulumi:imports::accounts::pulumi:providers:bkpaas::bkrepo";
    for (const [what, id] of Object.entries(IDS)) {
      const [kind = "", name = ""] = what.split(" ");
      const options = ["--generate-code=false", "--protect=false", "--yes", "--skip-preview"];
      const token = `bkpaas:bkrepo:${kind}`;
      await stack.succeed("import", token, name, id, "--provider", `bkrepo=${provider}`, ...options);
    }
    assert.deepEqual(written(), []);
    await stack.declare({ server: server(), set: { ...SET, repository: KEPT } });
    assert.deepEqual(await stack.planned(), []);
    await stack.up("--expect-no-changes");
    assert.deepEqual(await stack.planned("--refresh"), []);
    const told = await stack.succeed("destroy", "--yes", "--skip-preview");
    assert.match(told, /account bkpaas3 stays in bkrepo: it was there before this stack/);
    assert.deepEqual(written(), []);
  });
});

describe("two stacks on one bkrepo", () => {
  it("do not fight where one owns and the other reads with its own login only", async () => {
    const owner = await stackOf("owner", { server: server(), set: SET });
    const read = { ownership: "read" } as const;
    const reader = await stackOf("reader", {
      server: server("bkpaas3", PASSWORD),
      set: {
        project: { name: "bkpaas", ...read },
        repository: { ...KEPT, ...read },
        user: { ...SET.user, ...read },
      },
    });
    await owner.up();
    await reader.up();
    bkrepo.calls.length = 0;
    for (const turn of [owner, reader, owner, reader]) await turn.up("--refresh", "--expect-no-changes");
    assert.deepEqual(written(), []);
    await reader.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(written(), []);
  });

  it("do not meet where each environment has names of its own", async () => {
    const [owner] = stacks.filter(({ workspace }) => workspace.stack === "owner");
    const staging = await stackOf("staging", {
      server: server(),
      set: {
        project: { name: "bkpaas-stag" },
        repository: SET.repository,
        user: { userId: "bkpaas3-stag", password: PASSWORD },
      },
    });
    await staging.up();
    await staging.succeed("destroy", "--yes", "--skip-preview");
    assert.equal(bkrepo.store.user("bkpaas3-stag"), undefined);
    assert.deepEqual(await owner?.planned("--refresh"), []);
  });
});

/** Lines that Pulumi's own SDK writes with `--debug`: whole answers of the engine, secrets included. */
const LINE_OF_SDK = /debug: \w+ RPC finished: .*/g;

describe("what the CLI keeps and prints", () => {
  it("holds no password in clear, in no form, but for what Pulumi's own SDK tells with --debug", async () => {
    const places = new Map<string, string>();
    for (const [index, stack] of stacks.entries()) {
      places.set(`output ${index}`, stack.printed.replaceAll(LINE_OF_SDK, ""));
      for (const [file, text] of await stack.files()) places.set(file, text);
    }
    assert.ok([...places.values()].some((text) => text.includes("bkpaas:bkrepo:User")));
    const secrets = new Map(Object.entries({ PASSWORD, BY_HAND, ADMIN: ADMIN.password }));
    assert.deepEqual(scan(places, secrets), []);
    const planted = new Map([["planted", Buffer.from(`x:${PASSWORD}`).toString("base64")]]);
    assert.ok(scan(planted, secrets).length > 0);
  });
});

describe("the package's schema", () => {
  it("is accepted by the CLI", async () => {
    const pulumi = path.join(BIN, "pulumi");
    const env = { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env.PATH ?? ""}` };
    const got = await execute(
      pulumi,
      ["package", "get-schema", path.join(PROVIDER, "pulumi-resource-bkpaas")],
      {
        env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      },
    );
    assert.equal(got.code, 0, got.stderr);
    const { name } = JSON.parse(got.stdout) as { name: string };
    assert.equal(name, "bkpaas");
  });
});
