import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { KeptPods } from "../../../report/model.ts";
import { RELEASE, change, chartOf, onlyRelease, release } from "./manifests.ts";

/** A workload whose container has this environment; the template says more. */
function workload(env: string, template = "", spec = "", kind = "Deployment"): string {
  return `---
kind: ${kind}
metadata: { name: web }
spec:
  ${spec}
  template:
    metadata: { annotations: { note: "${template}" } }
    spec:
      containers: [{ name: web, ${env} }]
      volumes: [{ name: mounted, secret: { secretName: keys } }]
`;
}

/** Secret and ConfigMap of one name; entry \`a\` of both is the value. */
const THINGS = `---
kind: Secret
metadata: { name: keys }
stringData: { a: "{{ value }}", b: same }
---
kind: ConfigMap
metadata: { name: keys }
data: { a: "{{ value }}", b: same }
`;

async function kept(chart: string): Promise<readonly KeptPods[]> {
  const sides = { old: release("1"), new: release("2") };
  return (await onlyRelease([change(RELEASE, "update", sides)], chartOf(chart + THINGS))).kept;
}

const WEB = { kind: "Deployment", namespace: "blueking", name: "web" };
const one = (kind: string, key: string): string =>
  `env: [{ name: A, valueFrom: { ${kind}KeyRef: { name: keys, key: ${key} } } }]`;

describe("pods that an upgrade leaves as they are", () => {
  test("are told where their environment comes from what changes, as a whole or by an entry", async () => {
    const sources: Readonly<Record<string, string>> = {
      "envFrom: [{ secretRef: { name: keys } }]": "Secret/blueking/keys",
      "envFrom: [{ configMapRef: { name: keys } }]": "ConfigMap/blueking/keys",
      [one("secret", "a")]: "Secret/blueking/keys",
      [one("configMap", "a")]: "ConfigMap/blueking/keys",
    };
    for (const [env, source] of Object.entries(sources)) {
      assert.deepEqual(await kept(workload(env)), [{ ...WEB, sources: [source] }], env);
    }
  });

  test("are not told where they take entries that stay, or mount what changes", async () => {
    for (const env of [one("secret", "b"), one("configMap", "b"), "env: []"]) {
      assert.deepEqual(await kept(workload(env)), [], env);
    }
  });

  test("are not told where they start anew, such as by a checksum, or where there are none", async () => {
    const env = "envFrom: [{ secretRef: { name: keys } }]";
    assert.deepEqual(await kept(workload(env, "{{ value }}")), []);
    assert.deepEqual(await kept(workload(env, "", "replicas: 0")), []);
    assert.deepEqual(await kept(workload(env, "", "", "Job")), []);
  });

  test("are told where they are described otherwise and wait until they are deleted", async () => {
    const spec = "updateStrategy: { type: OnDelete }";
    const set = workload("env: []", "{{ value }}", spec, "StatefulSet");
    assert.deepEqual(await kept(set), [{ ...WEB, kind: "StatefulSet", sources: [] }]);
    const { objects } = await onlyRelease(
      [change(RELEASE, "update", { old: release("1"), new: release("2") })],
      chartOf(set),
    );
    assert.deepEqual(
      objects.map(({ effect, restarts }) => [effect, restarts]),
      [["update", false]],
    );
  });

  test("are deleted by hand as well where what they read changes and they wait until they are deleted", async () => {
    const env = "envFrom: [{ secretRef: { name: keys } }]";
    const set = workload(env, "", "updateStrategy: { type: OnDelete }", "DaemonSet");
    assert.deepEqual(await kept(set), [{ ...WEB, kind: "DaemonSet", sources: [] }]);
  });

  test("are not told where the workload is made anew", async () => {
    const env = "envFrom: [{ secretRef: { name: keys } }]";
    for (const strategy of ["OnDelete", "RollingUpdate"]) {
      const spec = `serviceName: "{{ value }}"\n  updateStrategy: { type: ${strategy} }`;
      assert.deepEqual(await kept(workload(env, "", spec, "StatefulSet")), []);
    }
  });

  test("are not told where a Secret says the same in another way", async () => {
    const secret = (texts: string): string => `---\nkind: Secret\nmetadata: { name: keys }\n${texts}\n`;
    const [old, now] = [secret("data: { a: w6k= }"), secret("stringData: { a: é }")];
    const web = workload("envFrom: [{ secretRef: { name: keys } }]");
    const found = await onlyRelease(
      [change(RELEASE, "update", { old: release("1"), new: release("2") })],
      chartOf(web + old, web + now),
    );
    assert.deepEqual([found.kept, found.objects], [[], []]);
  });

  test("are not told of a release that is installed anew", async () => {
    const env = "envFrom: [{ secretRef: { name: keys } }]";
    const sides = { old: release("1"), new: release("2") };
    const found = await onlyRelease([change(RELEASE, "replace", sides)], chartOf(workload(env) + THINGS));
    assert.deepEqual(found.kept, []);
  });
});

test("a workload without pods starts none anew", async () => {
  const sides = { old: release("1"), new: release("2") };
  const idle = workload("env: []", "{{ value }}", "replicas: 0");
  const { objects } = await onlyRelease([change(RELEASE, "update", sides)], chartOf(idle));
  assert.deepEqual(
    objects.map(({ restarts, readySeconds }) => [restarts, readySeconds]),
    [[false, undefined]],
  );
});
