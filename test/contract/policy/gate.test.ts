// The gate over what the real CLI prints, started as in a CI: by a pipe, with Node.js alone.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { CHECKOUT } from "../support/checkout.ts";
import { type Run, execute } from "../support/execute.ts";
import { Workspace } from "../support/workspace.ts";
import { IN_USE, someKey } from "./ledger-key.ts";

const key = someKey();

let workspace: Workspace;

before(async () => {
  workspace = await Workspace.create({
    program: path.join(import.meta.dirname, "program"),
    plugins: ["random"],
  });
  if (workspace.missing !== undefined) return;
  await workspace.config({ ...key, inUse: IN_USE });
});

after(() => workspace.remove());

/** What `pulumi <command> --json | node policy/gate.ts` does. */
async function judged(...command: string[]): Promise<Run> {
  const { stdout } = await workspace.run(...command, "--json");
  return execute(process.execPath, [path.join(CHECKOUT, "policy", "gate.ts")], { input: stdout });
}

function assertRefused({ code, stderr, stdout }: Run): void {
  assert.equal(code, 1, stderr + stdout);
  assert.ok(stderr.includes(`RandomPassword::${key.name}`), stderr);
  assert.ok(!stderr.includes(IN_USE));
}

describe("the gate", () => {
  const claim = (name: string, body: () => Promise<void>): void => {
    it(name, async (test) => {
      if (workspace.missing === undefined) await body();
      else test.skip(workspace.missing);
    });
  };

  claim("passes the first run on an empty stack, and one that changes nothing", async () => {
    assert.equal((await judged("preview")).code, 0);
    assert.equal((await workspace.up()).code, 0);
    assert.equal((await judged("preview")).code, 0);
  });

  claim("refuses the replacement of a key of the ledger, which nothing protects", async () => {
    await workspace.config({ length: "25" });
    assertRefused(await judged("preview"));
    await workspace.config({ length: undefined });
  });

  claim("refuses the deletion of a key of the ledger that left the program", async () => {
    await workspace.config({ withoutKey: "true" });
    assertRefused(await judged("preview"));
    await workspace.config({ withoutKey: undefined });
  });

  claim("refuses to destroy a stack with a key of the ledger", async () => {
    assertRefused(await judged("destroy", "--preview-only"));
  });

  claim("has nothing to judge where the preview failed", async () => {
    await workspace.config({ parentType: undefined });
    const { code, stderr } = await judged("preview");
    assert.equal(code, 2);
    assert.match(stderr, /preview failed/);
    await workspace.config(key);
  });
});
