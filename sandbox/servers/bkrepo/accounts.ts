import { constants, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { BkrepoError } from "./errors.ts";
import { fields, type Body } from "./fields.ts";
import { administers, administersSystem } from "./rights.ts";
import type { Call, Route } from "./route.ts";
import { hashPassword, newUser, passwordMatches, type BkrepoStore, type Role, type User } from "./store.ts";

/** What bkrepo resets a password to. */
const RESET_PASSWORD = "password";

/** Passwords in addresses are encrypted for this pair; it lives as long as the process. */
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** The account service. */
export const accountRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/auth/api/user/create",
    handle: ({ store, caller, body }) => {
      administersSystem(caller);
      const userId = fields.userId(body);
      if (store.user(userId)) throw new BkrepoError("userExists", `User [${userId}] existed`);
      store.putUser(described(newUser(userId, userId), body));
      return true;
    },
  },
  {
    method: "POST",
    path: "/auth/api/user/create/project",
    handle: (call) => {
      const projectId = fields.projectId(call.body);
      if (!call.store.project(projectId)) {
        throw new BkrepoError("accountProjectNotFound", `Project [${projectId}] not found`);
      }
      return createWithRole(call, { projectId });
    },
  },
  {
    method: "POST",
    path: "/auth/api/user/create/repo",
    handle: (call) => {
      const projectId = fields.projectId(call.body);
      const repoName = fields.repository(call.body);
      if (!call.store.repository(projectId, repoName)) {
        throw new BkrepoError("accountRepositoryNotFound", `Repository [${projectId}/${repoName}] not found`);
      }
      return createWithRole(call, { projectId, repoName });
    },
  },
  {
    method: "GET",
    path: "/auth/api/user/detail/:user",
    handle: ({ store, parameter }) => view(store.user(parameter("user"))),
  },
  {
    method: "GET",
    path: "/auth/api/user/userinfo/:user",
    handle: ({ store, parameter }) => view(store.user(parameter("user"))),
  },
  {
    method: "GET",
    path: "/auth/api/user/repeat/:user",
    handle: ({ store, parameter }) => store.user(parameter("user")) !== undefined,
  },
  {
    method: "GET",
    path: "/auth/api/user/rsa",
    handle: () => rsa.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
  },
  {
    method: "PUT",
    path: "/auth/api/user/update/info/:user",
    handle: ({ store, caller, body, parameter }) => {
      const user = existing(store, parameter("user"));
      mayChange(caller, user);
      const changed = described(user, body);
      // Only an administrator makes another one.
      if (changed.admin !== user.admin) administersSystem(caller);
      store.putUser(changed);
      return true;
    },
  },
  { method: "PUT", path: "/auth/api/user/update/password/:user", handle: changePassword },
  {
    method: "POST",
    path: "/auth/api/user/reset/:user",
    handle: ({ store, caller, parameter }) => {
      const user = existing(store, parameter("user"));
      mayChange(caller, user);
      store.putUser({ ...user, passwordHash: hashPassword(RESET_PASSWORD) });
      return true;
    },
  },
  {
    method: "DELETE",
    path: "/auth/api/user/delete/:user",
    handle: ({ store, caller, parameter }) => {
      administersSystem(caller);
      store.removeUser(existing(store, parameter("user")).userId);
      return true;
    },
  },
];

/** Creates an account or, as bkrepo has done since 2022, overwrites the one that exists, its password included. */
function createWithRole({ store, caller, body }: Call, role: Role): true {
  administers(caller, role);
  const userId = fields.userId(body);
  const before = store.user(userId) ?? newUser(userId, userId);
  // A project's administrator must not take over the system by naming its administrator.
  if (before.admin) administersSystem(caller);
  const user = described(before, { ...body, admin: before.admin });
  const others = user.roles.filter(
    (held) => held.projectId !== role.projectId || held.repoName !== role.repoName,
  );
  store.putUser({ ...user, roles: [...others, role] });
  return true;
}

function changePassword({ store, caller, query, parameter }: Call): true {
  const user = existing(store, parameter("user"));
  mayChange(caller, user);
  if (!passwordMatches(user, decrypted(query, "oldPwd"))) {
    throw new BkrepoError("parameterInvalid", "[oldPwd] is not the password");
  }
  store.putUser({ ...user, passwordHash: hashPassword(decrypted(query, "newPwd")) });
  return true;
}

/** The account with what the body says about it; what the body leaves out stays. */
function described(user: User, body: Body): User {
  return {
    ...user,
    name: fields.optionalText(body, "name") ?? user.name,
    admin: fields.flag(body, "admin", user.admin),
    group: fields.flag(body, "group", user.group),
    asstUsers: body["asstUsers"] ? fields.names(body, "asstUsers") : user.asstUsers,
    passwordHash: body["pwd"] ? hashPassword(fields.password(body)) : user.passwordHash,
  };
}

function existing(store: BkrepoStore, userId: string): User {
  const user = store.user(userId);
  if (user) return user;
  throw new BkrepoError("userNotFound", `User [${userId}] not found`);
}

function mayChange(caller: User, user: User): void {
  if (caller.userId !== user.userId) administersSystem(caller);
}

/** What a client may see of an account: everything but the password's hash. */
function view(user: User | undefined): object | null {
  if (!user) return null;
  const { userId, name, admin, group, asstUsers, roles } = user;
  return { userId, name, admin, group, asstUsers, roles, locked: false };
}

function decrypted(query: URLSearchParams, key: string): string {
  const text = query.get(key);
  if (text === null) throw new BkrepoError("parameterMissing", `[${key}] is missing`);
  try {
    const encrypted = Buffer.from(text, "base64");
    return privateDecrypt({ key: rsa.privateKey, padding: constants.RSA_PKCS1_PADDING }, encrypted).toString(
      "utf8",
    );
  } catch {
    throw new BkrepoError(
      "parameterInvalid",
      `[${key}] is not encrypted with the key of GET auth/api/user/rsa`,
    );
  }
}
