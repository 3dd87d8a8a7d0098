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

/** The graph of a stack as JSON that a person reviews: sorted, secrets masked, only what is set. */
export function graphOf(monitor: RecordingMonitor): Json {
  const resources = monitor.registrations.filter(({ urn }) => !urn.includes("::pulumi:pulumi:Stack::"));
  const stack = monitor.registrations.find(({ urn }) => urn.includes("::pulumi:pulumi:Stack::"));
  return {
    resources: Object.fromEntries(
      resources
        .map((registration): [string, Json] => [shortName(registration.urn), resource(registration)])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    outputs: masked(monitor.outputs.get(stack?.urn ?? "") ?? {}),
  };
}

/** Type and name: what stays of a URN when stack and project are known. */
function shortName(urn: string): string {
  return urn.split("::").slice(2).join("::");
}

function resource({ inputs, request }: Registration): JsonObject {
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

function masked(value: Properties): JsonObject;
function masked(value: Value): Json;
function masked(value: Value): Json {
  if (value instanceof Secret) return "[secret]";
  if (value instanceof Unknown) return "[unknown]";
  if (Array.isArray(value)) return value.map((item: Value) => masked(item));
  if (!isProperties(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, Json] => [key, masked(item)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
