import type { ChartName } from "../secrets/place.ts";
import { PLACES } from "../secrets/places.ts";
import type { ValuePath } from "./value-tree.ts";

/** A place in a chart's values that this program sets. */
export interface OwnedPlace {
  /** The keys that lead to it; `*` stands for any one. What is below it is owned too. */
  readonly path: ValuePath;
  /** The configuration key that decides it, where there is one. */
  readonly key?: string;
  /** Where it is set only if pods mount certificates of the stores' authorities, or only with our own chart. */
  readonly only?: "authorities" | "own chart";
}

/** Places with dots between their keys, and the configuration key of each; empty where no key decides it. */
export type OwnedTable = Readonly<Record<string, string>>;

/** The places of a table. */
export function placesOf(table: OwnedTable): OwnedPlace[] {
  return Object.entries(table).map(([path, key]) => ({
    path: path.split("."),
    ...(key !== "" && { key }),
  }));
}

/** The table one level deeper. */
export function below(module: string, table: OwnedTable): OwnedTable {
  return Object.fromEntries(Object.entries(table).map(([path, key]) => [`${module}.${path}`, key]));
}

/** Where a chart keeps keys of the catalogue. */
export function secretPlaces(chart: ChartName): OwnedPlace[] {
  return Object.entries(PLACES).flatMap(([name, { values }]) =>
    values
      .filter((place) => place.chart === chart)
      .map(({ path }) => ({ path: path.split("."), key: `keys.${name}` })),
  );
}

/** A database's variables, by the prefix that its reader expects. */
export function databaseTable(
  env: string,
  prefix: string,
  { name, user, server }: { readonly name: string; readonly user: string; readonly server: string },
): OwnedTable {
  const at = `${env}.${prefix}`;
  return {
    [`${at}_NAME`]: `mysql.databases.${name}`,
    [`${at}_USER`]: `mysql.users.${user}`,
    [`${at}_HOST`]: `${server}.host`,
    [`${at}_PORT`]: `${server}.port`,
    [`${at}_OPTIONS`]: `${server}.tls`,
  };
}
