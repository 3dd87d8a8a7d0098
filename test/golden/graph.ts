import { createHash } from "node:crypto";
import {
  type Json,
  type JsonObject,
  type Properties,
  Secret,
  Unknown,
  type Value,
  isProperties,
} from "../../provider/protocol/value.ts";
import type { RecordingMonitor, Registration } from "../support/recording-monitor.ts";

/** Values that are made anew for every recording, such as certificates, by what stands for them in a digest. */
export type MadeUp = Readonly<Record<string, string>>;

/**
 * The graph of a stack as JSON that a person reviews: sorted, only what is set, and every secret leaf as
 * `<secret:path#digest>`. A recording runs with made-up secrets, so that the digest tells one from another and no more.
 */
export function graphOf(monitor: RecordingMonitor, madeUp: MadeUp = {}): Json {
  const masked = masking(madeUp);
  const resources = monitor.registrations.filter(({ urn }) => !urn.includes("::pulumi:pulumi:Stack::"));
  const stack = monitor.registrations.find(({ urn }) => urn.includes("::pulumi:pulumi:Stack::"));
  return {
    resources: Object.fromEntries(
      resources
        .map((registration): [string, Json] => [shortName(registration.urn), resource(registration, masked)])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    outputs: masked(monitor.outputs.get(stack?.urn ?? "") ?? {}),
  };
}

/** Type and name: what stays of a URN when stack and project are known. */
function shortName(urn: string): string {
  return urn.split("::").slice(2).join("::");
}

function resource({ inputs, request }: Registration, masked: Masking): JsonObject {
  const dependencies = request.getDependenciesList().map(shortName).sort();
  const providers = request
    .getProvidersMap()
    .toArray()
    .map(([name]) => name);
  return onlySet({
    parent: request.getParent().includes("::pulumi:pulumi:Stack::") ? "" : shortName(request.getParent()),
    provider: shortName(request.getProvider().split("::").slice(0, -1).join("::")),
    providers: providers.sort(),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: aliasesOf(request),
    dependencies,
    inputs: masked(inputs),
  });
}

/** Type and name that a resource had before; what an alias does not say stays as it is. */
function aliasesOf(request: Registration["request"]): string[] {
  return request.getAliasesList().map((alias) => {
    const spec = alias.getSpec();
    if (!spec) return shortName(alias.getUrn());
    const parent = spec.getNoparent() ? "" : spec.getParenturn() || request.getParent();
    const [, , parentType = ""] = parent.split("::");
    const type = spec.getType() || request.getType();
    const chain = ["", "pulumi:pulumi:Stack"].includes(parentType) ? type : `${parentType}$${type}`;
    return `${chain}::${spec.getName() || request.getName()}`;
  });
}

/** Leaves out what is empty or false, so that what stands there means something. */
function onlySet(fields: JsonObject): JsonObject {
  const isSet = (value: Json): boolean =>
    value !== "" &&
    value !== false &&
    !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isSet(value)));
}

type Masking = (properties: Properties) => JsonObject;

function masking(madeUp: MadeUp): Masking {
  const digest = (value: Json): string => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const steady = Object.entries(madeUp).reduce((told, [made, name]) => told.replaceAll(made, name), text);
    return createHash("sha256").update(steady).digest("hex").slice(0, 8);
  };
  const leaf = (value: Json, path: string, isSecret: boolean): Json =>
    isSecret ? `<secret:${path}#${digest(value)}>` : value;

  const walk = (value: Value, path: string, isSecret: boolean): Json => {
    if (value instanceof Secret) return walk(value.open(), path, true);
    if (value instanceof Unknown) return "[unknown]";
    if (Array.isArray(value))
      return value.map((item: Value, index) => walk(item, `${path}[${index}]`, isSecret));
    return isProperties(value) ? object(value, path, isSecret) : leaf(value, path, isSecret);
  };
  const object = (properties: Properties, path: string, isSecret: boolean): JsonObject => {
    const below = (key: string): string => (path === "" ? key : `${path}.${key}`);
    const entries = Object.entries(properties).map(([key, value]): [string, Json] => [
      key,
      walk(value, below(key), isSecret),
    ]);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return (properties) => object(properties, "", false);
}
