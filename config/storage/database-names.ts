/** Databases by role. `openPaas` belongs to PaaS 2.0. */
export const databaseRoles = [
  "apiserver",
  "workloads",
  "svcMysql",
  "svcBkrepo",
  "svcRabbitmq",
  "openPaas",
] as const;

/** Role of a database. */
export type DatabaseRole = (typeof databaseRoles)[number];

/** Name of every database. */
export type DatabaseNames = Readonly<Record<DatabaseRole, string>>;

const addonServices = { svcMysql: "svc_mysql", svcBkrepo: "svc_bkrepo", svcRabbitmq: "svc_rabbitmq" };

/**
 * The names that installations have used. paas-stack: the install guide; paas-stack-engine: its older values reference,
 * where workloads is engine; bkpaas3: chart 0.1.3; bkhelmfile: the helmfile of BlueKing 7.0.
 */
export const namings = {
  "paas-stack": {
    apiserver: "paas3_apiserver",
    workloads: "paas3_workloads",
    ...addonServices,
    openPaas: "open_paas",
  },
  "paas-stack-engine": {
    apiserver: "paas3_apiserver",
    workloads: "paas3_engine",
    ...addonServices,
    openPaas: "open_paas",
  },
  bkpaas3: {
    apiserver: "bkpaas_apiserver",
    workloads: "bkpaas_workloads",
    ...addonServices,
    openPaas: "open_paas",
  },
  bkhelmfile: {
    apiserver: "bkpaas3_apiserver",
    workloads: "bkpaas3_engine",
    svcMysql: "bkpaas3_svc_mysql",
    svcBkrepo: "bkpaas3_svc_bkrepo",
    svcRabbitmq: "bkpaas3_svc_rabbitmq",
    openPaas: "open_paas",
  },
} as const satisfies Record<string, DatabaseNames>;

/** Whose names are used. */
export type Naming = keyof typeof namings;

/** The words for whose names are used. */
export const namingNames = Object.keys(namings) as [Naming, ...Naming[]];

/** The names of a naming, those that were given instead of them. */
export function databaseNames(
  naming: Naming,
  given: Readonly<Partial<Record<DatabaseRole, string | undefined>>>,
): DatabaseNames {
  const names = databaseRoles.map((role) => [role, given[role] ?? namings[naming][role]]);
  return Object.fromEntries(names) as DatabaseNames;
}
