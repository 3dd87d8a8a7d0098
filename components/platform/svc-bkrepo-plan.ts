import type { BkrepoInput, BkrepoPasswords } from "./bkrepo-input.ts";

/**
 * `svc-bkrepo.plan` of bk-services, without its password: where svc-bkrepo makes repositories for applications, and by which
 * account (values reference of bk-services). The platform is told the same by the same input.
 */
export function svcBkrepoPlan({ endpoint, addonsUser, addonsProject }: BkrepoInput) {
  return { endpoint_url: endpoint, username: addonsUser, project: addonsProject };
}

/** What of the plan is secret. */
export function svcBkrepoPlanSecret<Text>({ addons }: BkrepoPasswords<Text>): { readonly password: Text } {
  return { password: addons };
}
