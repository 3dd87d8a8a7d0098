/**
 * What a service's account needs on its own database. Measured by running migrations, fixtures and deletions of the
 * platform's services on MariaDB 10.11 and MySQL 9.7 with one privilege less each time: none can be left out on MySQL.
 */
export const OWN_DATABASE: readonly string[] = [
  "SELECT",
  "INSERT",
  "UPDATE",
  "DELETE",
  "CREATE",
  "ALTER",
  "DROP",
  "INDEX",
  "REFERENCES",
];

/** Read and write of rows, in the database of PaaS 2.0 (paas-stack install guide, step 7). */
export const FOREIGN_DATABASE: readonly string[] = ["SELECT", "INSERT", "UPDATE", "DELETE"];

/** What svc-mysql does on the whole server: it makes accounts and flushes privileges. */
export const PLAN_SERVER: readonly string[] = ["CREATE USER", "RELOAD"];

/** What svc-mysql gives each application on a database of its own; it can only give what it has itself. */
export const PLAN_DATABASES: readonly string[] = [
  ...OWN_DATABASE,
  "EXECUTE",
  "CREATE TEMPORARY TABLES",
  "CREATE VIEW",
  "SHOW VIEW",
  "CREATE ROUTINE",
  "ALTER ROUTINE",
];

/** The databases of applications, as a pattern; the platform's code fixes the prefix (DEFAULT_ENGINE_APP_PREFIX). */
export const APPLICATION_DATABASES = "bkapp-%";
