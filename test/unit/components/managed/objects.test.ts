import assert from "node:assert/strict";
import { test } from "node:test";
import { managedHost } from "../../../../components/storage/managed/host.ts";
import {
  budgetSpec,
  claimNames,
  claimSpec,
  headlessSpec,
  labelsOf,
  serviceSpec,
  statefulSetSpec,
} from "../../../../components/storage/managed/objects.ts";
import { selectorOf } from "../../../../components/storage/managed/pod.ts";
import { cases } from "./specs.ts";

for (const { title, name, spec } of cases) {
  const statefulSet = statefulSetSpec(name, spec, {}, { "checksum/configuration": "c" });
  const selector = selectorOf(name, spec);

  test(`one selector everywhere, and the pods bear it: ${title}`, () => {
    assert.deepEqual(statefulSet.selector, { matchLabels: selector });
    assert.deepEqual(budgetSpec(name, spec), { maxUnavailable: 1, selector: { matchLabels: selector } });
    assert.deepEqual(serviceSpec(name, spec).selector, selector);
    assert.deepEqual(labelsOf(name, spec), {
      ...selector,
      "app.kubernetes.io/part-of": "bkpaas3",
      "app.kubernetes.io/managed-by": "Pulumi",
    });
  });

  test(`nodes of a cluster start together: ${title}`, () => {
    const { podManagementPolicy, serviceName } = statefulSet;
    assert.deepEqual(
      { podManagementPolicy, serviceName },
      {
        podManagementPolicy: spec.nodes > 1 ? "Parallel" : "OrderedReady",
        serviceName: `bkpaas-${name}-headless`,
      },
    );
  });

  test(`the StatefulSet takes the claims that are made for it: ${title}`, () => {
    const pods = Array.from({ length: spec.nodes }, (_, ordinal) => `data-bkpaas-${name}-${ordinal}`);
    assert.deepEqual(claimNames(name, spec), pods);
    assert.deepEqual(statefulSet.volumeClaimTemplates, [
      { metadata: { name: "data" }, spec: claimSpec(spec, {}) },
    ]);
  });

  test(`nodes find each other before they are ready: ${title}`, () => {
    const { clusterIP, publishNotReadyAddresses } = headlessSpec(name, spec);
    assert.deepEqual(
      { clusterIP, publishNotReadyAddresses },
      { clusterIP: "None", publishNotReadyAddresses: true },
    );
  });
}

test("a volume has the size and class that were asked for, else the store's size and the cluster's class", () => {
  const [store] = cases;
  assert.ok(store);
  const accessModes = ["ReadWriteOnce"];
  assert.deepEqual(claimSpec(store.spec, { volume: "7Gi", storageClass: "ssd" }), {
    accessModes,
    resources: { requests: { storage: "7Gi" } },
    storageClassName: "ssd",
  });
  assert.deepEqual(claimSpec(store.spec, {}), {
    accessModes,
    resources: { requests: { storage: store.spec.share.volume } },
  });
});

test("clients reach a store by its Service", () => {
  assert.equal(managedHost("mysql-addons", "paas-system"), "bkpaas-mysql-addons.paas-system.svc");
});
