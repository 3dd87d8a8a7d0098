import assert from "node:assert/strict";
import { test } from "node:test";
import { symptomOf, symptoms } from "../../../diagnosis/symptoms.ts";
import { failedJob, finding } from "./findings.ts";
import { samples } from "./samples.ts";

test("every known failure has an id of its own, and a sample", () => {
  const ids = symptoms.map(({ id }) => id);
  assert.deepEqual([...new Set(ids)], ids);
  assert.deepEqual(Object.keys(samples).sort(), [...ids].sort());
});

for (const [id, findings] of Object.entries(samples)) {
  test(`${id} is recognised`, () => {
    for (const sample of findings) assert.equal(symptomOf(sample)?.id, id, JSON.stringify(sample));
  });
}

test("every known failure says what it means and what to do in both languages, and where that is from", () => {
  for (const { id, means, remedy, source } of symptoms) {
    for (const { en, zh } of [means, remedy]) {
      assert.match(en, /^[^\p{Script=Han}]+\.$/u, id);
      assert.match(zh, /\p{Script=Han}.*。$/u, id);
    }
    assert.ok(source.length > 0, id);
  }
});

test("what is not known has no remedy", () => {
  assert.equal(symptomOf(finding({ reasons: ["Whatever"], log: ["all is well"] })), undefined);
});

test("a cause counts before what it leads to", () => {
  const job = failedJob("bkpaas3-apiserver-migrate-db", "migrate", "Access denied for user 'bk_paas3'@'%'");
  assert.equal(symptomOf(job)?.id, "mysql-denied");
  assert.equal(symptomOf({ ...job, log: [] })?.id, "migration");
});
