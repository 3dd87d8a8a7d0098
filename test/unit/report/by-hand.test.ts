import assert from "node:assert/strict";
import { test } from "node:test";
import { byHand } from "../../../report/judgement/by-hand.ts";
import type { LeafChange, ResourceChange } from "../../../report/model.ts";
import { change } from "./manifests.ts";
import { reportWith } from "./reports.ts";

const DATABASE = "bkpaas:storage:MySQL$mysql:index/database:Database::mysql-svcMysql";
const BKPAAS3 = "bkpaas:platform:Bkpaas3$kubernetes:helm.sh/v3:Release::bkpaas3-release";

function steps(parts: Parameters<typeof reportWith>[0]): string[] {
  return byHand(reportWith(parts));
}

function plain(path: string, old?: string, after?: string): LeafChange {
  return {
    path,
    ...(old !== undefined && { old: { kind: "plain", text: old } }),
    ...(after !== undefined && { new: { kind: "plain", text: after } }),
  };
}

function leaving(effect: "delete" | "forget", options: { protect?: boolean }): ResourceChange {
  const { old, ...rest } = change(DATABASE, effect, { old: { name: "svc_mysql" } });
  return { ...rest, ...(old && { old: { ...old, ...options, retainOnDelete: effect === "forget" } }) };
}

test("nothing is left to anybody where nothing changes", () => {
  assert.deepEqual(steps({}), []);
});

test("a database that is deleted is backed up, one that is protected stops the run first", () => {
  const found = steps({ changes: [leaving("delete", { protect: true })] });
  assert.match(found[0] ?? "", /^The run stops at mysql-svcMysql, .*pulumi state unprotect --stack prod/);
  assert.equal(found[1], "Take a backup of the database svc_mysql: it is removed.");
});

test("the engine replaces what the program no longer protects", () => {
  const sides = { old: { name: "a" }, new: { name: "b" } };
  const replaced = (isProtected: boolean): ResourceChange => {
    const { old, new: now, ...rest } = change(DATABASE, "replace", sides);
    return {
      ...rest,
      ...(old && { old: { ...old, protect: true } }),
      ...(now && { new: { ...now, protect: isProtected } }),
    };
  };
  assert.match(steps({ changes: [replaced(true)] })[0] ?? "", /^The run stops at mysql-svcMysql/);
  assert.deepEqual(steps({ changes: [replaced(false)] }), [
    "Take a backup of the database a: it is removed.",
  ]);
});

test("a database that only leaves the stack is somebody's to look after", () => {
  const found = steps({ changes: [leaving("forget", {})] });
  assert.deepEqual(found, [
    "The database svc_mysql stays where it is: move its data or remove it there, nobody else will.",
  ]);
});

test("what is another's is nobody's to move or remove here", () => {
  const id = "bkpaas:bkrepo:Accounts$bkpaas:bkrepo:Project::bkrepo-project-platform";
  const forgotten = (ownership: string) =>
    change(id, "forget", { old: { name: "bkpaas", ownership, project: "bkpaas" } });
  assert.equal(steps({ changes: [forgotten("take")] }).length, 1);
  assert.deepEqual(steps({ changes: [forgotten("read")] }), []);
});

test("statements for an administrator come before the run; a Job's are nobody's work", () => {
  const statements = ["CREATE DATABASE `x`"];
  const found = steps({
    sql: [
      { server: "addons", by: "person", statements },
      { server: "platform", by: "job", statements },
      { server: "openPaas", by: "person", statements: ["-- stays"] },
    ],
  });
  assert.equal(found.length, 1);
  assert.match(found[0] ?? "", /MySQL server addons .* `make sql STACK=prod`/);
});

test("statements for an administrator that are others are run again where none of them is told", () => {
  const path = "mysql.sql.platform";
  const outputs: LeafChange[] = [{ path, old: { kind: "secret" }, new: { kind: "secret" } }];
  const [step, ...more] = steps({ outputs });
  assert.match(step ?? "", /MySQL server platform runs its statements again.* `make sql STACK=prod`/);
  assert.deepEqual(more, []);
  const sql = [{ server: "platform", by: "person", statements: ["-- no longer asked for: x"] } as const];
  assert.deepEqual(steps({ outputs, sql }), []);
  assert.deepEqual(steps({ outputs: [{ path, old: { kind: "secret" } }] }), []);
});

test("a key that changes names who holds it and what to do elsewhere", () => {
  const [step] = steps({ outputs: [plain("fingerprints.privateToken", "0a", "0b")] });
  assert.match(step ?? "", /bk-apigateway: keys\.paasPrivateToken\. Put the new value into/);
});

test("a key that never changes stops everything, before all else", () => {
  const found = steps({
    outputs: [plain("fingerprints.encryption", "0a", "0b")],
    findings: [{ rule: "irreplaceable", subject: "x", message: "y" }],
  });
  assert.match(found[0] ?? "", /^Stop: key encryption .*credentials of applications/);
});

test("a key that is new or gone is not one that changes", () => {
  assert.deepEqual(
    steps({ outputs: [plain("fingerprints.jwt", undefined, "0b"), plain("fingerprints.appSecret", "0a")] }),
    [],
  );
});

test("images that no pod had before are to be mirrored", () => {
  const images = [
    { container: "a", old: "x:1", new: "x:2" },
    { container: "b", old: "y:1", new: "x:1" },
  ];
  const object = { kind: "Deployment", namespace: "n", name: "d", effect: "update", diff: "" } as const;
  const [step] = steps({ objects: [{ ...object, restarts: true, images }] });
  assert.match(step ?? "", /bring `x:2` there: `make images STACK=prod CHECK=1`/);
});

test("each broken rule is mended once", () => {
  const finding = { rule: "image-tag", message: "m" };
  assert.deepEqual(
    steps({
      findings: [
        { ...finding, subject: "a" },
        { ...finding, subject: "b" },
      ],
    }),
    ["Mend what breaks the rule image-tag: until then `make up` refuses."],
  );
});

test("lines of nextSteps are those that were not there before, in their order", () => {
  const outputs = [
    plain("nextSteps[10]", undefined, "eleventh"),
    plain("nextSteps[2]", "c", "new"),
    plain("nextSteps[3]", "d", "c"),
  ];
  assert.deepEqual(steps({ outputs }), ["new", "eleventh"]);
});

test("a release whose objects were not compared is read by a person", () => {
  const release = { id: BKPAAS3, name: "bk-paas", notRendered: "no chart", objects: [], kept: [], hooks: [] };
  assert.deepEqual(steps({ releases: [release] }), [
    "Read the values of release bk-paas below: its objects were not compared.",
  ]);
});

test("pods that know only what was before are started anew, those that know the same together", () => {
  const web = { kind: "Deployment", namespace: "blueking", name: "web", sources: ["Secret/blueking/keys"] };
  const kept = [web, { ...web, name: "worker" }, { ...web, kind: "StatefulSet", name: "db", sources: [] }];
  const release = { id: BKPAAS3, name: "bk-paas", objects: [], kept, hooks: [] };
  assert.deepEqual(steps({ releases: [release] }), [
    "After the run start the pods of Deployment web, Deployment worker anew, which read Secret keys only when they start: `kubectl --namespace blueking rollout restart deployment/web deployment/worker`",
    "After the run delete the pods of StatefulSet db in blueking one by one: by the strategy OnDelete they stay as they are until then.",
  ]);
});

test("a step of chart bkpaas3 brings what BlueKing's guide asks for, before and after it", () => {
  const upgrade = change(BKPAAS3, "update", { old: { version: "1.1.1-beta.2" }, new: { version: "1.4.0" } });
  const found = steps({ changes: [upgrade] });
  assert.match(found[0] ?? "", /^Take a backup of every database/);
  assert.match(found.at(-1) ?? "", /reset_ins_config/);
});

test("a preview that failed is mended first", () => {
  assert.match(steps({ errors: ["no"] })[0] ?? "", /^Mend what made the preview fail/);
});
