import { readIfExists, writeAtomically } from "../../files.ts";
import { hashPassword } from "./passwords.ts";
import { emptyState, newRole, parseState } from "./state.ts";
import type { Project, Repository, Role, State, User } from "./state.ts";

/** What the stand-in remembers, in a JSON file that is rewritten at every change. */
export class BkrepoStore {
  readonly #file: string;
  readonly #state: State;

  constructor(file: string, state: State) {
    this.#file = file;
    this.#state = state;
  }

  /** Opens the file, or begins with nothing but the administrator, who as in bkrepo is only created, never changed. */
  static open(file: string, administrator: { userId: string; password: string }): BkrepoStore {
    const text = readIfExists(file);
    const store = new BkrepoStore(file, text === undefined ? emptyState() : parseState(text));
    if (!store.user(administrator.userId)) {
      store.putUser({ ...newUser(administrator.userId, administrator.password), admin: true });
    }
    return store;
  }

  projects(): Project[] {
    return Object.values(this.#state.projects);
  }

  project(name: string): Project | undefined {
    return own(this.#state.projects, name);
  }

  putProject(project: Project): void {
    this.#state.projects[project.name] = project;
    this.#save();
  }

  repository(projectId: string, name: string): Repository | undefined {
    return own(this.#state.repositories, `${projectId}/${name}`);
  }

  putRepository(repository: Repository): void {
    this.#state.repositories[`${repository.projectId}/${repository.name}`] = repository;
    this.#save();
  }

  removeRepository(projectId: string, name: string): void {
    this.#remove(this.#state.repositories, `${projectId}/${name}`);
  }

  role(id: string): Role | undefined {
    return own(this.#state.roles, id);
  }

  /** The role of a project's administrators, or of a repository's. */
  managers(projectId: string, repoName: string | null): Role | undefined {
    return Object.values(this.#state.roles).find(
      (role) => role.projectId === projectId && role.repoName === repoName,
    );
  }

  /** The same role, made if there is none. */
  ensureManagers(projectId: string, repoName: string | null): Role {
    const role = this.managers(projectId, repoName) ?? newRole(projectId, repoName);
    this.#state.roles[role.id] = role;
    this.#save();
    return role;
  }

  users(): User[] {
    return Object.values(this.#state.users);
  }

  user(userId: string): User | undefined {
    return own(this.#state.users, userId);
  }

  putUser(user: User): void {
    this.#state.users[user.userId] = user;
    this.#save();
  }

  /** Gives an account a role, once. */
  grant(user: User, role: Role): void {
    if (!user.roles.includes(role.id)) this.putUser({ ...user, roles: [...user.roles, role.id] });
  }

  removeUser(userId: string): void {
    this.#remove(this.#state.users, userId);
  }

  #remove(record: Record<string, unknown>, key: string): void {
    Reflect.deleteProperty(record, key);
    this.#save();
  }

  #save(): void {
    writeAtomically(this.#file, `${JSON.stringify(this.#state, null, 2)}\n`);
  }
}

/** An account without rights. */
export function newUser(userId: string, password: string): User {
  const passwordHash = hashPassword(password);
  return {
    userId,
    name: userId,
    admin: false,
    group: false,
    asstUsers: [],
    roles: [],
    tokens: [],
    passwordHash,
  };
}

function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
