/** What differs between the versions and settings of bkrepo that a client has to live with. */
export interface Behaviour {
  /** What `create/project` and `create/repo` do with the password of an account that exists: since 2022-10 they overwrite it. */
  readonly passwords: "keep" | "overwrite";
  /** The numbers of the codes that have moved between releases (`errors.ts`). */
  readonly codes: "old" | "new";
  /**
   * Which routes change and delete an account. A server with the old ones also answers nobody but administrators on most of
   * `auth/api/user`, repeats the `Authorization` header in the body of a 401, and leaves a null where a role was taken away.
   */
  readonly accountRoutes: "old" | "new";
  /** Whether the server is in multi-tenant mode: projects then need the header `X-Bk-Tenant-Id`, and bear its value in their ids. */
  readonly tenants: boolean;
  /** How long each answer is held back, in milliseconds. */
  readonly latencyMs: number;
}

/** A present server with one tenant. */
export const DEFAULT_BEHAVIOUR: Behaviour = {
  passwords: "overwrite",
  codes: "new",
  accountRoutes: "new",
  tenants: false,
  latencyMs: 0,
};
