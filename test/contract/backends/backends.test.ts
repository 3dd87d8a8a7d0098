/** What the documentation says of every place where states can be kept, tried with the real CLI. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Backend, Missing } from "../../support/backends/backend.ts";
import { folderBackend } from "../../support/backends/folder.ts";
import { postgresBackend } from "../../support/backends/postgres.ts";
import { s3Backend } from "../../support/backends/s3.ts";
import { Workspace } from "../support/workspace.ts";

const PROGRAM = path.join(import.meta.dirname, "program");

const backends: Readonly<Record<string, () => Promise<Backend | Missing>>> = {
  "a folder": folderBackend,
  "an S3 server": s3Backend,
  PostgreSQL: postgresBackend,
};

for (const [name, start] of Object.entries(backends)) {
  const backend = await start();
  if ("reason" in backend) {
    console.log(`states in ${name}: SKIPPED, ${backend.reason}`);
    it(`states in ${name}`, { skip: backend.reason });
  } else {
    describe(`states in ${name}`, () => {
      statesIn(backend);
    });
  }
}

function statesIn(backend: Backend): void {
  let workspaces: readonly [one: Workspace, other: Workspace];

  before(async () => {
    workspaces = [await environment("one"), await environment("other")];
  });

  after(async () => {
    for (const workspace of workspaces) await workspace.remove();
    await backend.stop();
  });

  async function environment(stack: string): Promise<Workspace> {
    const env = {
      ...backend.env,
      PULUMI_BACKEND_URL: backend.url,
      PULUMI_CONFIG_PASSPHRASE: passphraseOf(stack),
    };
    const workspace = await Workspace.create({ program: PROGRAM, plugins: [], stack, env });
    await workspace.pulumi("config", "set", "--secret", "key", keyOf(stack));
    return workspace;
  }

  it("a second update finds nothing to do", async () => {
    for (const each of workspaces) {
      const first = await each.up();
      assert.equal(first.code, 0, first.stdout + first.stderr);
    }
    const second = await workspaces[0].up("--expect-no-changes");
    assert.equal(second.code, 0, second.stdout + second.stderr);
  });

  it("each environment reads its own key", async () => {
    for (const each of workspaces) {
      assert.equal((await each.pulumi("stack", "output", "key", "--show-secrets")).trim(), keyOf(each.stack));
    }
  });

  it("the backend keeps no key in the clear", async () => {
    const kept = await backend.kept();
    for (const { stack } of workspaces) {
      assert.ok(kept.includes(`urn:pulumi:${stack}::`), `nothing is kept of ${stack}`);
      for (const secret of [keyOf(stack), passphraseOf(stack)]) assert.ok(!kept.includes(secret), secret);
    }
  });

  it("the passphrase of another environment opens nothing", async () => {
    const [one] = workspaces;
    one.setEnv({ PULUMI_CONFIG_PASSPHRASE: passphraseOf("other") });
    const read = await one.run("stack", "output", "key", "--show-secrets");
    const update = await one.up();
    one.setEnv({ PULUMI_CONFIG_PASSPHRASE: passphraseOf("one") });
    assert.ok(!(read.stdout + read.stderr).includes(keyOf("one")), read.stdout);
    assert.notEqual(update.code, 0);
    assert.match(update.stderr, /incorrect passphrase/);
  });

  it("takes in a stack of another backend: nothing changes, and only its own passphrase opens it", async () => {
    const env = { PULUMI_CONFIG_PASSPHRASE: passphraseOf("moved") };
    const moved = await Workspace.create({ program: PROGRAM, plugins: [], stack: "moved", env });
    try {
      await moved.pulumi("config", "set", "--secret", "key", keyOf("moved"));
      const up = await moved.up();
      assert.equal(up.code, 0, up.stdout + up.stderr);
      const file = path.join(moved.dir, "moved.json");
      await moved.pulumi("stack", "export", "--file", file);
      const stackFile = readFileSync(path.join(moved.dir, "Pulumi.moved.yaml"), "utf8");
      moved.setEnv({ ...backend.env, PULUMI_BACKEND_URL: backend.url });

      moved.setEnv({ PULUMI_CONFIG_PASSPHRASE: passphraseOf("other") });
      const refused = await moved.run("stack", "init", "moved");
      assert.match(refused.stderr, /incorrect passphrase/);
      moved.setEnv(env);
      await moved.pulumi("stack", "init", "moved");
      await moved.pulumi("stack", "import", "--file", file);
      await moved.pulumi("preview", "--expect-no-changes");
      assert.equal(await moved.pulumi("stack", "output", "key", "--show-secrets"), `${keyOf("moved")}\n`);
      assert.equal(readFileSync(path.join(moved.dir, "Pulumi.moved.yaml"), "utf8"), stackFile);
    } finally {
      await moved.remove();
    }
  });

  it("refuses a second update of the same stack while one runs, and the first ends well", async () => {
    const [one] = workspaces;
    const gate = path.join(one.dir, "gate");
    writeFileSync(gate, "");
    await one.config({ gate });
    const first = one.up();
    while (!existsSync(`${gate}.seen`)) await delay(50);
    const second = await one.up();
    rmSync(gate);
    const ended = await first;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.notEqual(second.code, 0, second.stdout);
    assert.match(second.stderr, /currently locked/);
  });
}

function keyOf(stack: string): string {
  return `key-of-${stack}-6f1b`;
}

function passphraseOf(stack: string): string {
  return `passphrase-of-${stack}`;
}
