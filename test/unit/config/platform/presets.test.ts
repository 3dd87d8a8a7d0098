import assert from "node:assert/strict";
import { test } from "node:test";
import { type ProcessKind, presetNames, presetOf, presets } from "../../../../config/platform/presets.ts";

/** Cores of a Kubernetes quantity such as `500m` or `2`. */
function cores(quantity: string): number {
  const [, amount, unit] = /^(\d+)(m?)$/.exec(quantity) ?? [];
  assert.ok(amount, quantity);
  return Number(amount) / (unit === "m" ? 1000 : 1);
}

/** MiB of a Kubernetes quantity such as `512Mi` or `2Gi`. */
function mebibytes(quantity: string): number {
  const [, amount, unit] = /^(\d+)([MG])i$/.exec(quantity) ?? [];
  assert.ok(amount, quantity);
  return Number(amount) * (unit === "G" ? 1024 : 1);
}

/** What chart bkpaas3 0.1.3 lets processes have at most: its apiserver, celery, svc-* and init-data. */
const LIMITS_OF_BKPAAS3: Readonly<Partial<Record<ProcessKind, { cpu: string; memory: string }>>> = {
  web: { cpu: "1", memory: "4Gi" },
  worker: { cpu: "1", memory: "2Gi" },
  addon: { cpu: "500m", memory: "768Mi" },
  job: { cpu: "2", memory: "8Gi" },
};

for (const name of presetNames) {
  const shares = Object.entries(presets[name].shares);

  test(`preset ${name} asks for no more than it allows`, () => {
    for (const [kind, { resources }] of shares) {
      const { requests, limits } = resources;
      assert.ok(cores(requests.cpu) <= cores(limits.cpu), kind);
      assert.ok(mebibytes(requests.memory) <= mebibytes(limits.memory), kind);
    }
  });

  test(`preset ${name} allows no process less than BlueKing's own chart`, () => {
    for (const [kind, { cpu, memory }] of Object.entries(LIMITS_OF_BKPAAS3)) {
      const { limits } = presets[name].shares[kind as ProcessKind].resources;
      assert.ok(cores(limits.cpu) >= cores(cpu), kind);
      assert.ok(mebibytes(limits.memory) >= mebibytes(memory), kind);
    }
  });

  test(`preset ${name} gives a Job one pod, whatever replicas are configured`, () => {
    assert.equal(presetOf(name).shares.job.replicas, 1);
    assert.equal(presetOf(name, 5).shares.job.replicas, 1);
  });
}

test("each preset asks for at least as much as the one before", () => {
  for (const kind of ["web", "worker", "page", "addon", "job"] as const) {
    const asked = presetNames.map((name) => presets[name].shares[kind]);
    for (const [index, { replicas, resources }] of asked.entries()) {
      const before = asked[index - 1];
      if (!before) continue;
      assert.ok(replicas >= before.replicas);
      assert.ok(cores(resources.requests.cpu) >= cores(before.resources.requests.cpu));
      assert.ok(mebibytes(resources.requests.memory) >= mebibytes(before.resources.requests.memory));
    }
  }
});

test("production spreads its pods and has two of whatever serves", () => {
  const { spread, shares } = presets.production;
  assert.equal(spread, true);
  for (const kind of ["web", "worker", "page", "addon"] as const) assert.ok(shares[kind].replicas >= 2, kind);
});

test("configured replicas take the place of the preset's, and nothing else does", () => {
  const { spread, shares } = presetOf("production", 5);
  assert.equal(spread, true);
  for (const kind of ["web", "worker", "page", "addon"] as const) {
    assert.deepEqual(shares[kind], { ...presets.production.shares[kind], replicas: 5 });
  }
});
