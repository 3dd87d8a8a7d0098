import { createHash } from "node:crypto";
import type { Tls } from "../../config/storage/existing.ts";
import { AUTHORITIES, type AuthorityName, authorityFile } from "../storage/url.ts";

/**
 * The ConfigMap of the certificates: its name changes with its content, which restarts the pods that mount it.
 * Undefined where no store has an authority of its own.
 */
export function authoritiesMap(
  authorities: Readonly<Partial<Record<AuthorityName, string | undefined>>>,
): { readonly name: string; readonly data: Record<string, string> } | undefined {
  const given = Object.entries(authorities).filter(([, certificates]) => certificates !== undefined);
  if (given.length === 0) return undefined;
  const data = Object.fromEntries(given.map(([name, certificates]) => [`${name}.pem`, certificates ?? ""]));
  const digest = createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 8);
  return { name: `bkpaas3-authorities-${digest}`, data };
}

/** Values by which a module's pods find the certificates: `volumes` and `volumeMounts` of the documented chart. */
export function authorityMounts<Text>(configMap: Text | undefined) {
  if (configMap === undefined) return {};
  const name = "authorities";
  return {
    volumes: [{ name, configMap: { name: configMap } }],
    volumeMounts: [{ name, mountPath: AUTHORITIES, readOnly: true }],
  };
}

/**
 * Django's options for a database behind TLS, as JSON: what PyMySQL takes as `ssl`. The platform's add-on services
 * read them from `MYSQL_OPTIONS`; variables that end so in paas-stack are that name by analogy, not documented.
 */
export function mysqlOptions(tls: NonNullable<Tls>, authority: AuthorityName): string {
  const ca = tls.ca === undefined ? {} : { ca: authorityFile(authority) };
  const verify =
    tls.verify === "full" ? { verify_mode: "required" } : { check_hostname: false, verify_mode: "none" };
  return JSON.stringify({ ssl: { ...ca, ...verify } });
}
