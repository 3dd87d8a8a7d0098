import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, describe, it } from "node:test";
import { changes, custom, outputsOf, resourceFacts, saltOf } from "../support/facts.ts";
import { opener } from "../support/passphrase.ts";
import { PLUGINS } from "../support/plugins.ts";
import { type Preview, type State, nameOf, recorded, resourceNamed, secretPlaces } from "../support/state.ts";
import { Workspace } from "../support/workspace.ts";

const FOLDER = "official-mysql-random";

/** The recorded program used both plugins; only its random resources are of interest here. */
function onlyRandom(preview: Preview): Preview {
  return { ...preview, steps: preview.steps.filter((step) => step.urn.includes("::random:")) };
}

/** Outputs that hold the drawn value in one notation or another. */
const DRAWN = ["id", "result", "base64", "hex", "b64Std", "b64Url", "dec"];

/** Outputs with every drawn value but `none` replaced; what it must look like is a case of its own. */
function withoutDrawn(outputs: unknown): unknown {
  return Object.fromEntries(
    Object.entries(outputs as object).map(([name, value]) => [
      name,
      DRAWN.includes(name) && value !== "none" ? "<drawn>" : value,
    ]),
  );
}

const workspace = await Workspace.create({
  program: `${import.meta.dirname}/program`,
  plugins: ["random"],
  stack: "sql",
});
const { missing } = workspace;
console.log(
  `random contract: ${missing === undefined ? `runs against the ${PLUGINS} plugin` : `SKIPPED, ${missing}`}`,
);

after(() => workspace.remove());

async function up(): Promise<State> {
  const run = await workspace.up();
  assert.equal(run.code, 0, run.stdout + run.stderr);
  return workspace.export();
}

/** The values drawn in a state, in the clear, by name of the resource. */
function values(state: State): Record<string, unknown> {
  const open = opener("test", saltOf(state));
  return Object.fromEntries(
    custom(state).map((resource) => {
      const { result, base64, hex } = open(outputsOf(resource)) as Record<string, unknown>;
      return [nameOf(resource.urn), result ?? base64 ?? hex];
    }),
  );
}

describe("random, as recorded from the official plugin", { skip: missing ?? false }, () => {
  it("plans the first update like the recording", async () => {
    const expected = recorded<Preview>(`${FOLDER}/preview-create.json`);
    assert.deepEqual(changes(onlyRandom(await workspace.preview())), changes(onlyRandom(expected)));
  });

  it("keeps the recorded inputs, outputs, ids and secrets", async () => {
    const actual = await up();
    const expected = recorded<State>(`${FOLDER}/state-after-create.json`);
    const openExpected = opener("test", saltOf(expected));
    const openActual = opener("test", saltOf(actual));
    const resources = custom(expected).filter((resource) => resource.type.startsWith("random:"));
    assert.equal(resources.length, 5);
    for (const wanted of resources) {
      const found = resourceNamed(actual, nameOf(wanted.urn));
      assert.deepEqual({ ...resourceFacts(found), outputs: {} }, { ...resourceFacts(wanted), outputs: {} });
      assert.deepEqual(secretPlaces(outputsOf(found)).sort(), secretPlaces(outputsOf(wanted)).sort());
      assert.deepEqual(
        withoutDrawn(openActual(outputsOf(found))),
        withoutDrawn(openExpected(outputsOf(wanted))),
      );
    }
  });

  for (const [whose, load] of [
    ["the recording", () => Promise.resolve(recorded<State>(`${FOLDER}/state-after-create.json`))],
    ["the plugin under test", () => workspace.export()],
  ] as const) {
    it(`derives ids and notations from the value: ${whose}`, async () => {
      const state = await load();
      const open = opener("test", saltOf(state));
      const named = (name: string): Record<string, string> => {
        const resource = resourceNamed(state, name);
        return { ...(open(outputsOf(resource)) as Record<string, string>), "the id": resource.id ?? "" };
      };
      const [password, text, uuid, bytes, id] = ["password", "text", "uuid", "bytes", "id"].map(named);
      assert.match(password?.result ?? "", /^[A-Za-z0-9]{24}$/);
      assert.equal(password?.["the id"], "none");
      assert.match(text?.result ?? "", /^[a-z0-9]{8}$/);
      assert.equal(text?.["the id"], text?.result);
      assert.match(uuid?.result ?? "", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.equal(uuid?.["the id"], uuid?.result);
      assert.equal(Buffer.from(bytes?.base64 ?? "", "base64").toString("hex"), bytes?.hex);
      assert.equal(bytes?.["the id"], bytes?.base64);
      const hex = Buffer.from(id?.["the id"] ?? "", "base64url").toString("hex");
      assert.deepEqual([id?.hex, id?.dec], [hex, BigInt(`0x${hex}`).toString()]);
      assert.deepEqual(
        [id?.b64Url, id?.b64Std],
        [id?.["the id"], Buffer.from(hex, "hex").toString("base64")],
      );
    });
  }

  it("plans like the recording: another length replaces the password", async () => {
    const expected = recorded<Preview>(`${FOLDER}/preview-random-length.json`);
    await workspace.config({ length: expected.config?.["recordsql:length"] });
    assert.deepEqual(changes(onlyRandom(await workspace.preview())), changes(onlyRandom(expected)));
    const before = values(await workspace.export());
    const after = values(await up());
    assert.match(String(after.password), /^[A-Za-z0-9]{30}$/);
    assert.deepEqual({ ...after, password: "" }, { ...before, password: "" });
  });

  it("plans nothing when nothing changed, and finds nothing when refreshing", async () => {
    assert.deepEqual((await workspace.preview()).changeSummary, { same: 6 });
    const before = await workspace.export();
    assert.equal((await workspace.refresh()).code, 0);
    assert.deepEqual(values(await workspace.export()), values(before));
  });

  it("does not take a default that is written out for a change", async () => {
    await workspace.config({ more: JSON.stringify({ upper: true, minLower: 0 }) });
    assert.deepEqual((await workspace.preview()).changeSummary, { same: 6 });
    await workspace.config({ more: undefined });
  });

  it("draws every value anew when the keepers change", async () => {
    await workspace.config({ keeper: "1" });
    const before = values(await up());
    await workspace.config({ keeper: "2" });
    const { changeSummary } = await workspace.preview();
    assert.deepEqual(changeSummary, { replace: 5, same: 1 });
    const after = values(await up());
    for (const name of Object.keys(before)) assert.notEqual(after[name], before[name]);
  });

  it("refuses a length that cannot hold the minimums", async () => {
    await workspace.config({ more: JSON.stringify({ minUpper: 20, minNumeric: 20 }) });
    const run = await workspace.run("preview");
    assert.notEqual(run.code, 0);
    assert.match(run.stdout + run.stderr, /length/i);
    await workspace.config({ more: undefined });
  });

  it("imports by the value", async () => {
    const imports = [
      ["Password", "an existing Passw0rd!", "none"],
      ["String", "some text", "some text"],
      ["Uuid", "7178bd12-179d-7a66-481f-0bfc8a68834a", "7178bd12-179d-7a66-481f-0bfc8a68834a"],
      ["Bytes", Buffer.from("0123456789abcdef").toString("base64"), "MDEyMzQ1Njc4OWFiY2RlZg=="],
    ] as const;
    const file = path.join(workspace.dir, "import.json");
    const resources = imports.map(([kind, id]) => ({
      type: `random:index/random${kind}:Random${kind}`,
      name: `imported${kind}`,
      id,
    }));
    await writeFile(file, JSON.stringify({ resources }));
    await workspace.pulumi(
      ...["import", "--file", file, "--yes", "--skip-preview", "--generate-code=false", "--protect=false"],
    );
    const state = await workspace.export();
    for (const [kind, value, id] of imports) {
      assert.equal(resourceNamed(state, `imported${kind}`).id, id);
      assert.equal(values(state)[`imported${kind}`], value);
    }
    const text = JSON.stringify(state);
    assert.equal(text.includes("Passw0rd"), false, "an imported password is encrypted");
  });

  it("forgets everything at destroy", async () => {
    const run = await workspace.destroy();
    assert.equal(run.code, 0, run.stdout + run.stderr);
    assert.deepEqual(custom(await workspace.export()), []);
  });
});
