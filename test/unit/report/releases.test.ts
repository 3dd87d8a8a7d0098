import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ReleaseChange } from "../../../report/model.ts";
import {
  RELEASE,
  change,
  chartOf,
  deployment,
  hookJob,
  onlyRelease,
  release,
  secretLeaf,
} from "./manifests.ts";
import { releaseChanges } from "../../../report/manifests/releases.ts";

const updated = (old: string, after: string) =>
  change(RELEASE, "update", { old: release(old), new: release(after) });
const told = ({ objects }: ReleaseChange): string[] =>
  objects.map(({ effect, kind, namespace, name, restarts }) =>
    [effect, kind, `${namespace}/${name}`, ...(restarts ? ["restarts"] : [])].join(" "),
  );

describe("an upgrade", () => {
  test("restarts a workload whose pods are described otherwise, and tells its image", async () => {
    const { objects } = await onlyRelease([updated("1", "2")], chartOf(deployment("web")));
    const [web] = objects;
    assert.equal(objects.length, 1);
    assert.ok(web?.restarts);
    assert.deepEqual(web.images, [
      { container: "web", old: "registry.example.com/web:1", new: "registry.example.com/web:2" },
    ]);
    assert.match(
      web.diff,
      /^-\s+- image: registry.example.com\/web:1\n\+\s+- image: registry.example.com\/web:2$/m,
    );
  });

  test("with more replicas restarts nothing, but waits for the new pods", async () => {
    const chart = deployment("web")
      .replace("replicas: 2", "replicas: {{ value }}")
      .replace(':{{ value }}"', ':1"');
    const { objects } = await onlyRelease([updated("2", "4")], chartOf(chart));
    assert.deepEqual(
      objects.map(({ restarts, readySeconds }) => [restarts, readySeconds]),
      [[false, 30]],
    );
  });

  test("replaces what has a field that can't change", async () => {
    const chart = deployment("web").replace("app: web } }", "app: web-{{ value }} } }");
    assert.deepEqual(told(await onlyRelease([updated("1", "2")], chartOf(chart))), [
      "replace Deployment blueking/web restarts",
    ]);
  });

  test("makes and deletes objects", async () => {
    const charts = chartOf(deployment("old"), deployment("new"));
    assert.deepEqual(told(await onlyRelease([updated("1", "1")], charts)), [
      "create Deployment blueking/new",
      "delete Deployment blueking/old",
    ]);
  });

  test("of the chart's version alone changes no object", async () => {
    const charts = chartOf(
      deployment("web"),
      deployment("web").replace("paas-stack-0.1.0", "paas-stack-0.2.0"),
    );
    assert.deepEqual((await onlyRelease([updated("1", "1")], charts)).objects, []);
  });

  test("tells objects of the cluster and of other namespaces from the release's own", async () => {
    const charts = chartOf(`
kind: List
items:
  - { kind: ClusterRole, metadata: { name: x }, rules: ["{{ value }}"] }
  - { kind: ConfigMap, metadata: { name: x, namespace: elsewhere }, data: { x: "{{ value }}" } }
  - { kind: ConfigMap, metadata: { name: x }, data: { x: "{{ value }}" } }
`);
    assert.deepEqual(told(await onlyRelease([updated("1", "2")], charts)), [
      "update ClusterRole /x",
      "update ConfigMap blueking/x",
      "update ConfigMap elsewhere/x",
    ]);
  });
});

test("no object hides another that is called the same, of another group or with a name from the cluster", async () => {
  const service = (apiVersion: string, value: string): string =>
    `---\n{ apiVersion: ${apiVersion}, kind: Service, metadata: { name: a }, spec: { x: "${value}" } }\n`;
  const job = (value: string): string =>
    `---\n{ apiVersion: batch/v1, kind: Job, metadata: { generateName: a- }, spec: { x: "${value}" } }\n`;
  const yaml = [
    ...[service("v1", "{{ value }}"), service("serving.knative.dev/v1", "same")],
    ...[job("{{ value }}"), job("same")],
  ];
  for (const chart of [yaml, yaml.toReversed()]) {
    assert.deepEqual(told(await onlyRelease([updated("1", "2")], chartOf(chart.join("")))), [
      "update Job blueking/a-",
      "update Service blueking/a",
    ]);
  }
});

test("of a key that a chart writes twice the last one counts, as for Kubernetes", async () => {
  const config = "kind: ConfigMap\nmetadata: { name: c }\ndata:\n  x: first\n  x: '{{ value }}'\n";
  const { objects } = await onlyRelease([updated("1", "2")], chartOf(config));
  assert.match(objects[0]?.diff ?? "", /^- {2}x: "1"\n\+ {2}x: "2"$/m);
});

describe("hooks", () => {
  const charts = chartOf(
    [
      hookJob("seed", "post-install"),
      hookJob("check", "test"),
      hookJob("undo", "pre-rollback"),
      hookJob("late", "post-install,post-upgrade"),
      hookJob("second", "pre-install,pre-upgrade", 2),
      hookJob("z-first", "pre-upgrade,pre-install", -1),
      hookJob("farewell", "pre-delete"),
    ].join(""),
  );

  test("run in an upgrade by phase and weight, those of installs, tests and rollbacks do not", async () => {
    const found = await onlyRelease([updated("1", "2")], charts);
    assert.deepEqual(found.hooks, ["z-first", "second", "late"]);
    assert.deepEqual(told(found), [
      "update Job blueking/late",
      "update Job blueking/second",
      "update Job blueking/z-first",
    ]);
  });

  test("run although they are what they were", async () => {
    const { hooks, objects } = await onlyRelease([updated("1", "1")], charts);
    assert.deepEqual([hooks.length, objects], [3, []]);
  });

  test("of an install are others, and so are those of an end", async () => {
    const created = change(RELEASE, "create", { new: release("1") });
    const deleted = change(RELEASE, "delete", { old: release("1") });
    const replaced = change(RELEASE, "replace", { old: release("1"), new: release("1") });
    assert.deepEqual((await onlyRelease([created], charts)).hooks, ["z-first", "second", "late", "seed"]);
    assert.deepEqual((await onlyRelease([deleted], charts)).hooks, ["farewell"]);
    const both = ["farewell", "z-first", "second", "late", "seed"];
    assert.deepEqual((await onlyRelease([replaced], charts)).hooks, both);
  });
});

test("a release that is replaced starts all its pods anew", async () => {
  const replaced = change(RELEASE, "replace", { old: release("1"), new: release("1") });
  const found = await onlyRelease([replaced], chartOf(deployment("web")));
  assert.deepEqual(told(found), ["replace Deployment blueking/web restarts"]);
});

test("a release that stays as it is counts only where its chart was edited", async () => {
  const same = change(RELEASE, "same", { old: release("1"), new: release("1") });
  const edited = deployment("web").replace("replicas: 2", "replicas: 3");
  assert.deepEqual(await releaseChanges([same], chartOf(deployment("web"))), []);
  const found = await onlyRelease([same], chartOf(deployment("web"), edited));
  assert.deepEqual(told(found), ["update Deployment blueking/web"]);
});

test("a chart that names its Jobs by the revision runs them anew, and restarts what waits for them", async () => {
  const job = hookJob("migrate-1", "").replace(/, annotations: {.*?} }/, " }");
  const waiting = deployment("web").replace(
    "      containers:",
    "      initContainers: [{ name: wait, args: [migrate-1, other-migrate-1] }]\n      containers:",
  );
  const numbered = await onlyRelease([updated("1", "1")], chartOf(job + waiting, job + waiting, true));
  assert.deepEqual(told(numbered), [
    "update Deployment blueking/web restarts",
    "replace Job blueking/migrate-<next revision>",
  ]);
  assert.match(numbered.objects[0]?.diff ?? "", /\+ +- migrate-<next revision>\n +- other-migrate-1/);
  const unnumbered = await onlyRelease([updated("1", "1")], chartOf(job + waiting));
  assert.deepEqual(unnumbered.objects, []);
});

describe("secrets", () => {
  const SECRET = (key: string, data: string) =>
    `---\nkind: Secret\nmetadata: { name: s }\ndata: { "${key}": "${data}" }\n`;
  const CONFIG =
    '---\nkind: ConfigMap\nmetadata: { name: c }\ndata: { url: "amqp://user:{{ value }}@host" }\n';
  const charts = chartOf(SECRET("key", "{{ value }}") + CONFIG);
  const linesOf = async (...given: Parameters<typeof change>): Promise<string[]> => {
    const { objects } = await onlyRelease([change(...given)], charts);
    return objects.flatMap(({ diff }) => diff.split("\n").filter((line) => /^[-+]/.test(line)));
  };
  const recorded = (digest: string) => release(`<secret:values.value#${digest}>`);
  const changed = [
    "-  url: amqp://user:(secret)@host",
    "+  url: amqp://user:(secret, changed)@host",
    "-  key: (secret)",
    "+  key: (secret, changed)",
  ];

  test("of recorded graphs are told apart by their digests", async () => {
    const [one, other] = [recorded("00000001"), recorded("00000002")];
    assert.deepEqual(await linesOf(RELEASE, "update", { old: one, new: other }), changed);
    assert.deepEqual(await linesOf(RELEASE, "update", { old: one, new: one }), []);
  });

  test("of previews are told apart by the leaves that the change names", async () => {
    const sides = { old: release("[secret]"), new: release("[secret]") };
    assert.deepEqual(await linesOf(RELEASE, "update", sides, [secretLeaf("values.value")]), changed);
    assert.deepEqual(await linesOf(RELEASE, "update", sides, [secretLeaf("values.another")]), []);
  });

  test("that are new say so", async () => {
    const lines = await linesOf(RELEASE, "create", { new: recorded("00000001") });
    assert.ok(lines.includes("+  key: (secret, added)"));
    assert.ok(lines.includes("+  url: amqp://user:(secret, added)@host"));
  });

  test("that stand in addresses in the clear show as changed, and not themselves", async () => {
    const lines = await linesOf(RELEASE, "update", { old: release("hunter2"), new: release("hunter3") });
    assert.deepEqual(lines.slice(0, 2), changed.slice(0, 2));
  });

  test("that take the place of one in the clear are new", async () => {
    const lines = await linesOf(RELEASE, "update", { old: release("hunter2"), new: recorded("00000001") });
    assert.deepEqual(lines.slice(0, 2), [
      "-  url: amqp://user:(secret)@host",
      "+  url: amqp://user:(secret, added)@host",
    ]);
  });

  test("never show a text of a Secret, wherever the chart has it from", async () => {
    for (const key of ["key", "BK_APP_SECRET"]) {
      const given = chartOf(SECRET(key, "b2xk"), SECRET(key, "bmV3"));
      const { objects } = await onlyRelease([updated("1", "1")], given);
      const lines = (objects[0]?.diff ?? "").split("\n").filter((line) => /^[-+]/.test(line));
      assert.deepEqual(lines, [`-  ${key}: (secret)`, `+  ${key}: (secret, changed)`]);
      assert.doesNotMatch(JSON.stringify(objects), /b2xk|bmV3|old"|new"/);
    }
  });

  test("that hide all values leave nothing to render", async () => {
    const hidden = { ...release(""), values: "[secret]" };
    const { notRendered } = await onlyRelease(
      [change(RELEASE, "update", { old: hidden, new: hidden })],
      charts,
    );
    assert.match(notRendered ?? "", /hidden as a whole/);
  });

  test("and what is not known yet are not the same", async () => {
    const lines = await linesOf(RELEASE, "update", {
      old: release("plain"),
      new: release("04da6b54-80e4-46f7-96ec-b56ff0331ba9"),
    });
    assert.ok(lines.includes("+  url: amqp://user:(unknown)@host"));
  });
});
