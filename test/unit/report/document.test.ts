import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../support/fast-check.ts";
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
const kept = fc.record({
  kind: text,
  namespace: text,
  name: text,
  sources: fc.array(text, { maxLength: 2 }),
});
const release = fc.record(
  {
    id: text,
    name: text,
    objects: fc.array(object, { maxLength: 6 }),
    kept: fc.array(kept, { maxLength: 2 }),
    hooks: fc.array(text, { maxLength: 3 }),
    notRendered: text,
  },
  { requiredKeys: ["id", "name", "objects", "kept", "hooks"] },
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
  because: fc.array(text, { maxLength: 7 }),
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

test("a severe verdict names what makes it so, five of them", () => {
  const because = ["a", "b", "c", "d", "e", "f"];
  const made = comment(reportWith({ verdict: "destroys", because }));
  assert.match(made, /^Because of `a`, `b`, `c`, `d`, `e` and 1 more\.$/m);
});

test("long values that differ late are told apart in a comment", () => {
  const [old, now] = ["x", "y"].map((end) => ({ kind: "plain" as const, text: "a".repeat(2000) + end }));
  const made = comment(
    reportWith({ outputs: [{ path: "p", old: old ?? { kind: "secret" }, new: now ?? { kind: "secret" } }] }),
  );
  assert.match(made, /`a+…a+x \(2001 characters\)` \| `a+…a+y \(2001 characters\)`/);
});

test("findings with the same words are one, with all their subjects", () => {
  const finding = { rule: "image-tag", message: "names no version" };
  const findings = ["x:y:Z::a", "x:y:Z::b"].map((subject) => ({ ...finding, subject }));
  assert.match(comment(reportWith({ findings })), /- \*\*image-tag\*\* `a`, `b`: names no version\n/);
});

/** Markdown without what is code in it, and without the few elements that a report uses. */
function read(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const [, run] = /^(`{3,})/.exec(line) ?? [];
    if (fence !== undefined) fence = line === fence ? undefined : fence;
    else if (run === undefined) lines.push(line);
    else fence = run;
  }
  return lines
    .join("\n")
    .replaceAll(/\\[\\`]|`[^`\n]+`|<code>[^<>`\n]*<\/code>/g, "")
    .replaceAll(/^<details><summary>(.*)<\/summary>$|^<\/details>$/gm, "$1")
    .replaceAll(/^<!-- bkpaas-report [\w.-]* -->$|<!-- -->/gm, "\0");
}

test("no text of a stack is an element, a mention, a link, a formula, a heading or a row of its own", () => {
  const wild = fc.constantFrom(
    ...[
      "<img src=x>",
      "</details>",
      "</summary><b>",
      "@octocat",
      "[a](javascript:b)",
      "$x$",
      "a|b",
      "\n# heading",
    ],
    ...[
      "`",
      "``` x",
      "<!--",
      "-->",
      "\r\n| a | b |",
      "![i](https://x.test)",
      "\u202e",
      "#1",
      "中文 @所有人 |",
    ],
  );
  const evil = fc.array(wild, { maxLength: 4 }).map((parts) => parts.join(" "));
  const shownEvil = evil.map((text) => ({ kind: "plain" as const, text }));
  const evilReports = fc
    .record({ text: evil, other: evil, shown: shownEvil })
    .map(({ text, other, shown: value }) =>
      reportWith({
        ...{
          stack: text,
          base: other,
          verdict: "destroys",
          because: [text, other],
          byHand: [text],
          errors: [text],
        },
        changes: [
          { id: `a:b:C::${text}`, was: other, effect: "rename", reasons: [text], leaves: [] },
          {
            id: `kubernetes:helm.sh/v3:Release::${text}`,
            effect: "update",
            reasons: [],
            leaves: [{ path: text, new: value }],
          },
        ],
        releases: [{ id: text, name: other, notRendered: text, hooks: [other], objects: [], kept: [] }],
        objects: [1, 2, 3, 4, 5].map((index) => ({
          ...{
            kind: text,
            namespace: other,
            name: `${text}${index}`,
            images: [{ container: text, new: other }],
          },
          ...{ effect: index < 3 ? "update" : "create", restarts: index < 2, diff: `+${text}\n${other}` },
        })),
        sql: [{ server: text, by: "job", statements: [other] }],
        findings: [{ rule: text, subject: other, message: text }],
        edges: [{ effect: "added", from: text, to: other }],
        outputs: [{ path: other, old: value }],
      }),
    );
  fc.assert(
    fc.property(evilReports, (report) => {
      for (const text of [comment(report), document(report)]) {
        assert.ok(isBalanced(text));
        assert.doesNotMatch(read(text), /[<>$]|@\w|(?<!\\)\[|(?<!\\)\]|^# /m);
        for (const line of read(text)
          .split("\n")
          .filter((row) => row.startsWith("|"))) {
          assert.ok([4, 5].includes(line.split("|").length - 1), line);
        }
      }
    }),
    { numRuns: 200 },
  );
});
