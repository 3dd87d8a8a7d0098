import { HttpClient, type Call, type Credentials, type HttpServer } from "../http/client.ts";
import type { Answer } from "../http/exchange.ts";
import { route } from "../http/route.ts";
import type { Context } from "../kind.ts";
import { envelopeOf } from "./envelope.ts";
import { AdministratorRefused, BkrepoRefusal, ClocksDiffer } from "./errors.ts";

/** A project as bkrepo lists it. */
export interface ProjectInfo {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
}

/** A repository as bkrepo describes it. */
export interface RepositoryInfo {
  readonly type: string;
  readonly public: boolean;
  readonly description: string | null;
  /** In bytes. */
  readonly quota: number | null;
}

/** An account as its administrator sees it; servers of 2022 leave nulls among the roles. */
interface UserDetail {
  readonly userId: string;
  readonly roles: readonly (string | null)[];
}

/** What a role administers: a repository, or without one the whole project. */
export interface Administered {
  readonly project: string;
  readonly repository?: string;
}

/** What a new repository is made from. */
export interface NewRepository {
  readonly projectId: string;
  readonly name: string;
  readonly type: string;
  readonly public: boolean;
  readonly description: string;
  readonly quota: number | undefined;
}

/** bkrepo's clocks differ when its services call each other; no repetition heals that. */
const isClockSkew = ({ text }: Answer): boolean => text.includes("Expired token");

/**
 * bkrepo's HTTP API, as far as accounts, projects and repositories go (`TencentBlueKing/bk-repo`, v1.3.8 to 2026-08; the
 * routes are those of its UserController, RoleController, UserProjectController and UserRepositoryController). Whether a thing
 * exists is asked by the `exist` routes: the numbers of the error codes shift between releases.
 */
export class BkrepoApi {
  readonly #client: HttpClient;
  readonly #endpoint: string;
  readonly #username: string | undefined;
  readonly tenantId: string | undefined;

  constructor(server: HttpServer, context: Context) {
    const { endpoint, username, tenantId } = server.settings;
    this.#endpoint = endpoint;
    this.#username = username;
    this.tenantId = tenantId;
    this.#client = new HttpClient(server, context, {
      isFinal: isClockSkew,
      ...(tenantId !== undefined && { headers: { "X-Bk-Tenant-Id": tenantId } }),
    });
  }

  /** Whether there is an administrator to ask as. */
  get hasAdministrator(): boolean {
    return this.#username !== undefined;
  }

  projectExists(projectId: string): Promise<boolean> {
    return this.#ask("GET", route`repository/api/project/exist/${projectId}`);
  }

  /** @returns the project's id, where the server tells it. */
  createProject(project: ProjectInfo): Promise<string | null> {
    return this.#ask("POST", "repository/api/project/create", project);
  }

  async project(projectId: string): Promise<ProjectInfo | undefined> {
    const listed: ProjectInfo[] = await this.#ask(
      "GET",
      route`repository/api/project/list?names=${projectId}`,
    );
    return listed.find(({ name }) => name === projectId);
  }

  updateProject(projectId: string, changed: Partial<ProjectInfo>): Promise<void> {
    return this.#ask("PUT", route`repository/api/project/${projectId}`, changed);
  }

  repositoryExists(projectId: string, name: string): Promise<boolean> {
    return this.#ask("GET", route`repository/api/repo/exist/${projectId}/${name}`);
  }

  /** Undefined where bkrepo finds none. */
  async repository(projectId: string, name: string): Promise<RepositoryInfo | undefined> {
    try {
      return (
        (await this.#ask<RepositoryInfo | null>(
          "GET",
          route`repository/api/repo/info/${projectId}/${name}`,
        )) ?? undefined
      );
    } catch (error) {
      if (error instanceof BkrepoRefusal && !(await this.repositoryExists(projectId, name))) return undefined;
      throw error;
    }
  }

  createRepository(repository: NewRepository): Promise<unknown> {
    const settled = { category: "LOCAL", configuration: null, storageCredentialsKey: null };
    const { type, ...rest } = repository;
    return this.#ask("POST", "repository/api/repo/create", { ...settled, ...rest, type: type.toUpperCase() });
  }

  updateRepository(
    projectId: string,
    name: string,
    changed: { public?: boolean; description?: string },
  ): Promise<void> {
    return this.#ask("POST", route`repository/api/repo/update/${projectId}/${name}`, changed);
  }

  setQuota(projectId: string, name: string, bytes: number): Promise<void> {
    return this.#ask("POST", route`repository/api/repo/quota/${projectId}/${name}?quota=${String(bytes)}`);
  }

  deleteRepository(projectId: string, name: string, withContent: boolean): Promise<void> {
    return this.#ask(
      "DELETE",
      route`repository/api/repo/delete/${projectId}/${name}?forced=${String(withContent)}`,
    );
  }

  userExists(userId: string): Promise<boolean> {
    return this.#ask("GET", route`auth/api/user/repeat/${userId}`);
  }

  /** Leaves an account that exists as it is; the routes that also give a role would set its password. */
  createUser(userId: string, password: string): Promise<boolean> {
    const account = { userId, name: userId, pwd: password, admin: false, group: false, asstUsers: [] };
    return this.#ask("POST", "auth/api/user/create", account);
  }

  async setPassword(userId: string, password: string): Promise<void> {
    const [now, before] = [route`auth/api/user/update/info/${userId}`, route`auth/api/user/${userId}`];
    await this.#askEither("PUT", now, before, { pwd: password });
  }

  async deleteUser(userId: string): Promise<void> {
    await this.#askEither("DELETE", route`auth/api/user/delete/${userId}`, route`auth/api/user/${userId}`);
  }

  /**
   * Whether a login is accepted. Asked of the repository service: the account service of 2022 refuses everybody but
   * administrators, whatever the password.
   */
  async login(account: Credentials): Promise<boolean> {
    const call: Call = {
      method: "GET",
      path: route`repository/api/project/list?names=${account.user}`,
      as: account,
    };
    const answer = await this.#client.call(call);
    if (answer.status === 401) return false;
    this.#read(call, answer);
    return true;
  }

  /** Ids of an account's roles; undefined where there is no such account. */
  async rolesOf(userId: string): Promise<string[] | undefined> {
    const detail = await this.#ask<UserDetail | null>("GET", route`auth/api/user/detail/${userId}`);
    return detail?.roles.filter((role) => role !== null);
  }

  /** The role that administers a project or repository, made if need be. @returns its id. */
  makeAdminRole({ project, repository }: Administered): Promise<string> {
    return this.#ask(
      "POST",
      repository === undefined
        ? route`auth/api/role/create/project/manage/${project}`
        : route`auth/api/role/create/repo/manage/${project}/${repository}`,
    );
  }

  /** The id of the same role; undefined where bkrepo has not made it yet. */
  async adminRole({ project, repository }: Administered): Promise<string | undefined> {
    const role = await this.#ask<{ id: string } | null>(
      "GET",
      repository === undefined
        ? route`auth/api/role/detail/project_manage/${project}`
        : route`auth/api/role/detail/repo_manage/${project}/${repository}`,
    );
    return role?.id;
  }

  addRole(userId: string, roleId: string): Promise<unknown> {
    return this.#ask("POST", route`auth/api/user/role/${userId}/${roleId}`);
  }

  removeRole(userId: string, roleId: string): Promise<unknown> {
    return this.#ask("DELETE", route`auth/api/user/role/${userId}/${roleId}`);
  }

  /** Asks by the route of today, and where a server of 2022 does not know it by the one it had. */
  async #askEither(method: Call["method"], now: string, before: string, body?: object): Promise<void> {
    try {
      await this.#ask(method, now, body);
    } catch (error) {
      if (!(error instanceof BkrepoRefusal) || ![404, 405].includes(error.status)) throw error;
      await this.#ask(method, before, body);
    }
  }

  async #ask<Data>(method: Call["method"], path: string, body?: object): Promise<Data> {
    const call = { method, path, ...(body && { body }) };
    return this.#read(call, await this.#client.call(call)) as Data;
  }

  /** What an answer carries. The text of a 401 is never shown: old servers put the credentials into it. */
  #read({ method, path }: Call, { status, text }: Answer): unknown {
    const asked = `${method} ${path}`;
    if (isClockSkew({ status, text })) throw new ClocksDiffer(this.#endpoint, asked);
    if (status === 401 || status === 403)
      throw new AdministratorRefused(this.#endpoint, this.#username, asked);
    const { code, message, data, traceId } = envelopeOf(text);
    if (status < 300 && code === 0) return data;
    throw new BkrepoRefusal(asked, status, code, message ?? "without a word", traceId ?? "none");
  }
}
