import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { removeTornAttributes } from "../../../sandbox/stack/torn-attributes.ts";

test("attributes that a kill left half-written are removed, and nothing else", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-attributes-"));
  try {
    fs.mkdirSync(path.join(folder, "bkpaas"));
    const files = {
      "bkpaas/dev.json": "",
      "bkpaas/dev.json.attrs": "",
      "bkpaas/prod.json.attrs": '{"user.cache_control":"","user.content_ty',
      "bkpaas/sound.json.attrs": '{"user.cache_control":""}',
    };
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    const removed = removeTornAttributes(folder).map((file) => path.relative(folder, file));
    assert.deepEqual(removed.sort(), ["bkpaas/dev.json.attrs", "bkpaas/prod.json.attrs"]);
    assert.deepEqual(fs.readdirSync(path.join(folder, "bkpaas")).sort(), ["dev.json", "sound.json.attrs"]);
    assert.deepEqual(removeTornAttributes(path.join(folder, "nowhere")), []);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
