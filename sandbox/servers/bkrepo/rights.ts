import { BkrepoError } from "./errors.ts";
import type { Role, User } from "./store.ts";

/** Raises an error unless the account administers the whole of what is named. */
export function administers(user: User, what: Role): void {
  const covers = (role: Role): boolean =>
    role.projectId === what.projectId && (role.repoName === undefined || role.repoName === what.repoName);
  if (user.admin || user.roles.some(covers)) return;
  throw new BkrepoError("noPermission", `${user.userId} has no permission`);
}

/** Raises an error unless the account is a system administrator. */
export function administersSystem(user: User): void {
  if (!user.admin) throw new BkrepoError("noPermission", `${user.userId} is not an administrator`);
}
