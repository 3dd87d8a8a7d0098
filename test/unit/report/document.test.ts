import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { COMMENT_LIMIT } from "../../../report/markdown/fit.ts";
import { comment, commentFile, document, wholeFile } from "../../../report/markdown/document.ts";
import { type Report, VERDICTS } from "../../../report/model.ts";
import { isBalanced, reportWith } from "./reports.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("```\n", "</details>", "<details>", "a|b", "-->", "@team", "x".repeat(3000), "``` \n````"),
);
const shown = fc.oneof(
  fc.record({ kind: fc.constant("plain" as const), text }),
  fc.record({ kind: fc.constantFrom("secret" as const, "unknown" as const) }),
);
const leaf = fc.record({ path: text, old: shown, new: shown }, { requiredKeys: ["path"] });
const resource = fc.record({ inputs: fc.constant({}), protect: fc.boolean(), retainOnDelete: fc.boolean() });
const change = fc.record(
  {
    id: fc.oneof(
      text,
      text.map((name) => `a:b:C$kubernetes:helm.sh/v3:Release::${name}`),
    ),
    was: text,
    effect: fc.constantFrom("create", "update", "replace", "delete", "forget", "rename"),
    reasons: fc.array(text, { maxLength: 3 }),
    leaves: fc.array(leaf, { maxLength: 5 }),
    old: resource,
  },
  { requiredKeys: ["id", "effect", "reasons", "leaves"] },
);
const image = fc.record({ container: text, old: text, new: text }, { requiredKeys: ["container"] });
const object = fc.record({
  kind: text,
  namespace: text,
  name: text,
  effect: fc.constantFrom("create", "update", "replace", "delete"),
  diff: fc.oneof(text, fc.constant("+ line\n".repeat(4000))),
  restarts: fc.boolean(),
  images: fc.array(image, { maxLength: 2 }),
});
const release = fc.record(
  {
    id: text,
    name: text,
    objects: fc.array(object, { maxLength: 6 }),
    hooks: fc.array(text, { maxLength: 3 }),
    notRendered: text,
  },
  { requiredKeys: ["id", "name", "objects", "hooks"] },
);
const server = fc.record({
  server: text,
  by: fc.constantFrom("machine", "job", "person"),
  statements: fc.array(text, { maxLength: 4 }),
});
const count = fc.nat(100_000);
const reports: fc.Arbitrary<Report> = fc.record({
  stack: text,
  tier: fc.constantFrom("graph", "preview"),
  base: text,
  verdict: fc.constantFrom(...VERDICTS),
  changes: fc.array(change, { maxLength: 20 }),
  releases: fc.array(release, { maxLength: 3 }),
  objects: fc.array(object, { maxLength: 3 }),
  sql: fc.array(server, { maxLength: 3 }),
  findings: fc.array(fc.record({ rule: text, subject: text, message: text }), { maxLength: 10 }),
  edges: fc.array(fc.record({ effect: fc.constantFrom("added", "removed"), from: text, to: text }), {
    maxLength: 5,
  }),
  cost: fc.record({ restarts: count, migrations: count, expectedSeconds: count, limitSeconds: count }),
  byHand: fc.array(text, { maxLength: 20 }),
  outputs: fc.array(leaf, { maxLength: 10 }),
  errors: fc.array(text, { maxLength: 10 }),
});

test("no comment is longer than the limit, and every fence and every fold in it is closed", () => {
  fc.assert(
    fc.property(reports, fc.integer({ min: 20_000, max: COMMENT_LIMIT }), (report, limit) => {
      const made = comment(report, limit);
      assert.ok(Buffer.byteLength(made) <= limit, `${Buffer.byteLength(made)} bytes`);
      assert.ok(isBalanced(made));
      assert.ok(isBalanced(document(report)));
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test("a comment begins with a line by which it is found again, whatever the stack is called", () => {
  const firstLine = (stack: string): string | undefined => comment(reportWith({ stack })).split("\n")[0];
  assert.equal(firstLine("prod"), "<!-- bkpaas-report prod -->");
  assert.equal(firstLine("acme/bkpaas/prod"), "<!-- bkpaas-report acme-bkpaas-prod -->");
  assert.equal(firstLine("x--> @all"), "<!-- bkpaas-report x-all -->");
});

test("the files are named after the stack, without leaving their folder", () => {
  assert.equal(commentFile("acme/prod"), "acme-prod.md");
  assert.equal(wholeFile("../prod"), "..-prod.full.md");
});

test("the verdict is one bold word or two in the second line", () => {
  const [, line] = comment(reportWith({ verdict: "keys change" })).split("\n");
  assert.equal(line, "## Stack `prod`: **keys change** – a key gets another value.");
});

test("it says which tier it is of", () => {
  assert.match(
    comment(reportWith({})),
    /Compared with `main`\. Without credentials, from the recorded graphs\./,
  );
  assert.match(comment(reportWith({ tier: "preview" })), /From a preview of the stack itself\./);
});

test("a failed preview is no verdict", () => {
  const made = comment(reportWith({ verdict: "safe", tier: "preview", errors: ["wrong\n<passphrase>"] }));
  assert.match(made, /\*\*failed\*\*/);
  assert.match(made, /```\nwrong\n<passphrase>\n```/);
  assert.doesNotMatch(made, /\*\*safe\*\*/);
});

test("secrets are told apart and never shown", () => {
  const secret = { kind: "secret" } as const;
  const outputs = [
    { path: "a", old: secret, new: secret },
    { path: "b", new: secret },
    { path: "c", old: secret },
    { path: "d", old: { kind: "plain", text: "open" }, new: secret },
  ] as const;
  const made = comment(reportWith({ outputs }));
  assert.match(made, /\| `a` \| \(secret\) \| \(secret, changed\) \|/);
  assert.match(made, /\| `b` \| {3}\| \(secret, added\) \|/);
  assert.match(made, /\| `c` \| \(secret\) \| \(secret, removed\) \|/);
  assert.match(made, /\| `d` \| `open` \| \(secret, changed\) \|/);
});

test("what differs in a release stands in its table, what differs elsewhere in another", () => {
  const value = {
    path: "values.replicas",
    old: { kind: "plain", text: "1" },
    new: { kind: "plain", text: "2" },
  };
  const leaves = [value] as Report["changes"][number]["leaves"];
  const made = comment(
    reportWith({
      changes: [
        { id: "kubernetes:helm.sh/v3:Release::web-release", effect: "update", reasons: [], leaves },
        { id: "bkpaas:rabbitmq:User::queue", effect: "update", reasons: [], leaves },
      ],
    }),
  );
  assert.match(made, /### Values of release `web-release`\n\n.*\n.*\n\| `values\.replicas` \| `1` \| `2` \|/);
  assert.match(
    made,
    /### Properties of other resources\n\n.*\n.*\n\| `queue` \| `values\.replicas` \| `1` \| `2` \|/,
  );
});

test("findings with the same words are one, with all their subjects", () => {
  const finding = { rule: "image-tag", message: "names no version" };
  const findings = ["a", "b"].map((subject) => ({ ...finding, subject }));
  assert.match(comment(reportWith({ findings })), /- \*\*image-tag\*\*: names no version `a`, `b`\n/);
});
