import { randomBytes } from "node:crypto";
import { BkrepoError } from "./errors.ts";
import { fields, isGiven } from "./fields.ts";
import { hashPassword } from "./passwords.ts";
import { findProject } from "./projects.ts";
import { accountService, administers, selfOrAdministrator } from "./rights.ts";
import type { Call } from "./route.ts";
import type { Role, User } from "./state.ts";
import { newUser } from "./store.ts";

/** Creates an account; one that exists stays as it is. */
export function createUser(call: Call): true {
  accountService(call, call.caller.admin);
  ensureUser(call);
  return true;
}

export function createProjectUser(call: Call): true {
  const projectId = fields.text(call.body, "projectId");
  accountService(call, administers(call, projectId));
  if (!findProject(call, projectId)) {
    throw new BkrepoError("accountProjectNotFound", `Project [${projectId}] not found`);
  }
  return createWithRole(call, () => call.store.ensureManagers(projectId, null));
}

export function createRepositoryUser(call: Call): true {
  const projectId = fields.text(call.body, "projectId");
  const repoName = fields.text(call.body, "repoName");
  accountService(call, administers(call, projectId));
  if (!call.store.repository(projectId, repoName)) {
    throw new BkrepoError("accountRepositoryNotFound", `Repository [${projectId}/${repoName}] not found`);
  }
  return createWithRole(call, () => call.store.ensureManagers(projectId, repoName));
}

/** What an administrator or the account itself sees; assistants and group are left out upstream too (`UserRequestUtil.convToUser`). */
export function userDetail(call: Call): object | null {
  selfOrAdministrator(call);
  const user = call.store.user(call.parameter("user"));
  return user ? detailOf(user) : null;
}

export function userInfo(call: Call): object | null {
  selfOrAdministrator(call);
  const user = call.store.user(call.parameter("user"));
  if (!user) return null;
  const { userId, name, admin, group, asstUsers } = user;
  return { userId, name, locked: false, email: null, phone: null, admin, group, asstUsers, tenantId: null };
}

export function userExists(call: Call): boolean {
  selfOrAdministrator(call);
  return call.store.user(call.parameter("user")) !== undefined;
}

/** Changes what the body says; what it leaves out stays. */
export function updateUser(call: Call): true {
  selfOrAdministrator(call);
  const { body, store } = call;
  if (fields.flag(body, "admin")) {
    throw new BkrepoError("platformOnly", "Only a platform account makes administrators");
  }
  const user = existingUser(call);
  const asstUsers = fields.names(body, "asstUsers") ?? [];
  store.putUser({
    ...user,
    name: fields.optionalText(body, "name") ?? user.name,
    admin: fields.flag(body, "admin") ?? user.admin,
    asstUsers: asstUsers.length > 0 ? asstUsers : user.asstUsers,
    passwordHash: isGiven(body, "pwd") ? hashPassword(fields.text(body, "pwd")) : user.passwordHash,
  });
  return true;
}

export function deleteUser(call: Call): true {
  selfOrAdministrator(call);
  call.store.removeUser(existingUser(call).userId);
  return true;
}

/** The account that the path names. */
export function existingUser({ store, parameter }: Call): User {
  const user = store.user(parameter("user"));
  if (user) return user;
  throw new BkrepoError("userNotFound", `User [${parameter("user")}] not found`);
}

/** An account as `detail` shows it, its secrets left out. */
export function detailOf({ userId, name, admin, roles, tokens }: User): object {
  return {
    userId,
    name,
    pwd: "",
    admin,
    locked: false,
    tokens: tokens.map((token) => ({
      name: token.name,
      id: "",
      createdAt: token.createdAt,
      expiredAt: null,
    })),
    roles,
    asstUsers: [],
    group: false,
    email: null,
    createdDate: null,
    lastModifiedDate: null,
  };
}

function createWithRole(call: Call, role: () => Role): true {
  const { store, body, behaviour } = call;
  const user = ensureUser(call);
  const changed =
    isGiven(body, "pwd") && behaviour.passwords === "overwrite"
      ? { ...user, passwordHash: hashPassword(fields.text(body, "pwd")) }
      : user;
  store.putUser(changed);
  store.grant(changed, role());
  return true;
}

/** The account that the body describes; made if there is none, with a random password where none is given. */
function ensureUser({ store, body }: Call): User {
  const userId = fields.userId(body);
  const existing = store.user(userId);
  if (existing) return existing;
  const user = {
    ...newUser(userId, fields.optionalText(body, "pwd") ?? randomBytes(16).toString("hex")),
    name: fields.text(body, "name"),
    group: fields.flag(body, "group") ?? false,
    asstUsers: fields.names(body, "asstUsers") ?? [],
  };
  store.putUser(user);
  return user;
}
