import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { PICTURES, draw, picturesOf } from "../../sandbox/commands/picture.ts";
import { environments } from "./environments.ts";

const HINT = "Run `make golden`, or `make picture` where the graphs are right.";
const names = Object.keys(environments);

/** Pictures of environments that are gone. */
function others(): string[] {
  return readdirSync(PICTURES).filter((file) => !names.includes(file.slice(0, file.indexOf("."))));
}

// It runs after `golden.test.ts`, which has recorded the graphs or compared them.
if (process.env.GOLDEN === "update") {
  for (const name of names) await draw(name);
  for (const file of others()) rmSync(path.join(PICTURES, file));
}

for (const name of names) {
  test(`the pictures of ${name} are those of its recorded graph`, async () => {
    for (const [file, text] of Object.entries(await picturesOf(name))) {
      const committed = path.join(PICTURES, file);
      assert.ok(existsSync(committed), `${file} is missing. ${HINT}`);
      assert.ok(readFileSync(committed, "utf8") === text, `${file} is not up to date. ${HINT}`);
    }
  });
}

test("there is no picture of an environment that is gone", () => {
  assert.deepEqual(others(), [], HINT);
});
