import type { Bkrepo } from "../bkrepo/bkrepo.ts";

/**
 * bkrepo as the platform's charts are told of it, without any secret. It is the one source of both ends of what has to be
 * equal: `global.bkrepoConfig` of paas-stack and of bkpaas3, and `svc-bkrepo.plan` of bk-services.
 */
export interface BkrepoInput {
  readonly endpoint: string;
  readonly project: string;
  readonly addonsProject: string;
  /** As `host:port`; undefined where nobody says it. */
  readonly dockerRegistry?: string | undefined;
  /** The administrator, where the platform itself makes the accounts. */
  readonly adminUser?: string | undefined;
  readonly platformUser: string;
  readonly addonsUser: string;
  readonly lesscodeUser: string;
}

/** The passwords of those accounts, in the clear or as outputs. */
export interface BkrepoPasswords<Text> {
  readonly admin?: Text | undefined;
  readonly platform: Text;
  readonly addons: Text;
  readonly lesscode: Text;
}

/** What the charts are told of this bkrepo. */
export function bkrepoInputOf(bkrepo: Bkrepo): BkrepoInput {
  const { endpoint, project, addonsProject, dockerRegistry, admin, platform, addons, lesscode } = bkrepo;
  return {
    endpoint,
    project,
    addonsProject,
    dockerRegistry,
    adminUser: admin?.user,
    platformUser: platform.user,
    addonsUser: addons.user,
    lesscodeUser: lesscode.user,
  };
}
