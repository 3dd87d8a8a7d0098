import {
  type Properties,
  Secret,
  UNKNOWN,
  copySecrecy,
  isProperties,
} from "../../../../provider/protocol/value.ts";
import { completeInputs, placeOf, valuesOf } from "./inputs.ts";
import type { ReleaseRecord } from "./record.ts";
import { mergeValues } from "./values.ts";

/**
 * What the state keeps of a release: the inputs as they are in the cluster, the inputs as the program gave them
 * (`__inputs`, one secret), the objects' names and helm's status.
 * @param known the inputs, or the last outputs when the cluster is only read again.
 */
export function outputsOf(known: Properties, inputs: Properties, record: ReleaseRecord): Properties {
  const live = {
    ...completeInputs(known),
    values: mergeValues(valuesOf(known), record.values),
    version: record.chart.version,
  };
  return {
    ...markSecrets(live, inputs),
    __inputs: new Secret(inputs),
    resourceNames: record.resourceNames,
    status: statusOf(known, record),
  };
}

/** What a preview knows of a release that is to be installed or upgraded. */
export function previewOf(inputs: Properties): Properties {
  return { ...inputs, __inputs: new Secret(inputs), resourceNames: UNKNOWN, status: UNKNOWN };
}

/** The inputs kept with the outputs: those of the last attempt, even when that attempt failed. */
export function inputsIn(outputs: Properties): Properties | undefined {
  const kept = outputs.__inputs;
  const inputs = kept instanceof Secret ? kept.open() : kept;
  return isProperties(inputs) ? inputs : undefined;
}

function statusOf(known: Properties, { chart, revision, status }: ReleaseRecord): Properties {
  const { name, namespace } = placeOf(known);
  const { appVersion, version } = chart;
  return { appVersion, chart: chart.name, name, namespace, revision, status, version };
}

function markSecrets(outputs: Properties, inputs: Properties): Properties {
  const marked = copySecrecy(outputs, inputs);
  return isProperties(marked) ? marked : outputs;
}
