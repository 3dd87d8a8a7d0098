import { parseDocument } from "yaml";
import type { ChartName } from "../../config/secrets/place.ts";
import { type ReleaseSource, type Values, at, isMap } from "./sources.ts";

const FOLDER = "environments/default";

/** Values of all releases, of which the later file wins (bkhelmfile's `env.yaml`, May 2023). */
const ENVIRONMENT = ["app_secret.yaml", "values.yaml", "custom.yaml"].map((file) => `${FOLDER}/${file}`);

/** Templates of the values of single releases, likewise (`base-blueking.yaml.gotmpl`). */
const TEMPLATES: Readonly<Partial<Record<ChartName, readonly string[]>>> = {
  bkpaas3: templatesOf("bkpaas3"),
  "bk-apigateway": templatesOf("bkapigateway"),
  bkauth: templatesOf("bkauth"),
};

function templatesOf(name: string): string[] {
  return [`${name}-values`, `${name}-custom-values`].map((file) => `${FOLDER}/${file}.yaml.gotmpl`);
}

/** What bkhelmfile's files would make of its releases. */
export interface Bkhelmfile {
  readonly releases: readonly ReleaseSource[];
  /** Lines of templates that only helmfile itself can evaluate. */
  readonly skipped: readonly string[];
}

/**
 * Reads the files of bkhelmfile. Of its templates only `{{ .Values.… }}` is evaluated, which is how all keys come in.
 * @param read the text of a file by its path in the folder, undefined where there is none
 * @throws Error that names the file which is not what it should be; it never quotes it
 */
export function readBkhelmfile(read: (file: string) => string | undefined): Bkhelmfile {
  const environment = mergeAll(ENVIRONMENT.map((file) => parseYaml(file, read(file) ?? "")));
  const skipped: string[] = [];
  const releases = Object.entries(TEMPLATES).flatMap(([chart, files]): ReleaseSource[] => {
    const layers = files.flatMap((file) => {
      const text = read(file);
      return text === undefined ? [] : [parseYaml(file, rendered(file, text, environment, skipped))];
    });
    if (layers.length === 0) return [];
    return [{ name: `bkhelmfile's ${chart}`, chart: chart as ChartName, values: mergeAll(layers) }];
  });
  if (releases.length === 0) {
    throw new Error(`This is no folder of bkhelmfile: ${FOLDER}/bkpaas3-values.yaml.gotmpl is missing.`);
  }
  return { releases, skipped };
}

const EXPRESSION = /\{\{-?\s*\.Values((?:\.\w+)+)\s*(\|\s*quote\s*)?-?\}\}/g;

/** A template with its values put in as helmfile does, as bare text; lines with anything else are left out. */
function rendered(file: string, template: string, environment: Values, skipped: string[]): string {
  const lines = template.split("\n").map((line, index) => {
    const filled = line.replaceAll(EXPRESSION, (expression, path: string, quote: string | undefined) => {
      const value = at(environment, path.slice(1));
      if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
        return expression;
      return quote === undefined ? String(value) : JSON.stringify(String(value));
    });
    if (!filled.includes("{{") || /^\s*#/.test(filled)) return filled;
    skipped.push(`${file}, line ${index + 1}`);
    return "";
  });
  return lines.join("\n");
}

function parseYaml(file: string, text: string): Values {
  // The parser's own message would quote the file.
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const line = text.slice(0, error.pos[0]).split("\n").length;
    throw new Error(`${file} is no YAML: ${error.code.toLowerCase()} in line ${line}`);
  }
  const value: unknown = document.toJS();
  if (value === null || value === undefined) return {};
  if (!isMap(value)) throw new Error(`${file} is no map of values`);
  return value;
}

function mergeAll(layers: readonly Values[]): Values {
  return layers.reduce(merged, {});
}

/** Maps are laid over each other key by key; of anything else the later stays. */
function merged(below: Values, above: Values): Values {
  const over = Object.entries(above).map(([key, value]) => {
    const under = below[key];
    return [key, isMap(under) && isMap(value) ? merged(under, value) : value] as const;
  });
  return { ...below, ...Object.fromEntries(over) };
}
