import type { Properties, Value } from "../../../../provider/protocol/value.ts";
import { text } from "./values.ts";

/** How long helm waits unless told otherwise, in seconds. */
export const DEFAULT_TIMEOUT = 300;

/** Inputs that are a flag of both `helm install` and `helm upgrade`. */
const FLAGS = {
  atomic: "--atomic",
  dependencyUpdate: "--dependency-update",
  disableOpenapiValidation: "--disable-openapi-validation",
  renderSubchartNotes: "--render-subchart-notes",
  skipCrds: "--skip-crds",
  takeOwnership: "--take-ownership",
};

const INSTALL_FLAGS = {
  ...FLAGS,
  createNamespace: "--create-namespace",
  disableWebhooks: "--no-hooks",
  replace: "--replace",
};

// Which of the two hook inputs counts for which operation is as in the official plugin.
const UPGRADE_FLAGS = {
  ...FLAGS,
  cleanupOnFail: "--cleanup-on-fail",
  disableCRDHooks: "--no-hooks",
  forceUpdate: "--force",
  recreatePods: "--recreate-pods",
  resetValues: "--reset-values",
  reuseValues: "--reuse-values",
};

/** Options of `helm install` for these inputs (secrets opened); the values come on standard input. */
export function installOptions(inputs: Properties): string[] {
  return [...chosen(INSTALL_FLAGS, inputs), ...common(inputs)];
}

/** Options of `helm upgrade`; no limit of the history unless one is stated, unlike helm's own default. */
export function upgradeOptions(inputs: Properties): string[] {
  const history = `--history-max=${String(inputs.maxHistory ?? 0)}`;
  return [...chosen(UPGRADE_FLAGS, inputs), ...common(inputs), history];
}

/** Options of `helm uninstall`; a release that is gone already is a success. */
export function uninstallOptions(inputs: Properties): string[] {
  const waits = inputs.atomic === true || inputs.skipAwait !== true;
  return ["--ignore-not-found", ...(waits ? ["--wait", timeout(inputs)] : [])];
}

function common(inputs: Properties): string[] {
  const options = ["--values=-", timeout(inputs)];
  if (inputs.skipAwait !== true) options.push("--wait");
  if (inputs.skipAwait !== true && inputs.waitForJobs === true) options.push("--wait-for-jobs");
  return [...options, ...named({ description: inputs.description, "post-renderer": inputs.postrender })];
}

/** `--name=text` for each that is given. */
export function named(options: Record<string, Value | undefined>): string[] {
  return Object.entries(options).flatMap(([name, value]) =>
    text(value) ? [`--${name}=${text(value)}`] : [],
  );
}

function timeout(inputs: Properties): string {
  return `--timeout=${String(inputs.timeout || DEFAULT_TIMEOUT)}s`;
}

function chosen(flags: Record<string, string>, inputs: Properties): string[] {
  return Object.entries(flags).flatMap(([name, flag]) => (inputs[name] === true ? [flag] : []));
}
