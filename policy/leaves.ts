/** A text somewhere inside the properties of a resource. */
export interface Leaf {
  /** Where it stands: `values.web.env[0].value`. */
  readonly path: string;
  /** What it is called: the `name` beside a `value`, else the nearest key that is no index. */
  readonly name: string;
  /** Every key above it and its own. */
  readonly keys: readonly string[];
  readonly text: string;
}

/** Every text inside a value. */
export function leavesOf(value: unknown, path: string): Leaf[] {
  return walk(value, { path, name: path.split(".").at(-1) ?? path, keys: [path] });
}

type Place = Omit<Leaf, "text">;

function walk(value: unknown, place: Place): Leaf[] {
  if (typeof value === "string") return [{ ...place, text: value }];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => walk(item, { ...place, path: `${place.path}[${index}]` }));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const name = key === "value" && typeof value.name === "string" ? value.name : key;
    return walk(item, { path: `${place.path}.${key}`, name, keys: [...place.keys, key] });
  });
}

/** Whether it is an object with properties. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
