import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { uploadSteps } from "../../../components/uploads/steps.ts";
import type { Settings } from "../../../config/schema.ts";
import { runtimesPresent } from "../../../preflight/runtimes.ts";
import { runtimesReport } from "../../../sandbox/commands/upload.ts";
import { TestBkrepo } from "../../support/bkrepo.ts";
import { settingsWith } from "../../support/configuration.ts";

/** What builds of Node.js read first: by platforms of 2022, and by later ones. */
const FILES = ["runtimes/heroku-18/vendor/common/v7/stdlib.sh", "common/buildpack-stdlib/v7/stdlib.sh"];
const REPOSITORY = "bkpaas3-platform-assets";

let bkrepo: TestBkrepo;

before(async () => {
  bkrepo = await TestBkrepo.start();
  await bkrepo.ask("POST", "repository/api/project/create", {
    body: { name: "bkpaas", displayName: "bkpaas", description: "" },
  });
});

after(async () => {
  await bkrepo.stop();
});

function settings(): Settings {
  const { userId: user, password } = bkrepo.admin;
  return settingsWith({ bkrepo: { endpoint: bkrepo.endpoint, admin: { user, password } } });
}

async function makeRepository(isPublic: boolean): Promise<void> {
  await bkrepo.ask("DELETE", `repository/api/repo/delete/bkpaas/${REPOSITORY}?forced=true`);
  const made = await bkrepo.ask("POST", "repository/api/repo/create", {
    body: { projectId: "bkpaas", name: REPOSITORY, type: "GENERIC", public: isPublic },
  });
  assert.equal(made.status, 200, made.message ?? "");
}

async function put(file: string): Promise<void> {
  const { status } = await bkrepo.ask("PUT", `generic/bkpaas/${REPOSITORY}/${file}`, {
    body: "#!/bin/bash\n",
  });
  assert.equal(status, 200);
}

/** What a person is told: by the program among the next steps, and by `make upload`. */
async function told(): Promise<string> {
  const { uploads } = settings();
  const steps = uploadSteps(uploads, await runtimesPresent(settings()));
  return [...steps, await runtimesReport(settings())].join("\n");
}

test("a bkrepo without runtimes is said to miss them, with the command that brings them", async () => {
  assert.equal(await runtimesPresent(settings()), "missing");
  await makeRepository(true);
  assert.equal(await runtimesPresent(settings()), "missing");
  const text = await told();
  assert.match(
    text,
    /The language runtimes are missing in bkrepo, so that no application can be built: make upload WHAT=runtimes/,
  );
  assert.match(text, /make upload WHAT=runtimes VENDOR=<dir>/);
});

for (const file of FILES) {
  test(`with ${file} the runtimes are said to be there`, async () => {
    await makeRepository(true);
    await put(file);
    assert.equal(await runtimesPresent(settings()), "there");
    const text = await told();
    assert.match(text, /bkrepo has the language runtimes/);
    assert.doesNotMatch(text, /missing/);
  });
}

test("a file that only accounts may read is none for builds", async () => {
  await makeRepository(false);
  for (const file of FILES) await put(file);
  assert.equal(await runtimesPresent(settings()), "missing");
});

test("files of another stack are none of this one", async () => {
  await makeRepository(true);
  await put("runtimes/heroku-24/vendor/common/v7/stdlib.sh");
  assert.equal(await runtimesPresent(settings()), "missing");
});

test("nothing is said of a bkrepo that does not answer", async () => {
  await bkrepo.down();
  assert.equal(await runtimesPresent(settings()), "unknown");
  assert.match(await runtimesReport(settings()), /Nobody knows whether bkrepo has the language runtimes/);
  await bkrepo.up();
});

test("nothing is said by a gateway without its services", async () => {
  bkrepo.faults.add({ kind: "status-503", matching: "GET /generic/", times: 2 });
  assert.equal(await runtimesPresent(settings()), "unknown");
});
