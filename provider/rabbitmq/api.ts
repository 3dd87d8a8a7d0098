import { type Call, HttpClient, type HttpServer } from "../http/client.ts";
import type { Answer } from "../http/exchange.ts";
import { route } from "../http/route.ts";
import type { Context } from "../kind.ts";
import { AdministratorRefused, NotManagement, RabbitmqRefusal } from "./errors.ts";
import type { PasswordHash } from "./password-hash.ts";

/** A virtual host; RabbitMQ before 3.8 tells neither description nor metadata. */
export interface VirtualHostInfo {
  readonly description?: string;
  /** What a change must say again, or it is lost. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A queue as the management API lists it. The count of messages is missing at first, then some seconds old. */
export interface QueueInfo {
  readonly name: string;
  readonly type?: string;
  readonly messages?: number;
}

/** A user with its password's hash. */
export interface UserInfo extends PasswordHash {
  readonly tags: readonly string[];
}

/** What a user is made from: its password, or the hash that it had. */
export type NewUser = { readonly tags: readonly string[] } & ({ readonly password: string } | PasswordHash);

/** Regular expressions over names of queues and exchanges. */
export interface Rights {
  readonly configure: string;
  readonly write: string;
  readonly read: string;
}

/**
 * RabbitMQ's management API, as far as virtual hosts, users and permissions go (3.8 to 4.x). Its PUT makes what is not there
 * and overwrites what is: look first.
 */
export class RabbitmqApi {
  readonly #client: HttpClient;
  readonly #endpoint: string;
  /** Whom it asks as. */
  readonly administrator: string | undefined;

  constructor(server: HttpServer, context: Context) {
    const { endpoint, username } = server.settings;
    this.#endpoint = endpoint;
    this.administrator = username;
    this.#client = new HttpClient(server, context);
  }

  virtualHost(name: string): Promise<VirtualHostInfo | undefined> {
    return this.#find(route`api/vhosts/${name}`);
  }

  async putVirtualHost(name: string, { description, metadata }: VirtualHostInfo): Promise<void> {
    await this.#ask("PUT", route`api/vhosts/${name}`, { ...metadata, description });
  }

  deleteVirtualHost(name: string): Promise<void> {
    return this.#remove(route`api/vhosts/${name}`);
  }

  /** Undefined where there is no such virtual host. */
  queues(virtualHost: string): Promise<QueueInfo[] | undefined> {
    return this.#find(`${route`api/queues/${virtualHost}`}?columns=name,type,messages`);
  }

  /** @throws RabbitmqRefusal where it holds messages: the queue itself is asked, not what was counted last. */
  deleteEmptyQueue(virtualHost: string, name: string): Promise<void> {
    return this.#remove(`${route`api/queues/${virtualHost}/${name}`}?if-empty=true`);
  }

  /** RabbitMQ before 3.9 tells the tags as one text. */
  async user(name: string): Promise<UserInfo | undefined> {
    const found = await this.#find<PasswordHash & { tags: string | string[] }>(route`api/users/${name}`);
    if (!found) return undefined;
    const { password_hash, hashing_algorithm, tags } = found;
    const list = typeof tags === "string" ? tags.split(",").filter((tag) => tag !== "") : tags;
    return { password_hash, hashing_algorithm, tags: list };
  }

  async putUser(name: string, user: NewUser): Promise<void> {
    await this.#ask("PUT", route`api/users/${name}`, { ...user, tags: user.tags.join(",") });
  }

  deleteUser(name: string): Promise<void> {
    return this.#remove(route`api/users/${name}`);
  }

  rights(virtualHost: string, user: string): Promise<Rights | undefined> {
    return this.#find(route`api/permissions/${virtualHost}/${user}`);
  }

  async putRights(virtualHost: string, user: string, rights: Rights): Promise<void> {
    await this.#ask("PUT", route`api/permissions/${virtualHost}/${user}`, rights);
  }

  deleteRights(virtualHost: string, user: string): Promise<void> {
    return this.#remove(route`api/permissions/${virtualHost}/${user}`);
  }

  async #find<Found>(path: string): Promise<Found | undefined> {
    try {
      return (await this.#ask("GET", path)) as Found;
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }

  /** What is gone already is deleted: the answer to an earlier try may have been lost. */
  async #remove(path: string): Promise<void> {
    try {
      await this.#ask("DELETE", path);
    } catch (error) {
      if (!isAbsence(error)) throw error;
    }
  }

  async #ask(method: Call["method"], path: string, body?: object): Promise<unknown> {
    return this.#read(`${method} ${path}`, await this.#client.call({ method, path, ...(body && { body }) }));
  }

  #read(asked: string, { status, text }: Answer): unknown {
    const told = text === "" ? {} : parsed(text);
    if (status === 401 || status === 403) {
      throw new AdministratorRefused(this.#endpoint, this.administrator, asked, reasonOf(told));
    }
    if (told === undefined || (status >= 300 && !("error" in told))) {
      throw new NotManagement(this.#endpoint, asked, status);
    }
    if (status < 300) return told;
    throw new RabbitmqRefusal(asked, status, reasonOf(told));
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof RabbitmqRefusal && error.status === 404;
}

/** Undefined where it is no JSON: a page of something else. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(told: object | undefined): string {
  return told && "reason" in told ? words(told.reason) : "without a word";
}

/** Erlang tells some texts as lists of their characters' codes, among others. */
function words(reason: unknown): string {
  if (!Array.isArray(reason)) return String(reason);
  if (reason.every((code) => Number.isInteger(code))) return String.fromCodePoint(...(reason as number[]));
  return reason.map(words).join(" ");
}
