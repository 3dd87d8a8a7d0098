import { DECLARATIONS } from "../../provider/schema/all.ts";
import { covers } from "../../provider/protocol/diff.ts";
import type { JsonObject } from "../../provider/protocol/value.ts";
import { replacementRule } from "../../sandbox/plugins/kubernetes/replacement.ts";
import { readSettings } from "../../sandbox/plugins/kubernetes/settings.ts";
import { isComponent, typeOf } from "../identity.ts";
import { leafChanges } from "./leaves.ts";
import { textAt } from "../manifests/objects.ts";
import type { LeafChange, Resource } from "../model.ts";

/** Properties that cannot change in what exists; `every` where none can. */
interface Entry {
  readonly properties: readonly string[] | "every";
  /** Where that is written. */
  readonly source: string;
}

const RANDOM: Entry = {
  properties: "every",
  source: "@pulumi/random 4.21.2: each argument of each kind has a RequiresReplace plan modifier",
};

/** Kinds whose plugin is neither Kubernetes nor our own. */
const ENTRIES: Readonly<Record<string, Entry>> = {
  "random:index/randomPassword:RandomPassword": RANDOM,
  "random:index/randomBytes:RandomBytes": RANDOM,
  "random:index/randomString:RandomString": RANDOM,
  "random:index/randomUuid:RandomUuid": RANDOM,
  "random:index/randomId:RandomId": RANDOM,
  "mysql:index/database:Database": {
    properties: ["name"],
    source:
      "terraform-provider-mysql resource_database.go; test/contract/recorded: preview-db-name, -db-charset",
  },
  "mysql:index/user:User": {
    properties: ["user", "host", "authPlugin", "tlsOption"],
    source:
      "terraform-provider-mysql resource_user.go; test/contract/recorded: preview-user-host, -user-password",
  },
  "mysql:index/grant:Grant": {
    properties: "every",
    source: "terraform-provider-mysql resource_grant.go; test/contract/recorded: preview-grant-privileges",
  },
  "kubernetes:helm.sh/v3:Release": {
    properties: ["name", "namespace"],
    source: "pulumi-kubernetes helm_release.go; test/contract/recorded: preview-release-name, -release-value",
  },
  "pulumi:index:Stash": {
    properties: [],
    source: "pulumi 3.259: another input is written down, the output stays the first one",
  },
  "pulumi:providers:kubernetes": {
    properties: ["context", "cluster", "clusterIdentifier"],
    source:
      "pulumi-kubernetes DiffConfig: what names another cluster; a kubeconfig is a login until its server differs",
  },
  ...Object.fromEntries(
    DECLARATIONS.map(({ token, inputs }) => [
      token,
      { properties: replacing(inputs), source: "provider/schema" },
    ]),
  ),
};

function replacing(inputs: (typeof DECLARATIONS)[number]["inputs"]): string[] {
  return Object.keys(inputs).filter((name) => inputs[name]?.replaces === true);
}

/** One side of a resource and the provider that makes it there. */
export interface Side {
  readonly resource: Resource;
  readonly provider?: Resource | undefined;
}

/**
 * Properties because of which a resource is replaced, sorted as `leaves` are; empty where it is updated or stays. Its
 * `provider` is one of them where that leads elsewhere now.
 * @param leaves of its inputs that differ, without those that are ignored
 */
export function replacementReasons(
  id: string,
  leaves: readonly LeafChange[],
  old: Side,
  now: Side,
): readonly string[] {
  if (isComponent(id, now.resource)) return [];
  const rule = ruleOf(typeOf(id), now);
  const forced = now.resource.replaceOnChanges ?? [];
  const isReason = (path: string): boolean => rule(path) || forced.some((property) => covers(property, path));
  const reasons = leaves.map(({ path }) => path).filter(isReason);
  return leadsElsewhere(old.provider, now) ? ["provider", ...reasons] : reasons;
}

/** Whether a change at a path replaces a resource of a type. */
function ruleOf(type: string, { resource, provider }: Side): (path: string) => boolean {
  const entry = ENTRIES[type];
  if (entry) {
    const { properties } = entry;
    return (path) => properties === "every" || properties.some((property) => covers(property, path));
  }
  // The list of `diff.go` of pulumi-kubernetes: what the API server refuses to change, and names.
  if (type.startsWith("kubernetes:")) return ruleOfObject(resource.inputs, provider?.inputs ?? {});
  return () => false;
}

function ruleOfObject(object: JsonObject, provider: JsonObject): (path: string) => boolean {
  const settings = readSettings({
    enableSecretMutable: textAt(provider, "enableSecretMutable") ?? "",
    enableConfigMapMutable: textAt(provider, "enableConfigMapMutable") ?? "",
  });
  const kind = { apiVersion: textAt(object, "apiVersion") ?? "", kind: textAt(object, "kind") ?? "" };
  return replacementRule({ ...kind, immutable: object.immutable === true }, settings);
}

/** As the engine: another provider, or one with other settings, counts only where it reaches other things. */
function leadsElsewhere(before: Resource | undefined, { resource, provider }: Side): boolean {
  if (!before || !provider || resource.provider === undefined) return false;
  const rule = ruleOf(typeOf(resource.provider), { resource: provider });
  return leafChanges(before.inputs, provider.inputs).some(({ path }) => rule(path));
}
