import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "./site.ts";
import { type MySQLVersion, mysqlSecrets, mysqlSpec } from "./specs/mysql.ts";
import { type ManagedStore, runStore } from "./store.ts";

export interface ManagedMySQLArgs {
  readonly site: Site;
  readonly version: MySQLVersion;
  /** Of `root` from anywhere; in force after every start of the server. */
  readonly rootPassword: pulumi.Output<string>;
}

/** A MySQL server in the cluster, for TCP port 3306. */
export function managedMySQL(
  name: string,
  { site, version, rootPassword }: ManagedMySQLArgs,
  parent: pulumi.Resource,
): ManagedStore {
  return runStore(
    name,
    mysqlSpec({ ...site, name, version }),
    rootPassword.apply(mysqlSecrets),
    site,
    parent,
  );
}
