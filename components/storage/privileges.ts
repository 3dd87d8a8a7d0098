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
