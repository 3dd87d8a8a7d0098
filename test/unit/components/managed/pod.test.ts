import assert from "node:assert/strict";
import { test } from "node:test";
import type { core } from "@pulumi/kubernetes/types/input.js";
import { podSpec } from "../../../../components/storage/managed/pod.ts";
import { type Case, cases } from "./specs.ts";

/** A pod as plain values: that is what the builders make of plain values. */
interface PlainPod {
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: boolean;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly terminationGracePeriodSeconds: number;
  readonly topologySpreadConstraints?: readonly { readonly topologyKey: string }[];
  readonly nodeSelector?: unknown;
  readonly tolerations?: unknown;
  readonly containers: readonly PlainContainer[];
  readonly volumes: readonly { readonly name: string; readonly secret?: { readonly defaultMode: number } }[];
}

interface PlainContainer {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly PlainVariable[];
  readonly resources: Record<"requests" | "limits", Record<"cpu" | "memory", string>>;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
  }[];
  readonly startupProbe: PlainProbe;
  readonly readinessProbe: PlainProbe;
  readonly livenessProbe: PlainProbe;
}

interface PlainVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string; readonly key: string } };
}

interface PlainProbe {
  readonly periodSeconds: number;
  readonly failureThreshold: number;
}

const plain = (pod: core.v1.PodSpec): PlainPod => JSON.parse(JSON.stringify(pod)) as PlainPod;

function built({ name, spec }: Case): { pod: PlainPod; container: PlainContainer } {
  const pod = plain(podSpec(name, spec, {}));
  const [container] = pod.containers;
  assert.ok(container);
  return { pod, container };
}

for (const store of cases) {
  const { title, spec, secrets } = store;
  const { pod, container } = built(store);

  test(`no user, right or token more than needed: ${title}`, () => {
    const { runAsUser, fsGroup, ...context } = pod.securityContext;
    assert.ok(Number(runAsUser) > 0 && Number(fsGroup) > 0);
    assert.deepEqual(context, {
      runAsNonRoot: true,
      runAsGroup: spec.user.gid,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    });
    const { readOnlyRootFilesystem, ...rights } = container.securityContext;
    assert.deepEqual(rights, { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } });
    assert.equal(readOnlyRootFilesystem, spec.software !== "elasticsearch");
    assert.equal(pod.automountServiceAccountToken, false);
    assert.equal(pod.enableServiceLinks, false);
  });

  test(`no password outside the Secret: ${title}`, () => {
    const open = JSON.stringify([spec.configuration, pod]);
    assert.doesNotMatch(open, /requirepass|"password"\s*:|IDENTIFIED BY/);
    for (const { name, value, valueFrom } of container.env ?? []) {
      if (!/PASSWORD|AUTH/.test(name)) continue;
      if (name.endsWith("_FILE")) assert.match(String(value), /^\/run\/secrets\//);
      else assert.ok(valueFrom?.secretKeyRef, name);
    }
  });

  test(`every file and key of the Secret that is named exists: ${title}`, () => {
    const text = JSON.stringify([container, spec.configuration]);
    const files = [...text.matchAll(/\/run\/secrets\/\w+\/([\w.-]+)/g)].map(([, file = ""]) => file);
    const keys = (container.env ?? []).flatMap(({ valueFrom }) =>
      valueFrom?.secretKeyRef ? [valueFrom.secretKeyRef.key] : [],
    );
    assert.ok(files.length + keys.length > 0);
    for (const name of [...files, ...keys]) assert.ok(name in secrets, name);
  });

  test(`files of Secrets are for the server's group only, and nothing but data and scratch is written: ${title}`, () => {
    const modes = pod.volumes.flatMap(({ secret }) => (secret ? [secret.defaultMode] : []));
    assert.deepEqual(new Set(modes), new Set([0o440]));
    const written = container.volumeMounts.filter(({ readOnly }) => readOnly !== true);
    for (const { name } of written) assert.match(name, /^(data|scratch-\d)$/);
  });

  test(`asks for what it may use, in quantities of Kubernetes: ${title}`, () => {
    const { requests, limits } = container.resources;
    assert.equal(requests.memory, limits.memory);
    assert.match(limits.memory, /^[1-9]\d*Mi$/);
    assert.match(spec.share.volume, /^[1-9]\d*Gi$/);
    for (const cpu of [requests.cpu, limits.cpu]) assert.match(cpu, /^[1-9]\d*m$/);
    assert.ok(Number.parseInt(requests.cpu, 10) < Number.parseInt(limits.cpu, 10));
  });

  test(`has time to start and to stop, and is not ended for being busy: ${title}`, () => {
    const patience = ({ periodSeconds, failureThreshold }: PlainProbe): number =>
      periodSeconds * failureThreshold;
    assert.ok(patience(container.startupProbe) >= 1800);
    assert.ok(patience(container.livenessProbe) >= 300);
    assert.ok(patience(container.readinessProbe) <= 60);
    assert.ok(pod.terminationGracePeriodSeconds >= 120);
  });
}

test("nodes of one cluster are kept apart, one alone is not", () => {
  for (const store of cases) {
    const constraints = built(store).pod.topologySpreadConstraints;
    assert.equal(constraints?.[0]?.topologyKey, store.spec.nodes > 1 ? "kubernetes.io/hostname" : undefined);
  }
});

test("pods go where they are told to", () => {
  const [store] = cases;
  assert.ok(store);
  const nodeSelector = { disk: "ssd" };
  const tolerations = [{ key: "dedicated", operator: "Exists" as const }];
  const pod = plain(podSpec(store.name, store.spec, { nodeSelector, tolerations }));
  assert.deepEqual(
    { nodeSelector: pod.nodeSelector, tolerations: pod.tolerations },
    { nodeSelector, tolerations },
  );
  const { pod: anywhere } = built(store);
  assert.ok(!("nodeSelector" in anywhere) && !("tolerations" in anywhere));
});
