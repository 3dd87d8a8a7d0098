// A program with one resource of each kind, by the CLI, on a real RabbitMQ.
import assert from "node:assert/strict";
import path from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { logInByAmqp } from "../../support/amqp.ts";
import { TestProxy } from "../../support/proxy.ts";
import { TestRabbitMQ } from "../../support/rabbitmq.ts";
import { ProviderStack } from "../support/provider-stack.ts";
import { resourceNamed } from "../support/state.ts";
import type { Declared } from "./declared.ts";

const PASSWORD = "planted:Secret/42";
const ANOTHER = "plantedByHand";
const ACCOUNTS = {
  host: { name: "plat/form", description: "messages of the platform" },
  user: { name: "platform", password: PASSWORD, tags: ["monitoring"] },
  permission: { configure: "^platform" },
};
const PATHS = {
  host: "/api/vhosts/plat%2Fform",
  user: "/api/users/platform",
  permission: "/api/permissions/plat%2Fform/platform",
};

let server: TestRabbitMQ;
let proxy: TestProxy;
const stacks: ProviderStack<Declared>[] = [];

/** A stack of the program, on the server behind the proxy. */
async function stackOf(name: string, accounts: Declared["accounts"]): Promise<ProviderStack<Declared>> {
  const program = path.join(import.meta.dirname, "program");
  const stack = await ProviderStack.create(program, name, declared(accounts));
  stacks.push(stack);
  return stack;
}

/** What a program declares: the server, and accounts there. */
function declared(accounts: Declared["accounts"]): Declared {
  const { user: username, password } = server.admin;
  const settings = { endpoint: proxy.endpoint, username, password, retries: 1, retryDelaySeconds: 0.1 };
  return { server: settings, ...(accounts && { accounts }) };
}

async function logIn(): Promise<void> {
  const { name: user, password } = ACCOUNTS.user;
  await logInByAmqp({ port: server.amqpPort, user, password, virtualHost: ACCOUNTS.host.name });
}

async function answered(method: string, question: string, body?: object): Promise<unknown> {
  const answer = await server.ask(method, question.replace("/api/", ""), body);
  assert.ok(answer.status < 300, `${method} ${question}: ${answer.status}`);
  return answer.body;
}

/** Names of virtual hosts, users and permissions that are not there from the beginning. */
async function present(): Promise<string[]> {
  type Listed = { name?: string; vhost?: string; user?: string }[];
  const lists = await Promise.all(
    ["vhosts", "users", "permissions"].map((kind) => answered("GET", kind) as Promise<Listed>),
  );
  return lists
    .flat()
    .map(({ name, vhost, user }) => name ?? `${user} on ${vhost}`)
    .filter((name) => !["/", "admin", "admin on /", "admin on plat/form"].includes(name))
    .sort();
}

const ALL = ["plat/form", "platform", "platform on plat/form"];

before(async () => {
  server = await TestRabbitMQ.start();
  proxy = await TestProxy.start(server.endpoint);
});

after(async () => {
  await proxy.stop();
  await server.stop();
});

afterEach(() => {
  proxy.calls.length = 0;
});

describe("a program with accounts of RabbitMQ", () => {
  let stack: ProviderStack<Declared>;

  before(async () => {
    stack = await stackOf("one", ACCOUNTS);
  });

  after(async () => {
    await stack.workspace.remove();
  });

  it("makes each once, by two calls, so that the user can log in", async () => {
    await stack.up();
    await logIn();
    assert.deepEqual(await present(), ALL);
    const expected = Object.values(PATHS).flatMap((at) => [`GET ${at}`, `PUT ${at}`]);
    assert.deepEqual(proxy.calls.toSorted(), expected.toSorted());
  });

  it("asks nothing in a preview and an update that change nothing", async () => {
    assert.deepEqual(await stack.planned(), []);
    await stack.up("--expect-no-changes");
    assert.deepEqual(proxy.calls, []);
  });

  it("asks once for each in a refresh, which changes nothing", async () => {
    await stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    assert.deepEqual(
      proxy.calls.toSorted(),
      Object.values(PATHS)
        .map((at) => `GET ${at}`)
        .toSorted(),
    );
  });

  it("shows what was deleted by hand, and makes it again", async () => {
    await answered("DELETE", PATHS.host);
    assert.deepEqual(await stack.planned("--refresh"), ["create host", "create permission"]);
    await stack.up("--refresh");
    await logIn();
  });

  it("shows what was altered by hand, and sets it right", async () => {
    await answered("PUT", PATHS.user, { password: ANOTHER, tags: "management,own" });
    await answered("PUT", PATHS.permission, { configure: ".*", write: ".*", read: "" });
    await answered("PUT", PATHS.host, { description: "other" });
    assert.deepEqual(await stack.planned("--refresh"), [
      "update host: description",
      "update permission: configure: read",
      "update user: password: tags[0]: tags[1]",
    ]);
    await stack.up("--refresh");
    await logIn();
    const { tags } = (await answered("GET", PATHS.user)) as { tags: string[] };
    assert.deepEqual(tags, ["monitoring"]);
    await stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  });

  it("imports what exists, and the program does not differ from it", async () => {
    const second = await stackOf("two", undefined);
    await second.up();
    const { urn } = resourceNamed(await second.workspace.export(), "rabbitmq");
    const ids = {
      "VirtualHost host": "plat/form",
      "User user": "platform",
      "Permission permission": "plat%2Fform/platform",
    };
    for (const [what, id] of Object.entries(ids)) {
      const [kind = "", name = ""] = what.split(" ");
      const options = [
        "--yes",
        "--skip-preview",
        "--generate-code=false",
        "--protect=false",
        `--provider=rabbitmq=${urn}`,
      ];
      await second.succeed("import", `bkpaas:rabbitmq:${kind}`, name, id, ...options);
    }
    await second.declare(declared(ACCOUNTS));
    assert.deepEqual(await second.planned(), []);
    await second.up("--expect-no-changes");
    const told = await second.succeed("destroy", "--yes", "--skip-preview");
    assert.match(told, /user platform stays in RabbitMQ: it was there before this stack/);
    assert.deepEqual(await present(), ALL);
    await second.workspace.remove();
  });

  it("writes the password in clear neither into the state nor to the terminal", async () => {
    const texts = [...(await stack.files()).values()];
    assert.ok(texts.some((text) => text.includes("bkpaas:rabbitmq:User")));
    const forms = [PASSWORD, encodeURIComponent(PASSWORD), Buffer.from(PASSWORD).toString("base64")];
    for (const form of [...forms, server.admin.password, ANOTHER]) {
      const printed = stacks.map((one) => one.printed);
      assert.ok(![...texts, ...printed].some((text) => text.includes(form)), "found");
    }
  });

  it("takes its user and permission away, and leaves messages, which it says", async () => {
    const told = await stack.succeed("destroy", "--yes", "--skip-preview");
    assert.match(told, /virtual host plat\/form stays in RabbitMQ with its messages: its deletion is keep/);
    assert.deepEqual(await present(), ["plat/form"]);
    await answered("DELETE", PATHS.host);
  });
});

describe("a RabbitMQ killed in the middle of an update", () => {
  it("gets the rest by the next one, nothing twice", async () => {
    const stack = await stackOf("killed", ACCOUNTS);
    proxy.loses = async (asked) => {
      if (asked !== `PUT ${PATHS.user}`) return false;
      await server.kill();
      return true;
    };
    const { code, stdout } = await stack.run("up", "--yes", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(
      stdout,
      /no answer \(.*the server is well; then run the same command again: nothing is done twice/,
    );
    proxy.loses = () => false;
    await server.up();
    await stack.up();
    assert.deepEqual(await present(), ALL);
    await logIn();
    await stack.up("--expect-no-changes");
    await stack.succeed("destroy", "--yes", "--skip-preview");
    await stack.workspace.remove();
  });
});
