import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { after, before, beforeEach, test } from "node:test";
import { comment } from "../../../sandbox/commands/comment.ts";
import { driftIssue } from "../../../sandbox/commands/drift-issue.ts";
import { harmless, textsIn } from "../../../sandbox/posts/texts.ts";

const dir = mkdtempSync(path.join(os.tmpdir(), "bkpaas-posts-"));
const OUT = path.join(dir, "out");
const MARKER = "<!-- bkpaas-report prod -->";

/** What the forge answers to a GET, by the beginning of the path; what it was asked, and what was written to it. */
let answers: Record<string, unknown> = {};
let reads: string[] = [];
let writes: string[] = [];

const forge = http.createServer((request, response) => {
  void (async () => {
    const { method = "", url = "" } = request;
    const body = await text(request);
    if (method === "GET") reads.push(url);
    else writes.push(`${method} ${url} ${body}`);
    const [, answer] = Object.entries(answers).find(([start]) => url.startsWith(start)) ?? [];
    const isRefused = method === "GET" && answer === undefined;
    response.writeHead(isRefused ? 404 : 200);
    response.end(JSON.stringify(isRefused ? { message: "Not Found" } : (answer ?? {})));
  })();
});
let url = "";

before(async () => {
  await new Promise<void>((resolve) => forge.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(forge.address() as AddressInfo).port}`;
});

after(() => {
  forge.close();
  rmSync(dir, { recursive: true });
});

beforeEach(() => {
  reads = [];
  writes = [];
  answers = {};
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT);
  writeFileSync(path.join(OUT, "prod.md"), `${MARKER}\nrestarts\n`);
});

const github = (): NodeJS.ProcessEnv => ({
  OUT,
  GITHUB_API_URL: url,
  GITHUB_REPOSITORY: "someone/bkpaas",
  GITHUB_TOKEN: "token",
  HEAD_SHA: "abc",
});
const PULLS = "/repos/someone/bkpaas/pulls?state=open";
const COMMENTS = "/repos/someone/bkpaas/issues/7/comments";
const PULL = { number: 7, head: { sha: "abc" } };
const BOT = { type: "Bot" };

/** The report of the tests as it is posted: a comment that is older than the newest commit shows it. */
const POSTED = `${MARKER}\nrestarts\n\nThis is of commit abc.\n`;

test("a first report is added to the pull request of the commit", async () => {
  answers = { [PULLS]: [{ number: 6, head: { sha: "old" } }, PULL], [COMMENTS]: [] };
  assert.equal(await comment(github()), 0);
  assert.deepEqual(writes, [`POST ${COMMENTS} ${JSON.stringify({ body: POSTED })}`]);
});

test("a later report edits our comment and never somebody else's with the same marker", async () => {
  const foreign = { id: 1, body: MARKER, user: { type: "User" } };
  answers = { [PULLS]: [PULL], [COMMENTS]: [foreign, { id: 2, body: `${MARKER}\nsafe`, user: BOT }] };
  await comment(github());
  assert.equal(writes.length, 1);
  assert.match(writes[0] ?? "", /^PATCH \/repos\/someone\/bkpaas\/issues\/comments\/2 /);
});

test("the same report is not posted again", async () => {
  answers = { [PULLS]: [PULL], [COMMENTS]: [{ id: 2, body: POSTED, user: BOT }] };
  await comment(github());
  assert.deepEqual(writes, []);
});

test("a report that stayed the same names the newer commit", async () => {
  answers = { [PULLS]: [PULL], [COMMENTS]: [{ id: 2, body: POSTED.replace("abc", "old"), user: BOT }] };
  await comment(github());
  assert.match(writes.join(), /This is of commit abc/);
});

test("every pull request of the commit gets the report: nobody takes it away by opening another", async () => {
  const second = "/repos/someone/bkpaas/issues/8/comments";
  answers = { [PULLS]: [{ ...PULL, number: 8 }, PULL], [second]: [], [COMMENTS]: [] };
  await comment(github());
  assert.deepEqual(
    writes.map((line) => line.split(" ")[1]),
    [second, COMMENTS],
  );
});

test("the comments are read once, however many reports there are", async () => {
  writeFileSync(path.join(OUT, "other.md"), "safe");
  answers = { [PULLS]: [PULL], [COMMENTS]: [] };
  await comment(github());
  assert.equal(reads.filter((read) => read.startsWith(COMMENTS)).length, 1);
  assert.equal(writes.length, 2);
});

test("a report of nothing starts no comment, and edits one that is there", async () => {
  const nothing = `${MARKER}\n## Stack \`prod\`: **nothing** – a run changes nothing.\n`;
  writeFileSync(path.join(OUT, "prod.md"), nothing);
  answers = { [PULLS]: [PULL], [COMMENTS]: [] };
  await comment(github());
  assert.deepEqual(writes, []);
  answers = { [PULLS]: [PULL], [COMMENTS]: [{ id: 2, body: `${MARKER}\nsafe`, user: BOT }] };
  await comment(github());
  assert.match(writes.join(), /^PATCH /);
});

test("nothing is posted where the branch has a newer commit", async () => {
  answers = { [PULLS]: [{ number: 7, head: { sha: "newer" } }] };
  assert.equal(await comment(github()), 0);
  assert.deepEqual(writes, []);
});

test("a note of GitLab is edited where the token's own account wrote it", async () => {
  const notes = "/projects/5/merge_requests/9/notes";
  answers = {
    "/user": { id: 3 },
    [notes]: [
      { id: 1, body: MARKER, author: { id: 4 } },
      { id: 2, body: MARKER, author: { id: 3 } },
    ],
  };
  const job = { CI_API_V4_URL: url, CI_PROJECT_ID: "5", CI_MERGE_REQUEST_IID: "9" };
  await comment({ OUT, GITLAB_CI: "true", GITLAB_TOKEN: "token", CI_COMMIT_SHA: "abc", ...job });
  assert.deepEqual(writes, [`PUT ${notes}/2 ${JSON.stringify({ body: POSTED })}`]);
});

test("a variable that is missing is named", async () => {
  await assert.rejects(comment({ ...github(), GITHUB_TOKEN: "" }), /GITHUB_TOKEN is not set/);
});

test("a refusal says what was asked and never the token", async () => {
  await assert.rejects(comment(github()), (error: Error) => {
    assert.match(error.message, /HTTP 404: Not Found/);
    assert.doesNotMatch(error.message, /token/);
    return true;
  });
});

test("a forge that does not answer is named", async () => {
  const gone = { ...github(), GITHUB_API_URL: "http://127.0.0.1:1" };
  await assert.rejects(comment(gone), /GET \/repos.* http:\/\/127\.0\.0\.1:1 .*GITHUB_API_URL/);
});

test("drift opens an issue, and what is gone closes it by its number", async () => {
  const issues = "/repos/someone/bkpaas/issues";
  writeFileSync(path.join(OUT, "prod.txt"), "grant is missing\n");
  answers = { [issues]: [] };
  await driftIssue(github());
  assert.match(writes[0] ?? "", /^POST .*grant is missing/);
  writes = [];
  writeFileSync(path.join(OUT, "prod.txt"), "\n");
  answers = { [issues]: [{ id: 999, number: 12, body: "<!-- bkpaas-drift prod -->\n", user: BOT }] };
  await driftIssue(github());
  assert.deepEqual(writes, [`PATCH ${issues}/12 {"state":"closed"}`]);
});

test("what drifted is told as it is: nothing is put between, and however odd, it fits", async () => {
  const issues = "/repos/someone/bkpaas/issues";
  writeFileSync(path.join(OUT, "prod.txt"), `grant of @name \u001b${"\u001b".repeat(60_000)}`);
  answers = { [issues]: [] };
  await driftIssue(github());
  const { body } = JSON.parse((writes[0] ?? "").slice(`POST ${issues} `.length)) as { body: string };
  assert.ok(body.length <= 65_536);
  assert.match(body, /```text\ngrant of @name \\u\{1b\}/);
  assert.match(body, /\n```\n\n\n… cut here: .*\n$/);
});

test("of a stranger's files only those are taken that are named like a stack", () => {
  for (const name of ["../up.md", "A b.md", "prod.full.md", "-->.md", `${"x".repeat(101)}.md`]) {
    writeFileSync(path.join(OUT, path.basename(name.replaceAll("/", "_"))), "");
  }
  symlinkSync("/etc/hostname", path.join(OUT, "link.md"));
  mkdirSync(path.join(OUT, "folder.md"));
  assert.deepEqual(
    textsIn(OUT, ".md").map(({ stack }) => stack),
    ["prod"],
  );
});

test("a stranger's text notifies nobody and fits, however long it is", () => {
  writeFileSync(path.join(OUT, "prod.md"), `@everyone image a@sha256:1 ${"x".repeat(400_000)}`);
  const [{ text: posted } = { text: "" }] = textsIn(OUT, ".md");
  const shown = harmless(posted);
  assert.ok(shown.length <= 65_000);
  assert.ok(shown.startsWith("@\u200beveryone image a@sha256:1"));
});

test("what nobody is called by stays as it is: a digest, an address, an account of a database", () => {
  for (const text of ["a@sha256:1", "amqp://user@host", "'paas'@'%'", "&#640;", "&#x400;", "a @ b"]) {
    assert.equal(harmless(text), text);
  }
});

/** Ways to write a name that a forge would notify. */
const CALLS = [
  "@name",
  "@0name",
  "x/@name",
  "(@name",
  "&#64;name",
  "&#x40;name",
  "&#0064;name",
  "&commat;name",
  "_@name_",
  "@&#110;ame",
  "<p>&#64name</p>",
  "<p>&#x40name</p>",
  "<p>&nbsp@name</p>",
];

for (const call of CALLS) {
  test(`${call} notifies nobody`, () => {
    // What a forge makes of it: entities are read before names are looked for.
    const read = harmless(call).replace(/&(#0*64|#x0*40|commat);?/i, "@");
    assert.match(read, /@\u200b/);
  });
}

test("a text is never cut inside a character", () => {
  const shown = harmless(`a${"\u{1f600}".repeat(40_000)}`);
  assert.ok(shown.length <= 65_000);
  assert.ok(shown.isWellFormed());
});
