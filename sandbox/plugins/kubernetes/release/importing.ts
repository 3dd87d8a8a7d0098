import { existsSync } from "node:fs";
import path from "node:path";
import type { Properties } from "../../../../provider/protocol/value.ts";
import { type Place, completeInputs } from "./inputs.ts";
import type { ReleaseRecord } from "./record.ts";

/** The inputs of a release that some other hand installed: what can be known of them. */
export function importedInputs(place: Place, record: ReleaseRecord): Properties {
  return completeInputs({
    chart: findChart(record.chart),
    name: place.name,
    namespace: place.namespace,
    values: record.values,
    version: record.chart.version,
  });
}

/** The chart in the program's folder, unpacked or packed, with or without its version; else only its name. */
function findChart({ name, version }: ReleaseRecord["chart"]): string {
  const candidates = [`${name}-${version}`, `${name}-${version}.tgz`, name, `${name}.tgz`];
  const isChart = (file: string): boolean =>
    existsSync(file.endsWith(".tgz") ? file : path.join(file, "Chart.yaml"));
  return candidates.find(isChart) ?? name;
}
