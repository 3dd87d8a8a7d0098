import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { chartDigest } from "../../../config/chart-digest.ts";
import type { JsonObject } from "../../../provider/protocol/value.ts";
import { releaseChanges } from "../../../report/manifests/releases.ts";
import { helmOnThisMachine } from "../../../report/manifests/render.ts";
import { at, bkServices, over, paasStack } from "../charts/installed.ts";
import { BIN, CHECKOUT } from "../support/checkout.ts";
import { execute } from "../support/execute.ts";
import { changeOf, inputs, restarted, told } from "./releases.ts";

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), "bkpaas-charts-"));
after(() => {
  rmSync(SCRATCH, { recursive: true });
});

/** A copy of our charts as the base of a comparison. */
function baseCharts(name: string): string {
  const base = path.join(SCRATCH, name);
  const options = { recursive: true, verbatimSymlinks: true };
  cpSync(path.join(CHECKOUT, "charts"), path.join(base, "charts"), options);
  return base;
}

test("an edited chart is seen although no value changed, through the library that it links", async () => {
  const base = baseCharts("edited");
  const file = path.join(base, "charts", "common", "templates", "_job.tpl");
  writeFileSync(file, readFileSync(file, "utf8").replace("backoffLimit: 3", "backoffLimit: 5"));
  const now = inputs("./charts/bk-services", bkServices);
  const found = await told(changeOf("same", now, now), { old: base, new: CHECKOUT });
  const names = found.objects.map(({ kind, name }) => `${kind} ${name}`);
  assert.ok(names.includes("CronJob bkpaas3-svc-mysql-deleting-instances"), names.join());
  for (const { kind, diff } of found.objects) {
    assert.equal(kind, "CronJob");
    assert.match(diff, /^- +backoffLimit: 5\n\+ +backoffLimit: 3$/m);
  }
});

test("a chart with the same files elsewhere is the same", async () => {
  const now = inputs("./charts/bk-services", bkServices);
  const charts = helmOnThisMachine({ old: baseCharts("same"), new: CHECKOUT });
  assert.deepEqual(await releaseChanges([changeOf("same", now, now)], charts), []);
});

test("a chart that the base has not is said to be missing", async () => {
  const base = baseCharts("missing");
  rmSync(path.join(base, "charts", "paas-stack"), { recursive: true });
  const now = inputs("./charts/paas-stack", paasStack);
  const { notRendered } = await told(changeOf("update", now, now), { old: base, new: CHECKOUT });
  assert.match(notRendered ?? "", /old program has no \.\/charts\/paas-stack/);
});

describe("a release that says which files of our chart it was installed from", () => {
  const chart = "./charts/bk-services";
  const installedFrom = (folder: string) =>
    inputs(chart, { ...bkServices, chartDigest: chartDigest(path.join(folder, chart)) });
  const edited = (name: string): string => {
    const folder = baseCharts(name);
    const file = path.join(folder, "charts", "bk-services", "values.yaml");
    writeFileSync(file, `${readFileSync(file, "utf8")}\n# edited\n`);
    return folder;
  };

  test("stays as it is where those are the program's, whatever the base has", async () => {
    const now = installedFrom(CHECKOUT);
    const charts = helmOnThisMachine({ old: edited("older"), new: CHECKOUT });
    assert.deepEqual(await releaseChanges([changeOf("same", now, now)], charts), []);
  });

  test("is compared with what is installed where that is the program's chart, not the base's", async () => {
    const now = installedFrom(CHECKOUT);
    const other = inputs(chart, { ...over(bkServices, at("svc-mysql.image.tag", "2")) });
    const found = await told(changeOf("update", now, other), { old: edited("old"), new: CHECKOUT });
    assert.equal(found.notRendered, undefined);
    assert.ok(found.objects.length > 0);
  });

  test("is not compared with a chart that it was not installed from", async () => {
    const old = installedFrom(edited("deployed"));
    const change = changeOf("update", old, installedFrom(CHECKOUT));
    const { notRendered, objects } = await told(change, { old: baseCharts("base"), new: CHECKOUT });
    assert.match(notRendered ?? "", /not .*bk-services of the base.*BASE=<commit>/);
    assert.deepEqual(objects, []);
  });
});

describe("a chart from elsewhere", () => {
  const program = path.join(SCRATCH, "program");
  const [old, now] = ["1", "2"].map((tag) => over(bkServices, at("svc-mysql.image.tag", tag)));
  const repository = { version: "0.1.0", repositoryOpts: { repo: "https://charts.example.com/blueking" } };
  const upgraded = (chart: string, more: JsonObject) =>
    told(changeOf("update", inputs(chart, old ?? {}, more), inputs(chart, now ?? {}, more)), {
      old: program,
      new: program,
    });

  before(async () => {
    // Helm packs no linked folder.
    cpSync(path.join(CHECKOUT, "charts", "bk-services"), path.join(program, "unpacked"), {
      recursive: true,
      dereference: true,
    });
    const folder = path.join(program, "unpacked");
    const packed = await execute(path.join(BIN, "helm"), ["package", folder, "--destination", program]);
    assert.equal(packed.code, 0, packed.stderr);
  });

  test("is rendered where its archive is here, by its path or beside the program", async () => {
    const { version } = repository;
    for (const [chart, more] of [
      ["./bk-services-0.1.0.tgz", { version }],
      ["bk-services", repository],
      ["oci://charts.example.com/blueking/bk-services", { version }],
    ] as const) {
      assert.deepEqual(restarted(await upgraded(chart, more)), ["bkpaas3-svc-mysql-web"], chart);
    }
  });

  test("is not rendered where it is not here, and what brings it is said", async () => {
    const { notRendered, objects } = await upgraded("bkpaas3", { ...repository, version: "0.1.3" });
    assert.deepEqual(objects, []);
    assert.match(
      notRendered ?? "",
      /^Chart bkpaas3 0\.1\.3 is not on this machine: `helm pull bkpaas3 --repo https:\/\/charts\.example\.com\/blueking --version 0\.1\.3`/,
    );
  });

  test("is never taken for another version of itself", async () => {
    const { notRendered } = await upgraded("./bk-services-0.1.0.tgz", { version: "0.2.0" });
    assert.match(notRendered ?? "", /^Chart \.\/bk-services-0\.1\.0\.tgz 0\.2\.0 is not here/);
  });
});
