import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { copyCheckout } from "../../support/checkout-copy.ts";
import { edit } from "../../support/prepared-graphs.ts";
import { BIN } from "../support/checkout.ts";
import { type Run, execute } from "../support/execute.ts";

/** All that the report of a stranger's branch is given. */
const ENVIRONMENT = ["-i", `PATH=${process.env.PATH ?? ""}`, `HOME=${os.homedir()}`];

const REPORT = ["make", "-s", "report", "STACK=dev", "BASE=HEAD"];

/** Run a command without any network: as root, or as somebody who is root in a namespace of one's own. */
const WAYS = [
  ["unshare", "--net", "--"],
  ["unshare", "--user", "--map-root-user", "--net", "--"],
];

describe("a report with PATH and HOME alone", () => {
  let dir: string;

  const run = (...command: string[]): Promise<Run> => {
    const [program = "", ...args] = command;
    return execute(program, args, { cwd: dir });
  };

  before(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-report-"));
    await copyCheckout(dir);
    fs.mkdirSync(path.join(dir, ".sandbox"));
    fs.symlinkSync(BIN, path.join(dir, ".sandbox", "bin"));
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.test"];
    await run("git", "init", "--quiet");
    await run("git", "add", "--all");
    const committed = await run("git", ...identity, "commit", "--quiet", "--message=base");
    assert.equal(committed.code, 0, committed.stderr);
    edit(dir, [
      {
        file: "test/golden/dev.json",
        from: '"repository": "hub.bktencent.com/blueking/paas3-webfe",\n              "tag": "0.1.3"',
        to: '"repository": "hub.bktencent.com/blueking/paas3-webfe",\n              "tag": "0.1.4"',
      },
    ]);
  });

  after(() => {
    fs.rmSync(dir, { recursive: true });
  });

  it("tells the manifests that change, in the same bytes every time, with a network and without", async (t) => {
    const online = await run("env", ...ENVIRONMENT, ...REPORT);
    assert.equal(online.code, 0, online.stderr);
    assert.match(online.stdout, /\*\*restarts\*\*/);
    assert.match(online.stdout, /^-\s+image: hub\.bktencent\.com\/blueking\/paas3-webfe:0\.1\.3$/m);
    assert.match(online.stdout, /Deployment paas-system\/bkpaas3-webfe-web.*pods restart/);
    const tried = await Promise.all(
      WAYS.map(async (way) => ({ way, code: (await run(...way, "true")).code })),
    );
    const alone = tried.find(({ code }) => code === 0)?.way;
    if (!alone) {
      t.skip("this machine lets nobody take a process off the network");
      return;
    }
    const offline = await run(...alone, "env", ...ENVIRONMENT, ...REPORT);
    assert.equal(offline.code, 0, offline.stderr);
    assert.equal(offline.stdout, online.stdout);
  });
});
