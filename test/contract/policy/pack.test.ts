// The policy pack, run by the real CLI over objects that are previewed against a real API server.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { RecordedChart } from "../support/chart.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { TestCluster } from "../support/cluster.ts";
import type { Run } from "../support/execute.ts";
import { Workspace } from "../support/workspace.ts";
import { IN_USE, someKey } from "./ledger-key.ts";

const PACK = path.join(CHECKOUT, "policy");

let cluster: TestCluster;
let workspace: Workspace;

before(async () => {
  cluster = await TestCluster.start();
  workspace = await Workspace.create({
    program: path.join(import.meta.dirname, "program"),
    plugins: ["random", "kubernetes"],
  });
  if (workspace.missing !== undefined) return;
  await RecordedChart.in(workspace.dir);
  await workspace.config({ ...someKey(), inUse: IN_USE });
  const up = await workspace.up();
  assert.equal(up.code, 0, up.stdout + up.stderr);
  await workspace.config({ objects: "true", kubeconfig: cluster.kubeconfig });
});

after(async () => {
  await workspace.remove();
  await cluster.stop();
});

/** Previews the program with one rule broken, or none. */
async function preview(breaks: string, planted = ""): Promise<Run> {
  await workspace.config({ breaks, planted });
  return workspace.run("preview", "--policy-pack", PACK);
}

function assertRefused({ code, stdout, stderr }: Run, rule: string, resource: RegExp, value: string): void {
  const printed = stdout + stderr;
  assert.notEqual(code, 0, printed);
  assert.match(printed, new RegExp(`\\[mandatory\\] +${rule} +`));
  assert.match(printed, resource);
  assert.ok(!printed.includes(value), "no value is printed");
}

describe("the policy pack", () => {
  const claim = (name: string, body: () => Promise<void>): void => {
    it(name, async (test) => {
      if (workspace.missing === undefined) await body();
      else test.skip(workspace.missing);
    });
  };

  claim("passes a program that keeps every rule", async () => {
    const { code, stdout, stderr } = await preview("");
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /✅ bkpaas@v/);
  });

  claim("refuses an image without a version", async () => {
    assertRefused(await preview("image-tag"), "image-tag", /Deployment: web/, "sample:latest");
  });

  claim("refuses a published default in a Secret", async () => {
    const planted = "your-client-key";
    assertRefused(
      await preview("published-default", planted),
      "published-default",
      /Secret: secret/,
      planted,
    );
  });

  claim("refuses a secret among Helm values", async () => {
    const planted = "Kx7planted9Qw2";
    assertRefused(
      await preview("plaintext-secret", planted),
      "plaintext-secret",
      /Release: release/,
      planted,
    );
  });

  claim("refuses a kept key inside a ConfigMap, in base64 too", async () => {
    assertRefused(await preview("generated-secret"), "generated-secret", /ConfigMap: settings/, IN_USE);
  });

  claim("accepts a published key that is kept as the one in use, for it came with its data", async () => {
    const planted = "your-client-key";
    await workspace.config({ adopted: planted });
    const { code, stdout, stderr } = await preview("published-default", planted);
    await workspace.config({ adopted: undefined });
    assert.equal(code, 0, stdout + stderr);
  });
});
