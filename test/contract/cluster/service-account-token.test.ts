// What the provider does for a token on a real API server, operation by operation, then by the CLI.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { bkpaas } from "../../../provider/bkpaas.ts";
import { type Properties, openSecrets } from "../../../provider/protocol/value.ts";
import { TestCluster } from "../support/cluster.ts";
import { Operations } from "../support/operations.ts";
import { ProviderStack } from "../support/provider-stack.ts";
import type { Declared } from "./declared.ts";
import { TokenHolder, type TokenLogin } from "../../support/token-holder.ts";

const ACCOUNT = { namespace: "blueking", serviceAccount: "bk-paasengine" };
const INPUTS = { ...ACCOUNT, lifetimeSeconds: 3600, renewSeconds: 600 };

/** Lines that Pulumi's own SDK writes with `--debug`: whole answers of the engine, secrets included. */
const LINE_OF_SDK = /debug: \w+ RPC finished: .*/g;

let cluster: TestCluster;
let server: string;

before(async () => {
  cluster = await TestCluster.start();
  server = (
    await cluster.kubectl("config", "view", "--output=jsonpath={.clusters[0].cluster.server}")
  ).trim();
  await cluster.kubectl("create", "namespace", ACCOUNT.namespace);
});

after(async () => {
  await cluster.stop();
});

const makeAccount = (name = ACCOUNT.serviceAccount): Promise<string> =>
  cluster.kubectl("create", "serviceaccount", name, "--namespace", ACCOUNT.namespace);

const deleteAccount = (): Promise<string> =>
  cluster.kubectl(
    ...["delete", "serviceaccount", ACCOUNT.serviceAccount, "--namespace", ACCOUNT.namespace],
    "--ignore-not-found",
  );

/** Names of the Secrets there, once there are so many: the garbage collector takes its time. */
async function secrets(count: number): Promise<string[]> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await cluster.kubectl("get", "secrets", "--namespace", ACCOUNT.namespace, "--output=name");
    const names = found.split("\n").filter((line) => line !== "");
    if (names.length === count || Date.now() > deadline) return names;
    await delay(200);
  }
}

interface Told extends TokenLogin {
  readonly expires: string;
  readonly marker: string;
}

/** What a token tells, in the clear. */
function toldBy(outputs: Properties): Told {
  const told = openSecrets(outputs) as Partial<Told>;
  return told as Told;
}

function holderOf(outputs: Properties): TokenHolder {
  return new TokenHolder(server, toldBy(outputs));
}

describe("a token of a ServiceAccount", () => {
  let tokens: Operations;

  beforeEach(async () => {
    await deleteAccount();
    assert.deepEqual(await secrets(0), []);
    await makeAccount();
    const provider = bkpaas();
    await provider.configure({ kubeconfig: cluster.kubeconfigFile });
    tokens = new Operations(provider, "bkpaas:cluster:ServiceAccountToken");
  });

  it("is the account's, lives as granted, and ends with its marker", async () => {
    const made = await tokens.create(INPUTS);
    const holder = holderOf(made.outputs);
    const { status } = (await holder.ask("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", {
      apiVersion: "authentication.k8s.io/v1",
      kind: "SelfSubjectReview",
    })) as { status: { userInfo: { username: string } } };
    assert.equal(status.userInfo.username, "system:serviceaccount:blueking:bk-paasengine");
    const { expires, marker } = toldBy(made.outputs);
    assert.equal(made.outputs.grantedSeconds, 3600);
    const left = Date.parse(expires) - Date.now();
    assert.ok(left > 3_540_000 && left <= 3_600_000, expires);
    assert.deepEqual(await secrets(1), [`secret/${marker}`]);
    assert.match(marker, /^bk-paasengine-token-1-[0-9a-f]{8}$/);
    assert.deepEqual(tokens.warnings, []);
    await tokens.delete(made);
    assert.deepEqual(await secrets(0), []);
    await holder.refused();
    await tokens.delete(made);
  });

  it("is replaced when it is near its end or past it, for another edition or life, and not for another renewSeconds", async () => {
    const made = await tokens.create(INPUTS);
    const replaced = (path: string) => ({
      changes: { [path]: { kind: "update", replace: true } },
      deleteBeforeReplace: false,
    });
    const ending = (seconds: number): typeof made => ({
      ...made,
      outputs: { ...made.outputs, expires: new Date(Date.now() + 1000 * seconds).toISOString() },
    });
    assert.deepEqual(await tokens.diff(made, INPUTS), { changes: {}, deleteBeforeReplace: false });
    assert.deepEqual(await tokens.diff(ending(590), INPUTS), replaced("expires"));
    assert.deepEqual(await tokens.diff(ending(-1), INPUTS), replaced("expires"));
    assert.deepEqual(await tokens.diff(made, { ...INPUTS, edition: 2 }), replaced("edition"));
    assert.deepEqual(
      await tokens.diff(made, { ...INPUTS, lifetimeSeconds: 7200 }),
      replaced("lifetimeSeconds"),
    );
    assert.deepEqual(await tokens.diff(made, { ...INPUTS, renewSeconds: 700 }), {
      changes: { renewSeconds: { kind: "update", replace: false } },
      deleteBeforeReplace: false,
    });
    const updated = await tokens.update(made, { ...INPUTS, renewSeconds: 700 });
    assert.deepEqual(updated, { ...made.outputs, renewSeconds: 700 });
  });

  it("that ended by itself is still known, so that its renewal deletes the marker", async () => {
    const made = await tokens.create(INPUTS);
    const ended = { ...made.outputs, expires: "2020-01-01T00:00:00Z" };
    const read = await tokens.read(made.id, made.inputs, ended);
    assert.deepEqual(read?.outputs, ended);
  });

  it("is gone when its marker is, or when the account was made anew, which a warning says", async () => {
    const first = await tokens.create(INPUTS);
    assert.deepEqual((await tokens.read(first.id, first.inputs, first.outputs))?.outputs, first.outputs);
    await cluster.kubectl("delete", "secret", toldBy(first.outputs).marker, "--namespace", ACCOUNT.namespace);
    await holderOf(first.outputs).refused();
    assert.equal(await tokens.read(first.id, first.inputs, first.outputs), undefined);

    const second = await tokens.create(INPUTS);
    await deleteAccount();
    await makeAccount();
    await holderOf(second.outputs).refused();
    assert.equal(await tokens.read(second.id, second.inputs, second.outputs), undefined);
    assert.equal(tokens.warnings.length, 2);
    assert.match(
      tokens.warnings.join("\n"),
      /refuses the token of blueking\/bk-paasengine, edition 1: .*An update makes a new one/,
    );
    assert.deepEqual(await secrets(0), []);
  });

  it("says what is not there, what it cannot do, and all that is wrong with its inputs at once", async () => {
    const nobody = { ...INPUTS, serviceAccount: "nobody" };
    await assert.rejects(tokens.create(nobody), /there is no ServiceAccount blueking\/nobody: make it first/);
    assert.deepEqual(await secrets(0), []);
    await assert.rejects(tokens.read("blueking/x"), /cannot be imported: .*Declare it/);
    const wrong = { namespace: "A", serviceAccount: "B", lifetimeSeconds: 599, renewSeconds: -1, edition: 0 };
    assert.equal((await tokens.refusals(wrong)).length, 5);
  });

  it("that could not be granted leaves no marker", async () => {
    // More than the API server's JSON takes for a life.
    const endless = { ...INPUTS, lifetimeSeconds: 2 ** 32 + 1 };
    const provider = bkpaas();
    await provider.configure({ kubeconfig: cluster.kubeconfigFile });
    const resource = provider.resource("bkpaas:cluster:ServiceAccountToken");
    const signal = new AbortController().signal;
    const request = { urn: "", signal, report: () => undefined, preview: false, timeoutSeconds: 0 };
    await assert.rejects(
      Promise.resolve(resource?.create({ ...request, inputs: { ...endless, edition: 1 } })),
      /expirationSeconds/,
    );
    assert.deepEqual(await secrets(0), []);
  });
});

describe("a program with a token", () => {
  let stack: ProviderStack<Declared>;
  let login: TokenLogin;
  const seen: string[] = [];

  /** What the program tells others now; kept, to be looked for in files and logs. */
  async function told(): Promise<TokenLogin> {
    const outputs = await stack.outputs<{ login: TokenLogin }>();
    seen.push(outputs.login.token);
    return outputs.login;
  }

  const declare = (changes: object = {}): Promise<void> =>
    stack.declare({ kubeconfig: cluster.kubeconfigFile, token: { ...INPUTS, ...changes } });

  const taken = ({ token, ca }: TokenLogin): Promise<number> =>
    new TokenHolder(server, { token, ca }).status("GET", "/version");

  /** An update has made another token than the last one, which ended. */
  async function renewed(): Promise<void> {
    const before = login;
    login = await told();
    assert.notEqual(login.token, before.token);
    assert.equal(await taken(login), 200);
    await new TokenHolder(server, before).refused();
    assert.equal((await secrets(1)).length, 1);
  }

  before(async () => {
    await deleteAccount();
    assert.deepEqual(await secrets(0), []);
    await makeAccount();
    const program = path.join(import.meta.dirname, "program");
    stack = await ProviderStack.create<Declared>(
      program,
      "token",
      { kubeconfig: cluster.kubeconfigFile, token: INPUTS },
      ["kubernetes"],
    );
    await stack.up();
    login = await told();
  });

  after(async () => {
    await stack.workspace.remove();
  });

  it("makes one that works, and has nothing to do when nothing changed", async () => {
    assert.equal(await taken(login), 200);
    assert.deepEqual(await stack.planned("--refresh"), []);
    await stack.up("--expect-no-changes");
    assert.deepEqual(await told(), login);
  });

  it("renews one that is near its end, and ends the old one last", async () => {
    const { expires } = await stack.outputs<{ expires: string }>();
    // A second less than its life: a second later it is due.
    await declare({ renewSeconds: 3599 });
    const due = Date.parse(expires) - 3_599_000;
    while (Date.now() <= due) await delay(50);
    assert.deepEqual(await stack.planned(), ["replace token: expires: renewSeconds"]);
    assert.match(await stack.up(), /created replacement[^]*deleting original/);
    await renewed();
    await declare();
    await stack.up();
    assert.deepEqual(await stack.planned(), []);
  });

  it("makes another for another edition", async () => {
    await declare({ edition: 2 });
    await stack.up();
    assert.match((await secrets(1)).join(), /-token-2-/);
    await renewed();
  });

  it("shows that the account was made anew, and repairs it, also in its most talkative mode", async () => {
    await deleteAccount();
    await makeAccount();
    await new TokenHolder(server, login).refused();
    assert.deepEqual(await stack.planned("--refresh"), ["create token"]);
    await stack.up("--refresh", "--debug", "-v=2", "--logtostderr");
    await renewed();
    assert.deepEqual(await stack.planned("--refresh"), []);
  });

  it("leaves nothing when it is destroyed, and no token in a file or in what was printed, but for what Pulumi's own SDK tells with --debug", async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await secrets(0), []);
    await new TokenHolder(server, login).refused();
    assert.equal(new Set(seen).size, 4);
    const printed = stack.printed.replaceAll(LINE_OF_SDK, "");
    for (const token of seen) {
      assert.ok(!printed.includes(token));
      for (const [file, text] of await stack.files()) assert.ok(!text.includes(token), file);
    }
  });
});
