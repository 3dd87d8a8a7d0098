import { BkrepoError } from "./errors.ts";
import { accountService, administers, selfOrAdministrator } from "./rights.ts";
import type { Call } from "./route.ts";
import type { Role } from "./state.ts";
import { detailOf, existingUser } from "./users.ts";

/** The id of the role; the same whenever it is asked for. Upstream does not look whether the project exists. */
export function createProjectRole(call: Call): string {
  accountService(call, administers(call, call.parameter("project")));
  return call.store.ensureManagers(call.parameter("project"), null).id;
}

export function createRepositoryRole(call: Call): string {
  accountService(call, administers(call, call.parameter("project")));
  return call.store.ensureManagers(call.parameter("project"), call.parameter("repository")).id;
}

export function projectRole(call: Call): object | null {
  return shown(call, call.store.managers(call.parameter("project"), null));
}

export function repositoryRole(call: Call): object | null {
  return shown(call, call.store.managers(call.parameter("project"), call.parameter("repository")));
}

/** Gives an account a role; one that it has already stays. */
export function addRole(call: Call): object {
  selfOrAdministrator(call);
  call.store.grant(existingUser(call), existingRole(call));
  return detailOf(existingUser(call));
}

/** Takes a role from an account. Old servers empty its place instead of closing it (`UserUpdateHelper.buildUnsetRoles`). */
export function removeRole(call: Call): object {
  selfOrAdministrator(call);
  const [user, { id }] = [existingUser(call), existingRole(call)];
  const roles =
    call.behaviour.accountRoutes === "old"
      ? user.roles.map((held) => (held === id ? null : held))
      : user.roles.filter((held) => held !== id);
  call.store.putUser({ ...user, roles });
  return detailOf(existingUser(call));
}

function existingRole({ store, parameter }: Call): Role {
  const role = store.role(parameter("role"));
  if (role) return role;
  throw new BkrepoError("roleNotFound", `Role [${parameter("role")}] not found`);
}

function shown(call: Call, role: Role | undefined): object | null {
  accountService(call, administers(call, call.parameter("project")));
  if (role?.roleId !== call.parameter("kind")) return null;
  return {
    id: role.id,
    roleId: role.roleId,
    type: role.repoName === null ? "PROJECT" : "REPO",
    name: role.repoName === null ? "项目管理员" : "仓库管理员",
    projectId: role.projectId,
    admin: true,
    users: call.store.users().flatMap(({ userId, roles }) => (roles.includes(role.id) ? [userId] : [])),
    description: null,
    source: null,
    deptInfoList: null,
  };
}
