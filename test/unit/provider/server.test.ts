import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import status from "@pulumi/pulumi/proto/status_pb.js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { bind } from "../../../provider/protocol/server.ts";
import { type Properties, Secret, UNKNOWN, Unknown } from "../../../provider/protocol/value.ts";
import { fromWire, toWire } from "../../../provider/protocol/wire.ts";

const URN = "urn:pulumi:test::test::parent:index:Parent$fixture:index:Thing::name";
const { Kind } = messages.PropertyDiff;
const { DiffChanges } = messages.DiffResponse;

/** A fixture provider in its own process and a client to it. */
class Plugin {
  readonly client: services.ResourceProviderClient;
  readonly process: ChildProcess;

  private constructor(child: ChildProcess, port: string) {
    this.process = child;
    this.client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  static async start(engine = ""): Promise<Plugin> {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, "fixture.ts"), engine], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    return new Plugin(child, port.toString().trim());
  }

  async stop(): Promise<void> {
    this.client.close();
    const ended = once(this.process, "exit");
    this.process.kill();
    await ended;
  }
}

/** Calls one method and waits for the answer. */
function call<Request, Response>(
  method: (
    request: Request,
    callback: (error: grpc.ServiceError | null, response: Response) => void,
  ) => unknown,
  request: Request,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    method(request, (error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}

describe("the protocol server, through a gRPC client", () => {
  let plugin: Plugin;
  before(async () => {
    plugin = await Plugin.start();
  });
  after(() => plugin.stop());

  const create = (inputs: Properties, preview = false): Promise<messages.CreateResponse> =>
    call(
      plugin.client.create.bind(plugin.client),
      new messages.CreateRequest()
        .setUrn(URN)
        .setProperties(toWire(inputs))
        .setPreview(preview)
        .setTimeout(7),
    );

  const diff = (
    before: Properties,
    after: Properties,
    ignored: string[] = [],
  ): Promise<messages.DiffResponse> =>
    call(
      plugin.client.diff.bind(plugin.client),
      new messages.DiffRequest()
        .setUrn(URN)
        .setId("id")
        .setOldInputs(toWire(before))
        .setOlds(toWire(before))
        .setNews(toWire(after))
        .setIgnorechangesList(ignored),
    );

  const kinds = (response: messages.DiffResponse): Record<string, number> => {
    const found: Record<string, number> = {};
    response.getDetaileddiffMap().forEach((change, at) => {
      found[at] = change.getKind();
    });
    return found;
  };

  const configure = (settings: Properties): Promise<messages.ConfigureResponse> =>
    call(
      plugin.client.configure.bind(plugin.client),
      new messages.ConfigureRequest().setArgs(toWire(settings)),
    );

  it("tells its version and what it accepts", async () => {
    const info: plugins.PluginInfo = await call(
      plugin.client.getPluginInfo.bind(plugin.client),
      new empty.Empty(),
    );
    assert.equal(info.getVersion(), "1.2.3+test");
    const configured = await configure({ endpoint: "here" });
    assert.deepEqual(
      [configured.getAcceptsecrets(), configured.getSupportspreview(), configured.getAcceptoutputs()],
      [true, true, true],
    );
    const handshake: messages.ProviderHandshakeResponse = await call(
      plugin.client.handshake.bind(plugin.client),
      new messages.ProviderHandshakeRequest().setEngineAddress(""),
    );
    assert.equal(handshake.getAcceptSecrets(), true);
  });

  it("checks settings, says what is wrong with them, and fills them in", async () => {
    const check = (news: Properties): Promise<messages.CheckResponse> =>
      call(plugin.client.checkConfig.bind(plugin.client), new messages.CheckRequest().setNews(toWire(news)));
    assert.deepEqual(
      (await check({})).getFailuresList().map((failure) => failure.toObject()),
      [{ property: "endpoint", reason: "endpoint is required" }],
    );
    const checked = await check({ endpoint: "here" });
    assert.deepEqual(fromWire(checked.getInputs()), { endpoint: "here", checked: true });
  });

  it("hands settings to the provider with secrets opened, and passes its refusal on", async () => {
    await configure({ endpoint: "here", password: new Secret("p") });
    const outputs = fromWire((await create({})).getProperties());
    assert.deepEqual(outputs.settings, { endpoint: "here", password: "p" });
    await assert.rejects(configure({ endpoint: "refused" }), { details: "not on this machine" });
  });

  it("replaces everything when a setting means another server, unless it is not known yet", async () => {
    const diffConfig = (before: Properties, after: Properties): Promise<messages.DiffResponse> =>
      call(
        plugin.client.diffConfig.bind(plugin.client),
        new messages.DiffRequest().setOldInputs(toWire(before)).setNews(toWire(after)),
      );
    const moved = await diffConfig({ cluster: "a" }, { cluster: "b" });
    assert.deepEqual(
      [moved.getReplacesList(), kinds(moved)],
      [["cluster"], { cluster: Kind.UPDATE_REPLACE }],
    );
    assert.deepEqual((await diffConfig({ cluster: "a" }, { cluster: UNKNOWN })).getReplacesList(), []);
    assert.deepEqual((await diffConfig({ token: "a" }, { token: "b" })).getReplacesList(), []);
  });

  it("checks inputs under the resource's name, and keeps secrets secret", async () => {
    const check = (news: Properties): Promise<messages.CheckResponse> =>
      call(
        plugin.client.check.bind(plugin.client),
        new messages.CheckRequest().setUrn(URN).setName("name").setNews(toWire(news)),
      );
    const checked = fromWire((await check({ password: new Secret("p"), later: UNKNOWN })).getInputs());
    assert.equal(checked.label, "name");
    assert.ok(checked.password instanceof Secret && checked.password.open() === "p");
    assert.ok(checked.later instanceof Unknown);
    const [failure] = (await check({ bad: 1 })).getFailuresList();
    assert.deepEqual(failure?.toObject(), { property: "bad", reason: "bad is not good" });
  });

  it("keeps secrets secret from inputs to outputs", async () => {
    const created = await create({ password: new Secret("p"), nested: { list: [new Secret(1)] } });
    const outputs = fromWire(created.getProperties());
    assert.ok(outputs.password instanceof Secret && outputs.password.open() === "p");
    const { list } = outputs.nested as { list: Secret[] };
    assert.ok(list[0] instanceof Secret && list[0].open() === 1);
    assert.equal(outputs.timeoutSeconds, 7);
    assert.equal(created.getId(), "id");
  });

  it("makes nothing in a preview, and passes unknowns both ways", async () => {
    const previewed = await create({ name: UNKNOWN }, true);
    const outputs = fromWire(previewed.getProperties());
    assert.deepEqual([previewed.getId(), outputs.name, outputs.made], ["", UNKNOWN, UNKNOWN]);
    const update = new messages.UpdateRequest().setUrn(URN).setId("id").setPreview(true);
    update.setOlds(toWire({ a: 1 })).setNews(toWire({ a: 2 }));
    const updated: messages.UpdateResponse = await call(plugin.client.update.bind(plugin.client), update);
    assert.deepEqual(fromWire(updated.getProperties()), { a: 2, preview: true, before: { a: 1 } });
  });

  it("answers a diff with paths, kinds, replacements and what comes first", async () => {
    const response = await diff(
      { name: "a", gone: 1, list: [1], same: 1 },
      { name: "b", fresh: 1, list: [2], same: 1 },
    );
    assert.deepEqual(kinds(response), {
      name: Kind.UPDATE_REPLACE,
      gone: Kind.DELETE,
      fresh: Kind.ADD,
      "list[0]": Kind.UPDATE,
    });
    assert.deepEqual(response.getReplacesList(), ["name"]);
    assert.deepEqual(response.getDiffsList().sort(), ["fresh", "gone", "list", "name"]);
    assert.deepEqual([response.getChanges(), response.getHasdetaileddiff()], [DiffChanges.DIFF_SOME, true]);
    const nested = await diff({ name: { a: 1 } }, { name: { b: 1 } });
    assert.deepEqual(kinds(nested), { "name.a": Kind.DELETE_REPLACE, "name.b": Kind.ADD_REPLACE });
  });

  it("says that a deletion comes first even when nothing changed", async () => {
    const response = await diff({ a: 1 }, { a: 1 });
    assert.deepEqual(
      [response.getChanges(), response.getDeletebeforereplace()],
      [DiffChanges.DIFF_NONE, true],
    );
  });

  it("leaves the details out where the official plugin has none", async () => {
    const response = await diff({ a: 1, brief: true }, { a: 2, brief: true });
    assert.deepEqual([response.getHasdetaileddiff(), kinds(response)], [false, {}]);
    assert.deepEqual(response.getDiffsList(), ["a"]);
  });

  it("drops ignored changes, so that nothing may remain", async () => {
    const response = await diff({ name: "a", meta: { x: 1 } }, { name: "b", meta: { x: 2 } }, [
      "name",
      "meta",
    ]);
    assert.deepEqual([response.getChanges(), response.getReplacesList()], [DiffChanges.DIFF_NONE, []]);
    assert.deepEqual(kinds(await diff({ name: "a", x: 1 }, { name: "b", x: 2 }, ["name"])), {
      x: Kind.UPDATE,
    });
  });

  it("tells what was made and why it is not well", async () => {
    const error = await create({ sick: true }).then(
      () => assert.fail("it must fail"),
      (reason: unknown) => reason as grpc.ServiceError,
    );
    assert.match(error.details, /no pod is ready\nthe image is missing/);
    const [packed] = error.metadata.get("grpc-status-details-bin");
    const detail = status.Status.deserializeBinary(packed as Buffer).getDetailsList()[0];
    assert.equal(detail?.getTypeName(), "pulumirpc.ErrorResourceInitFailed");
    const failed = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
    assert.deepEqual(failed.getReasonsList(), ["no pod is ready", "the image is missing"]);
    assert.equal(failed.getId(), "half");
    assert.ok(fromWire(failed.getProperties()).token instanceof Secret);
  });

  it("reads what is there, and answers with an empty id what is gone", async () => {
    const read = (id: string): Promise<messages.ReadResponse> =>
      call(
        plugin.client.read.bind(plugin.client),
        new messages.ReadRequest()
          .setUrn(URN)
          .setId(id)
          .setInputs(toWire({ a: 1 }))
          .setProperties(toWire({ b: new Secret(2) })),
      );
    const found = await read("id");
    const outputs = fromWire(found.getProperties());
    assert.deepEqual([found.getId(), fromWire(found.getInputs()), outputs.live], ["id", { a: 1 }, true]);
    assert.ok(outputs.b instanceof Secret);
    assert.equal((await read("gone")).getId(), "");
  });

  it("passes a failed deletion on", async () => {
    const remove = (id: string): Promise<empty.Empty> =>
      call(plugin.client.delete.bind(plugin.client), new messages.DeleteRequest().setUrn(URN).setId(id));
    await remove("id");
    await assert.rejects(remove("stuck"), { details: "it is in use" });
  });

  it("names a type it does not have", async () => {
    const request = new messages.CreateRequest().setUrn(URN.replace("Thing", "Other"));
    await assert.rejects(call(plugin.client.create.bind(plugin.client), request), {
      details: "fixture has no resource of type fixture:index:Other",
    });
  });
});

describe("the protocol server and its engine", () => {
  it("writes to the engine's display, and ends what is under way when the engine cancels", async () => {
    const lines: string[] = [];
    const engine = new grpc.Server();
    engine.addService(engineServices.EngineService, {
      log(
        received: { request: engineMessages.LogRequest },
        callback: (error: null, answer: empty.Empty) => void,
      ) {
        lines.push(received.request.getMessage());
        callback(null, new empty.Empty());
      },
    });
    const plugin = await Plugin.start(`127.0.0.1:${await bind(engine)}`);
    const request = new messages.CreateRequest().setUrn(URN).setProperties(toWire({ slow: true }));
    const waiting = assert.rejects(call(plugin.client.create.bind(plugin.client), request), {
      details: "cancelled while waiting",
    });
    while (lines.length === 0) await turn();
    assert.deepEqual(lines, [`waiting for ${URN}`]);
    await call(plugin.client.cancel.bind(plugin.client), new empty.Empty());
    await waiting;
    await plugin.stop();
    engine.forceShutdown();
  });
});
