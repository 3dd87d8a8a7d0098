// How the time of a preview grows with the number of application clusters: entries in turn on two API servers, that of the
// platform and another one. Told as a ratio: one more cluster over the preview without any.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { Clone } from "../test/e2e/support/clone.ts";
import { Stack, onServersOf } from "../test/e2e/support/stack.ts";
import { SecondCluster } from "../test/support/second-cluster.ts";

// The program's configuration is one variable of its environment, for which Linux has room for about twenty kubeconfigs.
const COUNTS = [0, 10, 20];
const ROUNDS = 2;
const RESULT = path.join(import.meta.dirname, "results", "application-clusters.json");

const [clone, second] = await Promise.all([Clone.withServers(), SecondCluster.start()]);
try {
  const kubeconfigs = [readFileSync(clone.sandbox("kubeconfig"), "utf8"), second.kubeconfig];
  const [config, secrets] = onServersOf(clone, { "bkpaas:domain": "clusters.example.test" });
  const stack = await Stack.create(clone, "clusters", config, secrets);
  const rows = [];
  for (const count of COUNTS) {
    const file = path.join(clone.dir, "clusters.json");
    writeFileSync(file, sectionOf(count, kubeconfigs), { mode: 0o600 });
    await stack.pulumi(`config set --secret appClusters < '${file}'`);
    rmSync(file);
    const runs = [];
    for (let round = 0; round < ROUNDS; round++) runs.push(await seconds(stack));
    rows.push({ count, seconds: median(runs) });
    console.log(`${count} application clusters: ${median(runs).toFixed(1)} s`);
  }
  const [without] = rows;
  const most = rows.at(-1);
  if (without === undefined || most === undefined) throw new Error("nothing was measured");
  const added = (most.seconds - without.seconds) / most.count;
  const result = {
    what: "time of one preview with entries of mode kubeconfig, in turn on two API servers, by the CLI itself",
    rounds: ROUNDS,
    timeOfOneMoreClusterOverPreviewWithout: ratio(added, without.seconds),
    timeOfPreviewOverPreviewWithout: Object.fromEntries(
      rows.map((row) => [row.count, ratio(row.seconds, without.seconds)]),
    ),
  };
  writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result));
} finally {
  await Promise.all([clone.remove(), second.stop()]);
}

/** Section `appClusters` with so many entries. */
function sectionOf(count: number, kubeconfigs: readonly string[]): string {
  const entries = Array.from({ length: count }, (_, index) => [
    `cluster-${index}`,
    {
      mode: "kubeconfig",
      kubeconfig: kubeconfigs[index % kubeconfigs.length],
      subPathDomain: `apps-${index}.example.test`,
      namespace: `paas-${index}`,
    },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

async function seconds(stack: Stack): Promise<number> {
  const began = performance.now();
  await stack.pulumi("preview");
  return (performance.now() - began) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function ratio(part: number, whole: number): number {
  return Number((part / whole).toFixed(3));
}
