import { BkrepoError } from "./errors.ts";
import type { Call } from "./route.ts";
import type { Role } from "./state.ts";

/** Whether the caller administers a project, or where one is named this repository of it. */
export function administers(
  { caller, store }: Call,
  projectId: string,
  repoName: string | null = null,
): boolean {
  const covers = (role: Role | undefined): boolean =>
    role?.projectId === projectId && (role.repoName === null || role.repoName === repoName);
  return caller.admin || caller.roles.some((id) => id !== null && covers(store.role(id)));
}

/** Refuses as the account service does (`OpenResource.kt`). */
export function accountService(call: Call, allowed: boolean): void {
  if (!allowed) throw new BkrepoError("noPermission", `[${call.caller.userId}] has no permission`);
}

/** The account service lets an account do this to itself, and administrators to everybody (`OpenResource.preCheckContextUser`). */
export function selfOrAdministrator(call: Call): void {
  accountService(call, call.caller.admin || call.caller.userId === call.parameter("user"));
}

/** Refuses as the services of projects, repositories and files do (`PermissionManager.kt`). */
export function repositoryService(call: Call, allowed: boolean): void {
  if (!allowed) throw new BkrepoError("requestDenied", `[${call.caller.userId}] is not permitted`, 403);
}
