// What the provider does on a real RabbitMQ, operation by operation. Runs without the CLI.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { bkpaas } from "../../../provider/bkpaas.ts";
import type { Provider } from "../../../provider/protocol/provider.ts";
import { type Properties, Secret } from "../../../provider/protocol/value.ts";
import { logInByAmqp } from "../../support/amqp.ts";
import { TestRabbitMQ } from "../../support/rabbitmq.ts";
import { Operations } from "../support/operations.ts";

let server: TestRabbitMQ;

/** The provider for the test's server, or for what these settings say instead. */
async function configured(settings: Properties = {}): Promise<Provider> {
  const provider = bkpaas();
  const { user: username, password } = server.admin;
  await provider.configure({ endpoint: server.endpoint, username, password, retries: "0", ...settings });
  return provider;
}

async function operations(
  kind: "VirtualHost" | "User" | "Permission",
  settings?: Properties,
): Promise<Operations> {
  return new Operations(await configured(settings), `bkpaas:rabbitmq:${kind}`);
}

/** What the management API says of a thing; undefined where it has none. */
async function live(question: string): Promise<Properties | undefined> {
  const { status, body } = await server.ask("GET", question);
  return status === 404 ? undefined : (body as Properties);
}

async function put(question: string, body: object): Promise<void> {
  const { status } = await server.ask("PUT", question, body);
  assert.ok(status < 300, `${question}: ${status}`);
}

before(async () => {
  server = await TestRabbitMQ.start();
});

after(async () => {
  await server.stop();
});

describe("a virtual host", () => {
  const name = "host/ä";
  const path = `vhosts/${encodeURIComponent(name)}`;
  let hosts: Operations;

  beforeEach(async () => {
    hosts = await operations("VirtualHost");
    await server.ask("DELETE", path);
  });

  /** A durable queue of this virtual host. */
  const queue = (queueName: string, queueType: string): Promise<void> =>
    put(`queues/${encodeURIComponent(name)}/${queueName}`, {
      durable: true,
      arguments: { "x-queue-type": queueType },
    });

  const publish = async (routingKey: string): Promise<void> => {
    const message = { properties: {}, routing_key: routingKey, payload: "x", payload_encoding: "string" };
    const { body } = await server.ask(
      "POST",
      `exchanges/${encodeURIComponent(name)}/amq.default/publish`,
      message,
    );
    assert.deepEqual(body, { routed: true });
  };

  it("is made, told by its name, and given another description without losing what else it has", async () => {
    const made = await hosts.create({ name, description: "one" });
    assert.deepEqual([made.id, made.outputs.origin], [name, "created"]);
    await put(path, { description: "one", tags: "x,y", tracing: true });
    await hosts.update(made, { name, description: "two" });
    const { description, tags, tracing } = (await live(path)) ?? {};
    assert.deepEqual({ description, tags, tracing }, { description: "two", tags: ["x", "y"], tracing: true });
    assert.deepEqual((await hosts.read(name))?.inputs.description, "two");
  });

  it("that exists as declared is accepted, and stays when its resource is destroyed", async () => {
    await put(path, { description: "one" });
    const found = await hosts.create({ name, description: "one", deletion: "with-content" });
    assert.equal(found.outputs.origin, "found");
    assert.equal((await hosts.create({ name })).outputs.origin, "found");
    await hosts.delete(found);
    assert.match(hosts.warnings.join(), /host\/ä stays in RabbitMQ with its messages: it was there before/);
    assert.ok(await live(path));
  });

  it("that exists otherwise is refused, unless it is taken", async () => {
    await put(path, { description: "one" });
    const message = /virtual host host\/ä exists and differs: description is "one", declared "two"/;
    await assert.rejects(hosts.create({ name, description: "two" }), message);
    await assert.rejects(hosts.create({ name, description: "two", ownership: "read" }), message);
    assert.equal((await live(path))?.description, "one");
    const taken = await hosts.create({ name, description: "two", ownership: "take" });
    assert.equal(taken.outputs.origin, "created");
    assert.match(hosts.warnings.join(), message);
    assert.equal((await live(path))?.description, "two");
  });

  it("of another is never made, and told to be missing", async () => {
    await assert.rejects(
      hosts.create({ name, ownership: "read" }),
      /host\/ä does not exist, and ownership "read"/,
    );
    assert.equal(await hosts.read(name), undefined);
    assert.equal(await live(path), undefined);
  });

  it("stays with its messages unless its deletion says otherwise", async () => {
    await hosts.delete(await hosts.create({ name }));
    assert.match(hosts.warnings.join(), /stays in RabbitMQ with its messages: its deletion is keep/);
    assert.ok(await live(path));
    await server.ask("DELETE", path);
    const made = await hosts.create({ name, deletion: "with-content" });
    await queue("full", "classic");
    await publish("full");
    await hosts.delete(made);
    assert.equal(await live(path), undefined);
    await hosts.delete(made);
  });

  it("is deleted when it is empty, and only then: a message that no count tells yet is enough", async () => {
    const made = await hosts.create({ name, deletion: "when-empty" });
    await queue("empty", "classic");
    await queue("full", "classic");
    await publish("full");
    await assert.rejects(hosts.delete(made), /these queues hold messages, or may: full/);
    assert.ok(await live(path));
    await server.ask("DELETE", `queues/${encodeURIComponent(name)}/full/contents`);
    await hosts.delete(made);
    assert.equal(await live(path), undefined);
  });

  it("with a quorum queue is deleted only once the count of its messages is known", async () => {
    const made = await hosts.create({ name, deletion: "when-empty" });
    await queue("safe", "quorum");
    await publish("safe");
    await assert.rejects(hosts.delete(made), /these queues hold messages, or may: safe/);
    await server.ask("DELETE", `queues/${encodeURIComponent(name)}/safe/contents`);
    const deadline = Date.now() + 30_000;
    while (
      !(await hosts.delete(made).then(
        () => true,
        () => false,
      ))
    ) {
      assert.ok(Date.now() < deadline, "it was never taken for empty");
      await delay(250);
    }
    assert.equal(await live(path), undefined);
  });
});

describe("a user", () => {
  const name = "one/two ä";
  const path = `users/${encodeURIComponent(name)}`;
  const password = "p:w ä/%1";
  let users: Operations;

  beforeEach(async () => {
    users = await operations("User");
    await server.ask("DELETE", path);
  });

  /** Whether a password opens the virtual host `/`; all may enter it here. */
  const logsIn = async (attempt: string): Promise<boolean> => {
    await put(`permissions/%2F/${encodeURIComponent(name)}`, { configure: "", write: "", read: "" });
    const login = { port: server.amqpPort, user: name, password: attempt, virtualHost: "/" };
    return logInByAmqp(login).then(
      () => true,
      () => false,
    );
  };

  it("is made with its password and tags, logs in, and keeps its password secret", async () => {
    const made = await users.create({ name, password, tags: ["monitoring", "own"] });
    assert.deepEqual([made.id, made.outputs.login, made.outputs.origin], [name, "accepted", "created"]);
    assert.ok(made.outputs.password instanceof Secret);
    assert.deepEqual((await live(path))?.tags, ["monitoring", "own"]);
    assert.ok(await logsIn(password));
    const read = await users.read(name, made.inputs, made.outputs);
    assert.equal(read?.outputs.login, "accepted");
  });

  it("that exists as declared is accepted, so that a create may be repeated", async () => {
    await users.create({ name, password });
    const hash = (await live(path))?.password_hash;
    const again = await users.create({ name, password });
    assert.deepEqual([again.outputs.login, again.outputs.origin], ["accepted", "found"]);
    assert.equal((await live(path))?.password_hash, hash);
    await users.delete(again);
    assert.match(users.warnings.join(), /stays in RabbitMQ: it was there before this stack/);
    assert.ok(await live(path));
  });

  it("that has another password or other tags is refused and left alone", async () => {
    await put(path, { password: "another", tags: "management" });
    const before = await live(path);
    await assert.rejects(
      users.create({ name, password }),
      /exists and differs: its password is another\. Nothing was/,
    );
    await assert.rejects(
      users.create({ name, password: "another", tags: ["administrator"] }),
      /differs: tags is \["management"\], declared \["administrator"\]\. Nothing/,
    );
    await assert.rejects(
      users.create({ name, password, ownership: "read" }),
      /It is another's \(ownership "read"\)/,
    );
    assert.deepEqual(await live(path), before);
  });

  it("is taken over with a warning, and deleted then", async () => {
    await put(path, { password: "another", tags: "management" });
    const taken = await users.create({ name, password, ownership: "take" });
    assert.match(users.warnings.join(), /differs: its password is another\. It is taken over/);
    assert.deepEqual((await live(path))?.tags, ["management"], "tags that are left out are not touched");
    assert.ok(await logsIn(password));
    await users.delete(taken);
    assert.equal(await live(path), undefined);
    await users.delete(taken);
  });

  it("of another is checked, never made, never deleted", async () => {
    await assert.rejects(
      users.create({ name, password, ownership: "read" }),
      /does not exist, and ownership "read"/,
    );
    await put(path, { password, tags: "" });
    const found = await users.create({ name, password, ownership: "read" });
    await users.delete(found);
    assert.ok(await live(path));
    assert.equal((await users.create({ name, ownership: "read" })).outputs.login, "untried");
  });

  it("whose password was changed by hand shows an update, which sets it right", async () => {
    const made = await users.create({ name, password, tags: ["own"] });
    await put(path, { password: "another", tags: "own" });
    const found = await users.read(name, made.inputs, made.outputs);
    assert.equal(found?.outputs.login, "refused");
    const state = { ...found, inputs: found.inputs };
    const changes = { password: { kind: "update" } };
    assert.deepEqual(await users.diff(state, { name, password, tags: ["own"] }), {
      changes,
      deleteBeforeReplace: true,
    });
    const outputs = await users.update(state, { name, password, tags: ["own"] });
    assert.equal(outputs.login, "accepted");
    assert.ok(await logsIn(password));
  });

  it("whose tags were changed shows them, whatever their order, and keeps its password when they are set right", async () => {
    const declared = { name, password, tags: ["a", "b"] };
    const made = await users.create(declared);
    const hash = (await live(path))?.password_hash;
    await put(path, {
      password_hash: hash,
      hashing_algorithm: "rabbit_password_hashing_sha256",
      tags: "b,a",
    });
    assert.deepEqual((await users.read(name, made.inputs, made.outputs))?.inputs.tags, ["a", "b"]);
    await put(path, { password_hash: hash, hashing_algorithm: "rabbit_password_hashing_sha256", tags: "c" });
    const found = await users.read(name, made.inputs, made.outputs);
    assert.deepEqual(found?.inputs.tags, ["c"]);
    await users.update({ ...found, inputs: found.inputs }, declared);
    const { tags, password_hash } = (await live(path)) ?? {};
    assert.deepEqual({ tags, password_hash }, { tags: ["a", "b"], password_hash: hash });
  });

  it("is imported without its password, and the right one is no change", async () => {
    await put(path, { password, tags: "own" });
    const imported = await users.read(name);
    assert.ok(imported);
    assert.deepEqual([imported.inputs.tags, imported.outputs.login], [["own"], "untried"]);
    const unchanged = { changes: {}, deleteBeforeReplace: true };
    assert.deepEqual(await users.diff(imported, { name, password, tags: ["own"] }), unchanged);
    const changes = { password: { kind: "add", replace: false } };
    assert.deepEqual(await users.diff(imported, { name, password: "wrong" }), { ...unchanged, changes });
    assert.equal(await users.read("nobody"), undefined);
  });

  it("whose hash cannot be compared is told so, and taken only when asked", async () => {
    await put(path, { password_hash: "abcd", hashing_algorithm: "rabbit_password_hashing_own", tags: "" });
    await assert.rejects(users.create({ name, password }), /hashed by rabbit_password_hashing_own, which/);
    const found = await users.read(name, { name, password: new Secret(password) });
    assert.equal(found?.outputs.login, "untried");
    assert.match(users.warnings.join(), /hashed by rabbit_password_hashing_own.*was not checked/);
    await users.create({ name, password, ownership: "take" });
    assert.ok(await logsIn(password));
  });

  it("that is the administrator who asks is neither changed nor deleted", async () => {
    const { user, password: own } = server.admin;
    const same = await users.create({
      name: user,
      password: own,
      ownership: "take",
      tags: ["administrator"],
    });
    await assert.rejects(users.delete(same), /user admin is the administrator by whom.* is not deleted/);
    await assert.rejects(
      users.create({ name: user, password: "another", ownership: "take" }),
      /user admin is the administrator by whom.* is not changed/,
    );
    assert.deepEqual((await live("whoami"))?.name, user);
  });
});

describe("a permission", () => {
  const [virtualHost, user] = ["/", "a%2F/b"];
  const path = `permissions/%2F/${encodeURIComponent(user)}`;
  const id = "%2F/a%252F%2Fb";
  let permissions: Operations;

  before(() => put(`users/${encodeURIComponent(user)}`, { password: "p", tags: "" }));

  beforeEach(async () => {
    permissions = await operations("Permission");
    await server.ask("DELETE", path);
  });

  it("is given, told by both names, changed and taken back", async () => {
    const made = await permissions.create({ virtualHost, user });
    assert.deepEqual([made.id, made.outputs.origin], [id, "created"]);
    const declared = { virtualHost, user, configure: "", write: "^a$" };
    await permissions.update(made, declared);
    assert.deepEqual(await live(path), { vhost: "/", user, configure: "", write: "^a$", read: ".*" });
    const imported = await permissions.read(id);
    assert.ok(imported);
    assert.deepEqual(await permissions.diff(imported, declared), { changes: {}, deleteBeforeReplace: true });
    await permissions.delete(made);
    assert.equal(await live(path), undefined);
    assert.equal(await permissions.read(id), undefined);
    await permissions.delete(made);
  });

  it("that exists otherwise is refused, unless it is taken; as declared it is accepted and stays", async () => {
    await put(path, { configure: "", write: "", read: ".*" });
    await assert.rejects(
      permissions.create({ virtualHost, user }),
      /permission of a%2F\/b on \/ exists and differs: configure is "", declared "\.\*"; write is/,
    );
    const found = await permissions.create({ virtualHost, user, configure: "", write: "" });
    await permissions.delete(found);
    assert.match(permissions.warnings.join(), /stays in RabbitMQ: it was there before/);
    const taken = await permissions.create({ virtualHost, user, ownership: "take" });
    assert.deepEqual(await live(path), { vhost: "/", user, configure: ".*", write: ".*", read: ".*" });
    await permissions.delete(taken);
    assert.equal(await live(path), undefined);
  });

  it("needs its user and virtual host, and an expression that is one", async () => {
    await assert.rejects(permissions.create({ virtualHost, user: "nobody" }), /vhost_or_user_not_found/);
    await assert.rejects(permissions.create({ virtualHost: "nowhere", user }), /vhost_or_user_not_found/);
    await assert.rejects(
      permissions.create({ virtualHost, user, read: "(" }),
      /invalid_regexp \( missing \) 1/,
    );
  });

  it("has an id of two names", async () => {
    await assert.rejects(permissions.read("only"), /only is no permission: its id is <virtual host>\/<user>/);
    await assert.rejects(permissions.read("a/b/c"), /is no permission/);
  });
});

describe("an administrator who is refused", () => {
  const refusal = async (settings: Properties): Promise<string> => {
    const hosts = await operations("VirtualHost", settings);
    return hosts.read("/").then(
      () => "",
      (error: unknown) => String(error),
    );
  };

  it("is told what is wrong: his password, his tags, or that there is none", async () => {
    await put("users/plain", { password: "p", tags: "" });
    await put("users/managing", { password: "p", tags: "management" });
    assert.match(
      await refusal({ password: "planted" }),
      /GET api\/vhosts\/%2F\. Name or password of the administrator admin/,
    );
    assert.match(
      await refusal({ username: "plain", password: "p" }),
      /plain has no tag that opens the management API/,
    );
    assert.match(
      await refusal({ username: "managing", password: "p" }),
      /managing has no tag administrator\. Give it by/,
    );
    const { endpoint } = server;
    const nobody = bkpaas();
    await nobody.configure({ endpoint });
    const hosts = new Operations(nobody, "bkpaas:rabbitmq:VirtualHost");
    await assert.rejects(hosts.read("/"), /needs an administrator of RabbitMQ: give username and password/);
  });

  it("is told of an address that is not the management API's", async () => {
    assert.match(
      await refusal({ endpoint: `${server.endpoint}/js` }),
      /not that of RabbitMQ's management API/,
    );
    assert.match(await refusal({ endpoint: `http://127.0.0.1:${server.amqpPort}` }), /no answer/);
  });
});
