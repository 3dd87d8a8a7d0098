import { randomBytes } from "node:crypto";
import type { CheckRequest, Checked, Failure } from "../../../../provider/protocol/provider.ts";
import {
  type Properties,
  type Value,
  hasUnknown,
  isProperties,
  openSecrets,
} from "../../../../provider/protocol/value.ts";
import { DEFAULT_TIMEOUT } from "./arguments.ts";
import { chartVersion } from "./chart.ts";
import { text } from "./values.ts";

/** Every input with what it is when the program does not say; the official plugin stores them all. */
const DEFAULTS: Properties = {
  allowNullValues: false,
  atomic: false,
  chart: "",
  cleanupOnFail: false,
  createNamespace: false,
  dependencyUpdate: false,
  description: "",
  devel: false,
  disableCRDHooks: false,
  disableOpenapiValidation: false,
  disableWebhooks: false,
  forceUpdate: false,
  keyring: "",
  lint: false,
  name: "",
  namespace: "",
  postrender: "",
  recreatePods: false,
  renderSubchartNotes: false,
  replace: false,
  resetValues: false,
  reuseValues: false,
  skipAwait: false,
  skipCrds: false,
  timeout: 0,
  values: {},
  verify: false,
  version: "",
  waitForJobs: false,
};

/** Inputs that are stored only when the program states them. */
const OPTIONAL = ["maxHistory", "repositoryOpts", "takeOwnership"];

/** The names of all inputs; `compat`, which the SDK adds, is none. */
const NAMES = new Set([...Object.keys(DEFAULTS), ...OPTIONAL]);

/** Inputs this stand-in does not carry out: refused, so that nobody believes they had an effect. */
const REFUSED: Record<string, string> = {
  valueYamlFiles: "read the files in the program and put their content into `values`",
  lint: "run `helm lint` by hand",
};

/** The inputs among `properties`, completed with their defaults. */
export function completeInputs(properties: Properties): Properties {
  const stated = Object.entries(properties).filter(([name]) => NAMES.has(name));
  return { ...DEFAULTS, ...Object.fromEntries(stated) };
}

/**
 * Completes the inputs of a release: defaults, the name, the namespace and the exact version of the chart.
 * With unknown inputs, as in a preview, the chart is not looked at yet.
 */
export async function checkInputs(request: CheckRequest, defaultNamespace: string): Promise<Checked> {
  const stated = withoutNulls(request.inputs);
  const inputs = completeInputs(stated);
  inputs.name = stated.name || request.oldInputs.name || `${request.name}-${randomBytes(4).toString("hex")}`;
  inputs.namespace = stated.namespace || defaultNamespace;
  if (stated.timeout === undefined && stated.skipAwait !== true) inputs.timeout = DEFAULT_TIMEOUT;
  const failures = refusals(stated);
  if (failures.length === 0 && !hasUnknown(inputs)) {
    try {
      inputs.version = await chartVersion(openSecrets(inputs), request.signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failures.push({
        property: "chart",
        reason: `${message}; check the chart name and repository configuration.`,
      });
    }
  }
  return { inputs, failures };
}

/** A null at the top says "not stated"; inside `values` it removes a chart's default. */
function withoutNulls(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

function refusals(stated: Properties): Failure[] {
  const failures = Object.entries(REFUSED)
    .filter(([property]) => isSet(stated[property]))
    .map(([property, remedy]) => ({
      property,
      reason: `the sandbox's stand-in for the kubernetes plugin does not support ${property}: ${remedy}`,
    }));
  if (!stated.chart) failures.push({ property: "chart", reason: "a release needs a chart" });
  return failures;
}

function isSet(value: Value | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** The namespace and name of a release, and its id in the state. */
export interface Place {
  readonly namespace: string;
  readonly name: string;
  readonly id: string;
}

/** Where the release with these inputs or outputs lives. */
export function placeOf(properties: Properties): Place {
  const { namespace, name } = openSecrets(properties);
  return place(text(namespace), text(name));
}

/** Where the release with this id lives: `namespace/name`, or a name in the default namespace. */
export function placeFromId(id: string, defaultNamespace: string): Place {
  const [first = "", second] = id.split("/");
  return second === undefined ? place(defaultNamespace, first) : place(first, second);
}

function place(namespace: string, name: string): Place {
  return { namespace, name, id: `${namespace}/${name}` };
}

/** The helm values among the inputs, secrets opened. */
export function valuesOf(properties: Properties): Properties {
  const { values } = openSecrets(properties);
  return isProperties(values) ? values : {};
}
