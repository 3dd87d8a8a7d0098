// Both forms in which the real CLI tells of a preview give the same steps, so that whichever was reviewed can be compared.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { gate } from "../../../policy/gate.ts";
import { readTold } from "../../../policy/told.ts";
import { type ExpectedStep, expectedSteps } from "../../../sandbox/expectation/steps.ts";
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

async function preview(isStreamed: boolean): Promise<string> {
  workspace.setEnv({ PULUMI_ENABLE_STREAMING_JSON_PREVIEW: String(isStreamed) });
  const { stdout } = await workspace.run("preview", "--json");
  assert.equal(stdout.startsWith('{"sequence"'), isStreamed);
  return stdout;
}

/** What is expected by a preview without outputs and new names, of which a digest tells nothing, and which rules it breaks. */
async function told(isStreamed: boolean): Promise<{ expected: ExpectedStep[]; broken: string[] }> {
  const stdout = await preview(isStreamed);
  const { exitCode, message, violations } = gate(stdout);
  assert.notEqual(exitCode, 2, message);
  return {
    expected: expectedSteps({ steps: readTold(stdout).steps }),
    broken: violations.map(({ rule, message }) => `${rule}: ${message}`),
  };
}

async function toldAlike(): Promise<string[]> {
  const [digest, events] = [await told(false), await told(true)];
  assert.deepEqual(events, digest);
  return events.expected.map(({ operation }) => operation);
}

describe("the digest and the events of a preview", () => {
  const claim = (name: string, body: () => Promise<void>): void => {
    it(name, async (test) => {
      if (workspace.missing === undefined) await body();
      else test.skip(workspace.missing);
    });
  };

  claim("agree on a first run", async () => {
    assert.ok((await toldAlike()).every((operation) => operation === "create"));
  });

  claim("agree that nothing changes", async () => {
    assert.equal((await workspace.up()).code, 0);
    assert.deepEqual(await toldAlike(), []);
  });

  claim("agree on a replacement, which is one step", async () => {
    await workspace.config({ length: "25" });
    assert.deepEqual(await toldAlike(), ["replace"]);
    await workspace.config({ length: undefined });
  });

  claim("agree on a deletion and a creation", async () => {
    await workspace.config({ withoutKey: "true", adopted: "a" });
    assert.deepEqual((await toldAlike()).sort(), ["create", "delete"]);
  });

  claim("differ by what only events tell: another name, and outputs", async () => {
    await workspace.config({
      withoutKey: undefined,
      adopted: undefined,
      called: "renamed",
      greeting: "hello",
    });
    const expected = expectedSteps(readTold(await preview(true)));
    const told = expected.map(({ resource, was, operation, changed }) => ({
      resource,
      was,
      operation,
      changed,
    }));
    assert.deepEqual(told, [
      {
        resource: "pulumi:index:Stash::renamed",
        was: "pulumi:index:Stash::key-in-use",
        operation: "same",
        changed: [],
      },
      {
        resource: told[1]?.resource,
        was: undefined,
        operation: "outputs",
        changed: ["greeting"],
      },
    ]);
    assert.match(told[1]?.resource ?? "", /^pulumi:pulumi:Stack::/);
    assert.deepEqual(expectedSteps(readTold(await preview(false))), []);
    assert.equal((await workspace.up()).code, 0);
    assert.deepEqual(expectedSteps(readTold(await preview(true))), []);
  });
});
