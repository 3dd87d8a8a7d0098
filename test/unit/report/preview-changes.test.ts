import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gate } from "../../../policy/gate.ts";
import { NoPreview } from "../../../policy/told.ts";
import { previewChanges } from "../../../report/changes/preview-changes.ts";
import { effectsOf } from "./graphs.ts";

const STACK = "urn:pulumi:dev::bkpaas::pulumi:pulumi:Stack::bkpaas-dev";
const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "[secret]",
};

const urn = (id: string): string => `urn:pulumi:dev::bkpaas::${id}`;

function recorded(name: string) {
  return previewChanges(
    readFileSync(new URL(`../../contract/recorded/${name}.json`, import.meta.url), "utf8"),
  );
}

interface Step {
  readonly op: string;
  readonly id: string;
  readonly old?: object;
  readonly new?: object;
  readonly keys?: readonly string[];
  readonly detailedDiff?: object;
}

/** A preview in the form of events, and in that of a digest. */
function events(...steps: readonly Step[]): string {
  const metadata = steps.map(({ id, ...step }) => ({
    resourcePreEvent: { metadata: { urn: urn(id), ...step } },
  }));
  return lines(...metadata);
}

function lines(...all: readonly object[]): string {
  return all.map((event, index) => JSON.stringify({ sequence: index, timestamp: 1, ...event })).join("\n");
}

function digest(...steps: readonly Step[]): string {
  return JSON.stringify({
    steps: steps.map(({ op, id, old, new: now, detailedDiff, keys }) => ({
      op,
      urn: urn(id),
      oldState: old,
      newState: now,
      detailedDiff,
      replaceReasons: keys,
    })),
    duration: 1,
  });
}

for (const [form, preview] of Object.entries({ events, digest })) {
  test(`${form}: a replacement in three steps is one, with its reasons once`, () => {
    const old = { inputs: { host: "a" } };
    const now = { inputs: { host: "b" } };
    const id = "mysql:index/user:User::u";
    const { changes } = previewChanges(
      preview(
        { op: "create-replacement", id, old, new: now, keys: ["host"] },
        { op: "replace", id, old, new: now, keys: ["host"] },
        { op: "delete-replaced", id, old, keys: ["host"] },
      ),
    );
    assert.deepEqual(effectsOf(changes), [`replace ${id}`]);
    assert.deepEqual(changes[0]?.reasons, ["host"]);
    assert.deepEqual(changes[0].new?.inputs, { host: "b" });
  });

  test(`${form}: what is retained is forgotten when it is deleted, and what is discarded too`, () => {
    const { changes } = previewChanges(
      preview(
        { op: "delete", id: "a:b:C::1", old: { inputs: {}, retainOnDelete: true } },
        { op: "delete", id: "a:b:C::2", old: { inputs: {} } },
        { op: "discard", id: "a:b:C::3", old: { inputs: {} } },
      ),
    );
    assert.deepEqual(effectsOf(changes), ["forget a:b:C::1", "delete a:b:C::2", "forget a:b:C::3"]);
    assert.ok(changes.every((change) => change.new === undefined));
  });

  test(`${form}: a secret changed where the differences name it, or what it lies in`, () => {
    const values = { a: "[secret]", list: ["[secret]"], "svc-a": "[secret]", "a/b": "[secret]" };
    const inputs = { data: "[secret]", values };
    const id = "kubernetes:helm.sh/v3:Release::r";
    const paths = (detailedDiff: object) =>
      previewChanges(
        preview({ op: "update", id, old: { inputs }, new: { inputs }, detailedDiff }),
      ).changes.flatMap(({ leaves }) => leaves.map(({ path }) => path));
    assert.deepEqual(paths({ "values.a": {} }), ["values.a"]);
    assert.deepEqual(paths({ "values.list": {} }), ["values.list[0]"]);
    assert.deepEqual(paths({ "data.key": {} }), ["data"]);
    assert.deepEqual(paths({ 'values["svc-a"]': {} }), ["values.svc-a"]);
    assert.deepEqual(paths({ "values.a/b": {} }), ['values["a/b"]']);
    assert.deepEqual(paths({ other: {} }), []);
  });

  test(`${form}: a secret that is why something is replaced changed`, () => {
    const state = { inputs: { data: { a: "[secret]", b: "[secret]" } } };
    const id = "kubernetes:core/v1:Secret::s";
    const { changes } = previewChanges(
      preview({ op: "replace", id, old: state, new: state, keys: ["data.a"] }),
    );
    assert.deepEqual(
      changes[0]?.leaves.map(({ path }) => path),
      ["data.a"],
    );
  });

  test(`${form}: a component is a container, and nothing happens to it`, () => {
    const id = "bkpaas:platform:PaasStack::p";
    const preset = (name: string) => ({ inputs: { preset: name }, parent: STACK });
    const { changes } = previewChanges(
      preview({ op: "update", id, old: preset("small"), new: preset("large") }),
    );
    assert.deepEqual(effectsOf(changes), []);
    assert.deepEqual(
      changes[0]?.leaves.map(({ path }) => path),
      ["preset"],
    );
    assert.equal(changes[0].new?.parent, undefined);
  });

  test(`${form}: what an alias leads to is renamed`, () => {
    const provider = `${urn("pulumi:providers:mysql::m")}::1234`;
    const old = { urn: urn("a:b:C::x"), inputs: {}, provider };
    const { changes } = previewChanges(
      preview({ op: "same", id: "a:b:C::y", old, new: { ...old, urn: urn("a:b:C::y") } }),
    );
    assert.deepEqual(effectsOf(changes), ["rename a:b:C::y"]);
    assert.equal(changes[0]?.was, "a:b:C::x");
    assert.equal(changes[0].new?.provider, "pulumi:providers:mysql::m");
  });

  test(`${form}: the gate judges it`, () => {
    const id = "a:b:C::x";
    const { exitCode, violations } = gate(preview({ op: "delete", id, old: { inputs: {}, protect: true } }));
    assert.equal(exitCode, 1);
    assert.deepEqual(
      violations.map(({ rule }) => rule),
      ["irreplaceable"],
    );
  });
}

test("a secret of events is one, and no more of it is read", () => {
  const state = (key: string) => ({ inputs: { key: SECRET, open: key } });
  const { changes } = previewChanges(
    events({ op: "update", id: "a:b:C::x", old: state("1"), new: state("2") }),
  );
  assert.deepEqual(changes[0]?.new?.inputs, { key: "[secret]", open: "2" });
});

test("outputs of the stack differ where the events of the stack's end say so", () => {
  const outputs = (fingerprint: string) => ({
    outputs: { fingerprints: { jwt: fingerprint }, keys: { jwt: SECRET } },
  });
  const metadata = {
    op: "same",
    urn: STACK,
    type: "pulumi:pulumi:Stack",
    old: outputs("1"),
    new: outputs("2"),
  };
  const text = lines(
    { resourcePreEvent: { metadata: { ...metadata, new: { outputs: {} } } } },
    { resOutputsEvent: { metadata } },
    { resOutputsEvent: { metadata: { ...metadata, urn: urn("a:b:C::x"), type: "a:b:C" } } },
  );
  const { changes, outputs: changed } = previewChanges(text);
  assert.deepEqual(
    changed.map(({ path }) => path),
    ["fingerprints.jwt"],
  );
  assert.deepEqual(changes, []);
});

test("warnings and errors are told once and without what the engine puts before them; other words are not", () => {
  const said = (severity: string, message: string) => ({ diagnosticEvent: { severity, message } });
  const warning = said("warning", "warning: mind the gap\n");
  const { warnings, errors } = previewChanges(
    lines(warning, warning, said("debug", "x"), said("error", "error: it broke")),
  );
  assert.deepEqual({ warnings, errors }, { warnings: ["mind the gap"], errors: ["it broke"] });
});

test("drift found by a refresh is told with what is there and what is wanted", () => {
  const { changes } = recorded("official-kubernetes/preview-refresh-after-hand-edits");
  const leaf = (id: string) => changes.find((change) => change.id === id)?.leaves;
  assert.deepEqual(leaf("kubernetes:apps/v1:StatefulSet::sts"), [
    { path: "spec.replicas", old: { kind: "plain", text: "3" }, new: { kind: "plain", text: "1" } },
  ]);
});

test("a recorded preview of a changed password tells the changed leaf and no other", () => {
  const { changes } = recorded("official-kubernetes/preview-release-secret");
  assert.deepEqual(
    changes.flatMap(({ leaves }) => leaves),
    [{ path: "values.password", old: { kind: "secret" }, new: { kind: "secret" } }],
  );
});

test("what is no preview is refused", () => {
  for (const text of ["", "{", "[]", `${events({ op: "same", id: "a:b:C::x" })}\nnpm warn`]) {
    assert.throws(() => previewChanges(text), NoPreview);
  }
});
