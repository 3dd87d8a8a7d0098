import type { Context } from "../kind.ts";
import { Conflict, type Origin } from "../ownership.ts";
import type { Administered, BkrepoApi } from "./api.ts";

/** What the state knows of a role that an account holds. */
export interface HeldRole {
  readonly roleId: string;
  readonly origin: Origin;
}

/**
 * Gives an account the administrator's role, which is made if need be. No password is touched.
 * @throws Conflict where the account is missing, or what it is to administer: bkrepo would make a role for nothing.
 */
export async function giveRole(api: BkrepoApi, userId: string, of: Administered): Promise<HeldRole> {
  const { project, repository } = of;
  const isThere =
    repository === undefined ? api.projectExists(project) : api.repositoryExists(project, repository);
  if (!(await isThere))
    throw missing(repository === undefined ? `project ${project}` : `repository ${project}/${repository}`);
  const roles = await api.rolesOf(userId);
  if (!roles) throw missing(`account ${userId}`);
  const roleId = await api.makeAdminRole(of);
  if (roles.includes(roleId)) return { roleId, origin: "found" };
  await api.addRole(userId, roleId);
  return { roleId, origin: "created" };
}

/** The role as the account holds it now; undefined where it does not. */
export async function heldRole(
  api: BkrepoApi,
  userId: string,
  of: Administered,
  known: Partial<HeldRole>,
): Promise<HeldRole | undefined> {
  const roles = await api.rolesOf(userId);
  if (!roles) return undefined;
  const roleId = known.roleId ?? (await api.adminRole(of));
  if (roleId === undefined || !roles.includes(roleId)) return undefined;
  return { roleId, origin: known.origin ?? "found" };
}

/** Takes back a role that this stack gave. */
export async function takeRole(
  api: BkrepoApi,
  id: string,
  userId: string,
  { roleId, origin }: Partial<HeldRole>,
  { report }: Context,
): Promise<void> {
  if (roleId === undefined || origin !== "created") {
    report("warning", `the administration ${id} stays in bkrepo: it was there before this stack`);
    return;
  }
  const roles = await api.rolesOf(userId);
  if (roles?.includes(roleId)) await api.removeRole(userId, roleId);
}

function missing(what: string): Conflict {
  return new Conflict(`${what} does not exist in bkrepo: create it first, and let this depend on it`);
}
