import type { RegistrationSettings } from "./registration.ts";

/** Domains of a cluster's applications; at least one of them. */
export interface AppDomains {
  readonly subPathDomain?: string | undefined;
  readonly appRootDomain?: string | undefined;
}

/**
 * The domains of a cluster's applications as the platform is told: those configured, else paths of `apps` below the shared
 * domain, as in the install guide of paas-stack.
 */
export function domainsOf(
  { subPathDomain, appRootDomain }: Pick<RegistrationSettings, "subPathDomain" | "appRootDomain">,
  sharedDomain: string,
): AppDomains {
  const isAny = subPathDomain !== undefined || appRootDomain !== undefined;
  return { subPathDomain: isAny ? subPathDomain : `apps.${sharedDomain}`, appRootDomain };
}
