import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Kind, type Live, resourceOf } from "../../../provider/kind.ts";
import type { Resource } from "../../../provider/protocol/provider.ts";
import { type Properties, Secret, UNKNOWN } from "../../../provider/protocol/value.ts";
import type { ResourceDeclaration } from "../../../provider/schema/declaration.ts";

const doc = { en: "", zh: "" };
const BOX = {
  token: "bkpaas:test:Box",
  doc,
  exampleId: "box",
  inputs: {
    name: { type: "string", replaces: true, doc },
    word: { type: "string", secret: true, optional: true, doc },
    size: { type: "integer", optional: true, doc },
    lid: { type: "string", oneOf: ["open", "shut"], default: "shut", doc },
  },
  outputs: { made: { type: "string", doc }, key: { type: "string", secret: true, doc } },
  errors: [],
} as const satisfies ResourceDeclaration;

const OPERATION = { urn: "", signal: new AbortController().signal, report: () => undefined };
const outputs = { made: "today", key: "k" };

/** A kind that finds this on its server; what was asked of it stays in `asked`. */
function box(
  live?: Partial<Live<typeof BOX>["inputs"]>,
  more: Partial<Kind<typeof BOX>> = {},
): Resource & { asked: unknown[] } {
  const asked: unknown[] = [];
  const kind: Kind<typeof BOX> = {
    declaration: BOX,
    create: (inputs) => {
      asked.push(inputs);
      return Promise.resolve({ id: inputs.name, outputs });
    },
    read: ({ id }) => Promise.resolve(live && { id, inputs: live, outputs }),
    update: (known, inputs) => {
      asked.push(known, inputs);
      return Promise.resolve(outputs);
    },
    delete: () => Promise.resolve(),
    ...more,
  };
  return Object.assign(resourceOf(kind), { asked });
}

const inputs = { name: "box", word: new Secret("w"), lid: "shut" };
const plain = (properties: Properties | undefined): unknown =>
  JSON.parse(JSON.stringify(properties ?? "none"));

describe("a declared resource", () => {
  it("is made from inputs in the clear, and stored with secrets hidden", async () => {
    const resource = box();
    const created = await resource.create({ ...OPERATION, inputs, preview: false, timeoutSeconds: 0 });
    assert.deepEqual(resource.asked, [{ name: "box", word: "w", lid: "shut" }]);
    assert.deepEqual(plain(created.outputs), {
      ...{ name: "box", word: "[secret]", lid: "shut" },
      ...{ made: "today", key: "[secret]" },
    });
  });

  it("asks nothing of its server in a preview, which knows no outputs yet", async () => {
    const resource = box();
    const made = await resource.create({ ...OPERATION, inputs, preview: true, timeoutSeconds: 0 });
    assert.equal(made.outputs.made, UNKNOWN);
    const request = { ...OPERATION, id: "box", oldInputs: inputs, oldOutputs: { made: "today" } };
    const updated = await resource.update({ ...request, inputs, preview: true, timeoutSeconds: 0 });
    assert.equal(updated.made, "today");
    assert.deepEqual(resource.asked, []);
  });

  it("is imported with all that its server tells, and defaults for what a server cannot know", async () => {
    const read = await box({ name: "box", size: 3 }).read({
      ...OPERATION,
      ...{ id: "box", oldInputs: {}, oldOutputs: {} },
    });
    assert.deepEqual(plain(read?.inputs), { name: "box", size: 3, lid: "shut" });
  });

  it("is refreshed in what the program declares, and in nothing else", async () => {
    const read = await box({ name: "box", size: 3 }).read({
      ...OPERATION,
      ...{ id: "box", oldInputs: inputs, oldOutputs: {} },
    });
    assert.deepEqual(plain(read?.inputs), { name: "box", word: "[secret]", lid: "shut" });
  });

  it("shows as drift that its server has none of what is declared", async () => {
    const read = await box({ name: "box", size: undefined }).read({
      ...OPERATION,
      ...{ id: "box", oldInputs: { ...inputs, size: 3 }, oldOutputs: {} },
    });
    assert.deepEqual(plain(read?.inputs), { name: "box", word: "[secret]", lid: "shut" });
  });

  it("keeps hidden on a refresh what the program hid", async () => {
    const read = await box({ name: "box" }).read({
      ...OPERATION,
      ...{ id: "box", oldInputs: { name: new Secret("box") }, oldOutputs: {} },
    });
    assert.ok(read?.inputs.name instanceof Secret);
    assert.ok(read.outputs.name instanceof Secret);
  });

  it("is deleted before its replacement is made, unless both may exist at once", async () => {
    const request = { ...OPERATION, id: "box", oldInputs: inputs, oldOutputs: outputs, inputs };
    assert.equal((await box().diff(request)).deleteBeforeReplace, true);
    assert.equal((await box(undefined, { coexists: true }).diff(request)).deleteBeforeReplace, false);
  });

  it("is gone where its server finds nothing", async () => {
    const read = await box().read({ ...OPERATION, id: "box", oldInputs: inputs, oldOutputs: {} });
    assert.equal(read, undefined);
  });

  it("is replaced for its name, updated for the rest, and left alone for what the program leaves out", async () => {
    const diff = async (now: Properties): Promise<unknown> => {
      const before = { id: "box", oldInputs: { ...inputs, size: 3 }, oldOutputs: {} };
      return (await box().diff({ ...OPERATION, ...before, inputs: now })).changes;
    };
    assert.deepEqual(await diff(inputs), {});
    assert.deepEqual(await diff({ ...inputs, word: new Secret("other") }), {
      word: { kind: "update", replace: false },
    });
    assert.deepEqual(await diff({ ...inputs, name: "chest" }), { name: { kind: "update", replace: true } });
  });
});
