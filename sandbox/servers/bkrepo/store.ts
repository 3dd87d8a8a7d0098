import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { readIfExists, writeAtomically } from "../../files.ts";

/** Cheap on purpose: it runs at every request, and the passwords of a sandbox are long random ones. */
const HASH_COST = { N: 1024 };

export interface Project {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
}

export interface Repository {
  readonly projectId: string;
  readonly name: string;
  readonly type: string;
  readonly category: string;
  readonly public: boolean;
  readonly description: string;
}

/** What an account administers; a whole project where no repository is named. */
export interface Role {
  readonly projectId: string;
  readonly repoName?: string;
}

export interface User {
  readonly userId: string;
  readonly name: string;
  readonly admin: boolean;
  readonly group: boolean;
  readonly asstUsers: readonly string[];
  readonly roles: readonly Role[];
  /** Salt and scrypt hash in hexadecimal, joined by a colon. */
  readonly passwordHash: string;
}

interface State {
  readonly projects: Record<string, Project>;
  /** By `<project>/<repository>`. */
  readonly repositories: Record<string, Repository>;
  readonly users: Record<string, User>;
}

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
    const empty: State = { projects: {}, repositories: {}, users: {} };
    const store = new BkrepoStore(file, text === undefined ? empty : (JSON.parse(text) as State));
    if (!store.user(administrator.userId)) {
      store.putUser({
        ...newUser(administrator.userId, administrator.userId),
        admin: true,
        passwordHash: hashPassword(administrator.password),
      });
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

  user(userId: string): User | undefined {
    return own(this.#state.users, userId);
  }

  putUser(user: User): void {
    this.#state.users[user.userId] = user;
    this.#save();
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

/** An account without rights, whose password matches nothing yet. */
export function newUser(userId: string, name: string): User {
  return { userId, name, admin: false, group: false, asstUsers: [], roles: [], passwordHash: "" };
}

export function hashPassword(password: string, salt = randomBytes(16)): string {
  return `${salt.toString("hex")}:${scryptSync(password, salt, 32, HASH_COST).toString("hex")}`;
}

export function passwordMatches(user: User, password: string): boolean {
  const [salt, hash] = user.passwordHash.split(":");
  if (!salt || !hash) return false;
  const given = scryptSync(password, Buffer.from(salt, "hex"), 32, HASH_COST);
  return timingSafeEqual(given, Buffer.from(hash, "hex"));
}

function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
