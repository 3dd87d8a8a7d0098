import { randomBytes } from "node:crypto";

export interface Project {
  /** The id; in multi-tenant mode `<tenant>.<name>`. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly tenantId: string | null;
}

export interface Repository {
  readonly projectId: string;
  readonly name: string;
  readonly type: string;
  readonly category: string;
  readonly public: boolean;
  readonly description: string | null;
  /** In bytes. */
  readonly quota: number | null;
  /** In bytes; counted only while there is a quota, as bkrepo does (`QuotaServiceImpl.incUpdateRepoUsedVolume`). */
  readonly used: number;
  /** The size in bytes of each file, by its path. */
  readonly files: Readonly<Record<string, number>>;
}

/** The right to administer a project, or only a repository of it. */
export interface Role {
  /** What users refer to. */
  readonly id: string;
  /** The kind, which every role of this kind bears. */
  readonly roleId: "project_manage" | "repo_manage";
  readonly projectId: string;
  readonly repoName: string | null;
}

/** A second password with a name. */
export interface Token {
  readonly name: string;
  readonly hash: string;
  /** As `2026-08-01T12:00:00.000Z`. */
  readonly createdAt: string;
}

export interface User {
  readonly userId: string;
  readonly name: string;
  readonly admin: boolean;
  readonly group: boolean;
  readonly asstUsers: readonly string[];
  /** Ids of roles; old servers leave a null where one was taken away. */
  readonly roles: readonly (string | null)[];
  readonly tokens: readonly Token[];
  readonly passwordHash: string;
}

/** The content of the state file. */
export interface State {
  readonly projects: Record<string, Project>;
  /** By `<project>/<repository>`. */
  readonly repositories: Record<string, Repository>;
  /** By id. */
  readonly roles: Record<string, Role>;
  readonly users: Record<string, User>;
}

/** The form that files had before roles were kept by themselves; sandboxes made then still hold it. */
interface EarlierState {
  readonly projects: Record<string, Omit<Project, "tenantId">>;
  readonly repositories: Record<string, Omit<Repository, "quota" | "used" | "files">>;
  readonly users: Record<
    string,
    Omit<User, "roles" | "tokens"> & { readonly roles: readonly { projectId: string; repoName?: string }[] }
  >;
}

export function emptyState(): State {
  return { projects: {}, repositories: {}, roles: {}, users: {} };
}

/** Reads a state file of this form or of the earlier one. */
export function parseState(text: string): State {
  const state = JSON.parse(text) as State | EarlierState;
  return "roles" in state ? state : upgraded(state);
}

/** A role that nobody has yet. */
export function newRole(projectId: string, repoName: string | null): Role {
  const roleId = repoName === null ? "project_manage" : "repo_manage";
  return { id: randomBytes(12).toString("hex"), roleId, projectId, repoName };
}

function upgraded(earlier: EarlierState): State {
  const state = emptyState();
  const roleOf = (projectId: string, repoName: string | null): string => {
    const same = (role: Role): boolean => role.projectId === projectId && role.repoName === repoName;
    const role = Object.values(state.roles).find(same) ?? newRole(projectId, repoName);
    state.roles[role.id] = role;
    return role.id;
  };
  for (const [name, project] of Object.entries(earlier.projects)) {
    state.projects[name] = { ...project, tenantId: null };
  }
  for (const [name, repository] of Object.entries(earlier.repositories)) {
    state.repositories[name] = { ...repository, quota: null, used: 0, files: {} };
  }
  for (const [userId, user] of Object.entries(earlier.users)) {
    const roles = user.roles.map(({ projectId, repoName }) => roleOf(projectId, repoName ?? null));
    state.users[userId] = { ...user, roles, tokens: [] };
  }
  return state;
}
