import assert from "node:assert/strict";
import fs from "node:fs";
import { ADMINISTRATORS } from "../../../sandbox/settings.ts";
import type { Clone } from "./clone.ts";

/** The bkrepo of a clone's sandbox, asked as its administrator or as any account. */
export class Bkrepo {
  readonly #endpoint: string;
  readonly #administrator: string;

  private constructor(endpoint: string, administrator: string) {
    this.#endpoint = endpoint;
    this.#administrator = administrator;
  }

  /** The one of a clone's sandbox. */
  static of(clone: Clone): Bkrepo {
    const { ports, passwords } = JSON.parse(fs.readFileSync(clone.sandbox("settings.json"), "utf8")) as {
      ports: { bkrepo: number };
      passwords: { bkrepo: string };
    };
    return new Bkrepo(`http://127.0.0.1:${ports.bkrepo}`, `${ADMINISTRATORS.bkrepo}:${passwords.bkrepo}`);
  }

  /** The `data` of an answer; every business error fails the test. */
  async ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await this.#send(this.#administrator, method, path, body);
    const answer = (await response.json()) as { code: number; data: unknown };
    assert.equal(answer.code, 0, `${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.data;
  }

  /** Whether an account can log in. */
  async accepts({ user, password }: { user: string; password: string }): Promise<boolean> {
    const response = await this.#send(`${user}:${password}`, "GET", "repository/api/project/list");
    await response.arrayBuffer();
    assert.ok([200, 401].includes(response.status), `HTTP ${response.status}`);
    return response.ok;
  }

  #send(who: string, method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${this.#endpoint}/${path}`, {
      method,
      headers: { authorization: `Basic ${Buffer.from(who).toString("base64")}` },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
}
