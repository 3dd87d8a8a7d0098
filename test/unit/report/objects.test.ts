import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { comment, document } from "../../../report/markdown/document.ts";
import { shortDiff } from "../../../report/markdown/diffs.ts";
import type { ObjectChange, ReleaseChange } from "../../../report/model.ts";
import { RELEASE, change, chartOf, deployment, onlyRelease, release } from "./manifests.ts";
import { isBalanced, reportWith } from "./reports.ts";

const updated = change(RELEASE, "update", { old: release("1"), new: release("2") });

/** Summaries of the folds, in their order, without markup. */
function summaries(markdown: string): string[] {
  return [...markdown.matchAll(/<summary>(.*)<\/summary>/g)].map(([, text = ""]) =>
    text.replaceAll(/<[^>]+>/g, ""),
  );
}

async function told(old: string, after = old): Promise<string> {
  return document(reportWith({ releases: [await onlyRelease([updated], chartOf(old, after))] }));
}

const cronJob = (name: string): string => `---
kind: CronJob
metadata: { name: ${name} }
spec:
  jobTemplate:
    spec:
      template:
        spec: { containers: [{ name: web, image: "registry.example.com/web:{{ value }}" }] }
`;

describe("objects that change alike", () => {
  test("are one fold with the names of all, and one diff", async () => {
    const text = await told(["a", "b", "c"].map((name) => deployment(name)).join(""));
    assert.deepEqual(summaries(text), [
      "Deployment blueking/a, Deployment blueking/b, Deployment blueking/c – updated, pods restart",
    ]);
    assert.equal(text.match(/^```diff$/gm)?.length, 1);
    assert.match(text, /^The same lines change in each; this is the first\.$/m);
  });

  test("are apart where pods restart in some only, and where the lines stand elsewhere", async () => {
    const other = deployment("other").replace(
      "        - { name: web",
      "        - { name: x }\n      initContainers:\n        - { name: web",
    );
    const text = await told(deployment("a") + cronJob("b") + other);
    assert.deepEqual(summaries(text), [
      "Deployment blueking/a – updated, pods restart",
      "Deployment blueking/other – updated, pods restart",
      "CronJob blueking/b – updated",
    ]);
  });

  test("are named to the fifth in the summary, and all of them in the fold", async () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const text = await told(names.map((name) => deployment(name)).join(""));
    assert.match(summaries(text)[0] ?? "", /a, .*e and 2 more – updated, pods restart$/);
    assert.match(
      text,
      /The others: <code>Deployment blueking\/f<\/code>, <code>Deployment blueking\/g<\/code>/,
    );
  });
});

test("the severest object comes first", async () => {
  const store = deployment("z-store").replace("kind: Deployment", "kind: StatefulSet");
  const config = `---\nkind: ConfigMap\nmetadata: { name: a }\ndata: { x: "{{ value }}" }\n`;
  const text = await told(config + deployment("m") + store, config + deployment("m"));
  assert.deepEqual(summaries(text), [
    "StatefulSet blueking/z-store – deleted",
    "Deployment blueking/m – updated, pods restart",
    "ConfigMap blueking/a – updated",
  ]);
});

test("a hunk says below which keys it stands", async () => {
  assert.match(await told(deployment("a")), /^@@ .* @@ spec\.template\.spec\.containers$/m);
});

describe("pods that start anew because of what they read", () => {
  const reading = (name: string, checksum: string): string =>
    deployment(name, `          envFrom: [{ secretRef: { name: keys } }, { configMapRef: { name: same } }]\n`)
      .replace(
        "template:\n    metadata: {",
        `template:\n    metadata: { annotations: { checksum/keys: ${checksum} },`,
      )
      .replace("{ name: web, image:", "\n          name: web\n          image:")
      .replace(':{{ value }}", readinessProbe: { initialDelaySeconds: 20, periodSeconds: 5 } }', ':1"');
  const keys = (value: string): string =>
    `---\nkind: Secret\nmetadata: { name: keys }\nstringData: { a: "${value}" }\n`;

  test("name it, whatever their checksums are", async () => {
    const old = reading("a", "0123456789abcdef") + reading("b", "123456789abcdef0") + keys("old");
    const now = reading("a", "aaaaaaaaaaaaaaaa") + reading("b", "bbbbbbbbbbbbbbbb") + keys("new");
    const text = await told(old, now);
    assert.deepEqual(summaries(text), [
      "Deployment blueking/a, Deployment blueking/b – updated, pods restart because of Secret blueking/keys",
      "Secret blueking/keys – updated",
    ]);
    assert.match(text, /^- +checksum\/keys: \(checksum\)\n\+ +checksum\/keys: \(checksum, changed\)$/m);
  });

  test("name nothing where they are described otherwise as well", async () => {
    const old = reading("a", "0123456789abcdef") + keys("old");
    const now = reading("a", "aaaaaaaaaaaaaaaa").replace("web:1", "web:2") + keys("new");
    assert.equal(summaries(await told(old, now))[0], "Deployment blueking/a – updated, pods restart");
  });
});

describe("objects that only come or go", () => {
  const objects = ["a", "b", "c", "d"].map((name) => deployment(name)).join("");
  const config = `---\nkind: ConfigMap\nmetadata: { name: x }\ndata: { long: "${"y".repeat(9000)}" }\n`;
  const made = async (effect: "create" | "delete", yaml: string): Promise<ReleaseChange> =>
    onlyRelease(
      [change(RELEASE, effect, effect === "create" ? { new: release("1") } : { old: release("1") })],
      chartOf(yaml),
    );

  test("are one fold where they are many: by kind, with all of them as YAML", async () => {
    for (const effect of ["create", "delete"] as const) {
      const text = document(reportWith({ releases: [await made(effect, objects)] }));
      assert.deepEqual(summaries(text), [`4 objects ${effect}d: 4 Deployment`]);
      assert.match(text, /^- `Deployment`: `blueking\/a`, `blueking\/b`, `blueking\/c`, `blueking\/d`$/m);
      assert.equal(text.match(/^kind: Deployment$/gm)?.length, 4);
      assert.equal(text.match(/^---$/gm)?.length, 3);
    }
  });

  test("are names only in a comment where they are long, and counted", async () => {
    const report = reportWith({ releases: [await made("create", objects + config)] });
    const text = comment(report);
    assert.ok(isBalanced(text));
    assert.match(text, /^- `ConfigMap`: `blueking\/x`$/m);
    assert.doesNotMatch(text, /yyyy/);
    assert.match(text, /left out or shortened: 5 of 5 manifest diffs/);
    assert.match(document(report), /y{9000}/);
  });
});

test("a long line of a diff is cut where it differs from its counterpart", () => {
  const [before, after] = ["b", "c"].map((one) => `${"a".repeat(5000)}${one}${"a".repeat(5000)}`);
  const lines = shortDiff(`@@ -1 +1 @@\n-${before}\n+${after}\n ${before}`).split("\n");
  assert.ok(lines.every((line) => line.length < 250));
  assert.match(lines[1] ?? "", /^-a+…a+ba+… \(10002 characters\)$/);
  assert.match(lines[2] ?? "", /^\+a+…a+ca+… \(10002 characters\)$/);
});

test("a diff that is too long is shown from its beginning, or as a line", () => {
  const object: ObjectChange = {
    ...{ kind: "ConfigMap", namespace: "n", name: "c", effect: "update", restarts: false, images: [] },
    diff: `@@ -1,900 +1,900 @@\n${`-${"x".repeat(60)}\n`.repeat(900)}`,
  };
  const text = comment(reportWith({ objects: [object] }));
  assert.match(text, /@@ 751 more lines @@/);
  assert.match(text, /1 of 1 manifest diffs/);
  const many = Array.from({ length: 40 }, (_, index) => ({
    ...object,
    name: `c${index}`,
    diff: `${object.diff}+${index}`,
  }));
  assert.match(
    comment(reportWith({ objects: many })),
    /^- <code>ConfigMap n\/c39<\/code> – updated: 902 lines of diff$/m,
  );
});
