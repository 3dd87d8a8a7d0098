/** Charts that hold keys, by the name in their Chart.yaml. The last two are read only where somebody names their release. */
export const CHARTS = ["paas-stack", "bk-services", "bkpaas3", "bk-apigateway", "bkauth"] as const;

/** Name of such a chart. */
export type ChartName = (typeof CHARTS)[number];

/** Which part of a text the key is. */
export type Part =
  /** The password of an address such as `redis://:…@host:6379/0`, where the host's first label is this one. */
  | { readonly kind: "address"; readonly host: string }
  /** A field of a TOML inline table such as `{USERNAME='…', PASSWORD='…'}`. */
  | { readonly kind: "field"; readonly name: string }
  /** The password of an account in RabbitMQ's definitions, which are JSON. */
  | { readonly kind: "definitions" }
  /** The password of the account in the plan of an add-on service: a fixture of Django, the plan as JSON in it. */
  | { readonly kind: "plan" };

/** A place in the values of a release; paths are keys with dots between them. */
export interface ValuePlace {
  readonly chart: ChartName;
  readonly path: string;
  /** Path of the user whose password it is. */
  readonly user?: string;
  /** It counts only where the flag at that path is as said. */
  readonly only?: { readonly flag: string; readonly is: boolean };
}

/** An entry of a Secret or ConfigMap. */
export interface ObjectPlace {
  readonly kind: "Secret" | "ConfigMap";
  readonly object: string;
  readonly entry: string;
  /** Entry of the user whose password it is. */
  readonly user?: string;
  readonly part?: Part;
}

/** Where a running installation keeps a key. */
export interface Places {
  readonly values: readonly ValuePlace[];
  readonly objects: readonly ObjectPlace[];
}

/** Whose Secrets our own charts read; until 0.1.0 uploads had one of their own. */
type ModuleOfSecrets =
  | ("apiserver" | "workloads" | "bkrepo")
  | ("svc-mysql" | "svc-mysql-plan" | "svc-bkrepo" | "svc-bkrepo-plan" | "svc-rabbitmq")
  | "uploads";

type More<Place extends ValuePlace | ObjectPlace> = Partial<Place>;

/** An entry of the environment of paas-stack's modules. */
export function inEnvironment(name: string, modules: readonly string[], user?: string): ValuePlace[] {
  return modules.map((module) => ({
    chart: "paas-stack",
    path: `${module}.env.${name}`,
    ...(user !== undefined && { user: `${module}.env.${user}` }),
  }));
}

/** A value of chart bk-services. */
export function inServices(path: string, user?: string): ValuePlace {
  return { chart: "bk-services", path, ...(user !== undefined && { user }) };
}

/** A value of chart bkpaas3. */
export function inPaas3(path: string, more: More<ValuePlace> = {}): ValuePlace {
  return { chart: "bkpaas3", path, ...more };
}

/** A Secret of our own chart. */
export function inSecret(module: ModuleOfSecrets, entry: string, more: More<ObjectPlace> = {}): ObjectPlace {
  return { kind: "Secret", object: `bkpaas3-${module}-secrets`, entry, ...more };
}

/** A ConfigMap of chart bkpaas3, which keeps most keys in ConfigMaps. */
export function inConfigMap(object: string, entry: string, more: More<ObjectPlace> = {}): ObjectPlace {
  return { kind: "ConfigMap", object: `bkpaas3-${object}`, entry, ...more };
}

/** One of the Secrets in which chart bkpaas3 keeps the accounts of bkrepo. */
export function inBkrepoSecret(
  module: "apiserver" | "workloads",
  entry: string,
  more: More<ObjectPlace>,
): ObjectPlace {
  return { kind: "Secret", object: `bkpaas3-${module}-bkrepo-envs`, entry, ...more };
}

/** The Secret of a store that this program runs. */
export function inStore(store: string, entry: string, more: More<ObjectPlace> = {}): ObjectPlace {
  return { kind: "Secret", object: `bkpaas-${store}`, entry, ...more };
}
