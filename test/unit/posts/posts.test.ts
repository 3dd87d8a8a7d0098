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
import { textsIn } from "../../../sandbox/posts/texts.ts";

const dir = mkdtempSync(path.join(os.tmpdir(), "bkpaas-posts-"));
const OUT = path.join(dir, "out");
const MARKER = "<!-- bkpaas-report prod -->";

/** What the forge answers to a GET, by the beginning of the path; and what was written to it. */
let answers: Record<string, unknown> = {};
let writes: string[] = [];

const forge = http.createServer((request, response) => {
  void (async () => {
    const { method = "", url = "" } = request;
    const body = await text(request);
    if (method !== "GET") writes.push(`${method} ${url} ${body}`);
    const [, answer] = Object.entries(answers).find(([start]) => url.startsWith(start)) ?? [];
    response.writeHead(method === "GET" && answer === undefined ? 404 : 200);
    response.end(JSON.stringify(answer ?? {}));
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

test("a first report is added to the pull request of the commit", async () => {
  answers = { [PULLS]: [{ number: 6, head: { sha: "old" } }, PULL], [COMMENTS]: [] };
  assert.equal(await comment(github()), 0);
  assert.deepEqual(writes, [`POST ${COMMENTS} ${JSON.stringify({ body: `${MARKER}\nrestarts\n` })}`]);
});

test("a later report edits our comment and never somebody else's with the same marker", async () => {
  const foreign = { id: 1, body: MARKER, user: { type: "User" } };
  answers = { [PULLS]: [PULL], [COMMENTS]: [foreign, { id: 2, body: `${MARKER}\nsafe`, user: BOT }] };
  await comment(github());
  assert.equal(writes.length, 1);
  assert.match(writes[0] ?? "", /^PATCH \/repos\/someone\/bkpaas\/issues\/comments\/2 /);
});

test("the same report is not posted again", async () => {
  answers = { [PULLS]: [PULL], [COMMENTS]: [{ id: 2, body: `${MARKER}\nrestarts\n`, user: BOT }] };
  await comment(github());
  assert.deepEqual(writes, []);
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
  await comment({ OUT, GITLAB_CI: "true", GITLAB_TOKEN: "token", ...job });
  assert.deepEqual(writes, [`PUT ${notes}/2 ${JSON.stringify({ body: `${MARKER}\nrestarts\n` })}`]);
});

test("a variable that is missing is named", async () => {
  await assert.rejects(comment({ ...github(), GITHUB_TOKEN: "" }), /GITHUB_TOKEN is not set/);
});

test("a refusal says what was asked and never the token", async () => {
  await assert.rejects(comment(github()), (error: Error) => {
    assert.match(error.message, /HTTP 404/);
    assert.doesNotMatch(error.message, /token/);
    return true;
  });
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

test("of a stranger's files only those are taken that are named like a stack", () => {
  for (const name of ["../up.md", "A b.md", "prod.full.md", "-->.md", `${"x".repeat(41)}.md`]) {
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
  assert.ok(posted.length <= 65_000);
  assert.ok(posted.startsWith("@\u200beveryone image a@sha256:1"));
});
