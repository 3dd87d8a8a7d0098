import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { PersistentVolumeClaim } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import * as pulumi from "@pulumi/pulumi";
import { digestOf, keyedDigest } from "../../secrets/digest.ts";
import { headlessName, objectName } from "./host.ts";
import {
  budgetSpec,
  claimNames,
  claimSpec,
  headlessSpec,
  labelsOf,
  serviceSpec,
  statefulSetSpec,
} from "./objects.ts";
import type { Site } from "./site.ts";
import type { Files, StoreSpec } from "./specs/spec.ts";

/** A store that runs. */
export interface ManagedStore {
  /** What a client has to wait for. */
  readonly ready: readonly pulumi.Resource[];
}

/** How long the pods may take to be ready: images are large, and a recovery after a crash is as long as the log is. */
const TIMEOUT = "30m";

/**
 * Runs a store: Secret, ConfigMap, both Services, volumes, StatefulSet and PodDisruptionBudget. All of it is protected, and
 * stays in the cluster when a stack without protection is destroyed: what keeps the data goes on running as a whole.
 * The provider must update ConfigMaps and Secrets in place (`enableConfigMapMutable`, `enableSecretMutable`).
 *
 * **Gotchas** A volume grows with its setting where the storage class allows that; smaller it never gets, the API server
 * refuses. Another name, namespace, storage class or number of nodes would replace what is protected, so they are refused.
 * @param secrets files of the Secret
 */
export function runStore(
  name: string,
  spec: StoreSpec,
  secrets: pulumi.Output<Files>,
  site: Site,
  parent: pulumi.Resource,
): ManagedStore {
  const kept = { parent, protect: true, retainOnDelete: true };
  const metadataOf = (object: string) => ({
    name: object,
    namespace: site.namespace,
    labels: labelsOf(name, spec),
  });
  const metadata = metadataOf(objectName(name));
  const headless = metadataOf(headlessName(name));
  const needed = [
    new Secret(`${name}-secret`, { metadata, stringData: pulumi.secret(secrets) }, kept),
    new ConfigMap(`${name}-configuration`, { metadata, data: { ...spec.configuration } }, kept),
    new Service(`${name}-headless`, { metadata: headless, spec: headlessSpec(name, spec) }, kept),
    ...claimNames(name, spec).map((claim, ordinal) => {
      const args = { metadata: metadataOf(claim), spec: claimSpec(spec, site) };
      return new PersistentVolumeClaim(`${name}-volume-${ordinal}`, args, kept);
    }),
  ];
  const server = new StatefulSet(
    `${name}-server`,
    { metadata, spec: statefulSetSpec(name, spec, site, checksums(spec, secrets, site.digestKey)) },
    {
      ...kept,
      dependsOn: needed,
      // A claim template can't be changed and only counts for claims that are missing. Ours are there: they change instead.
      ignoreChanges: ["spec.volumeClaimTemplates"],
      customTimeouts: { create: TIMEOUT, update: TIMEOUT },
    },
  );
  // Whether it has pods is awaited with the StatefulSet.
  const awaited = { ...metadata, annotations: { "pulumi.com/skipAwait": "true" } };
  const service = new Service(`${name}-service`, { metadata: awaited, spec: serviceSpec(name, spec) }, kept);
  new PodDisruptionBudget(`${name}-disruption-budget`, { metadata, spec: budgetSpec(name, spec) }, kept);
  return { ready: [server, service] };
}

/** Servers read their configuration and passwords when they start, so a change restarts them. */
function checksums(
  spec: StoreSpec,
  secrets: pulumi.Output<Files>,
  digestKey: pulumi.Output<string>,
): Record<string, pulumi.Input<string>> {
  const ofSecrets = pulumi.all([digestKey, secrets]).apply(([key, files]) => keyedDigest(key, files));
  return {
    "checksum/configuration": digestOf(spec.configuration),
    "checksum/secrets": pulumi.unsecret(ofSecrets),
  };
}
