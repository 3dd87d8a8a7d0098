import assert from "node:assert/strict";
import fs from "node:fs";
import { stringify } from "yaml";
import type { Clone, Ended } from "./clone.ts";

/** Ports and passwords of a clone's servers. */
export interface ServerSettings {
  readonly ports: Record<"mariadb" | "redis" | "rabbitmq" | "rabbitmqManagement" | "bkrepo", number>;
  readonly passwords: Record<"mariadb" | "redis" | "rabbitmq" | "bkrepo", string>;
}

/** What `make` has chosen for a clone. */
export function serverSettings(clone: Clone): ServerSettings {
  return JSON.parse(fs.readFileSync(clone.sandbox("settings.json"), "utf8")) as ServerSettings;
}

/** A stack of a clone beside dev, worked on by the CLI itself, without the wrapper that `make env` puts before it. */
export class Stack {
  readonly name: string;
  readonly file: string;
  readonly #clone: Clone;

  private constructor(clone: Clone, name: string) {
    this.#clone = clone;
    this.name = name;
    this.file = `${clone.dir}/Pulumi.${name}.yaml`;
  }

  /** Writes the stack file, creates the stack and stores its secrets: values by path, such as `redis.password`. */
  static async create(
    clone: Clone,
    name: string,
    config: Readonly<Record<string, unknown>>,
    secrets: Readonly<Record<string, string>>,
  ): Promise<Stack> {
    const stack = new Stack(clone, name);
    fs.writeFileSync(stack.file, stringify({ config }));
    await stack.pulumi(`stack init ${name}`);
    for (const [path, secret] of Object.entries(secrets)) {
      await stack.pulumi(`config set --secret --path '${path}'`, secret);
    }
    return stack;
  }

  /** Runs the CLI on this stack; a failure is a result here, not an error. */
  run(command: string, input = ""): Promise<Ended> {
    const cli = this.#clone.sandbox("bin", "pulumi");
    const flag = command.startsWith("stack init") ? "" : `--stack ${this.name}`;
    return this.#clone.inEnv(`printf %s '${input}' | '${cli}' ${command} ${flag} --non-interactive`);
  }

  /** Runs the CLI on this stack. @returns what it printed. */
  async pulumi(command: string, input = ""): Promise<string> {
    const ended = await this.run(command, input);
    assert.equal(ended.exitCode, 0, ended.output);
    return ended.output;
  }
}

/** One section of a stack file. */
type Section = Readonly<Record<string, unknown>>;

/** A stack on a clone's servers: its file, and its secrets by their path. A section given replaces fields of the lent one. */
export function onServersOf(
  clone: Clone,
  sections: Readonly<Record<string, unknown>>,
): [config: Record<string, unknown>, secrets: Record<string, string>] {
  const { ports, passwords } = serverSettings(clone);
  const server = { mode: "existing", host: "127.0.0.1" };
  const lent: Readonly<Record<string, Section>> = {
    "bkpaas:mysql": { ...server, port: ports.mariadb, admin: { user: "root" } },
    "bkpaas:redis": { ...server, port: ports.redis },
    "bkpaas:rabbitmq": {
      ...server,
      port: ports.rabbitmq,
      apiPort: ports.rabbitmqManagement,
      admin: { user: "admin" },
    },
    "bkpaas:bkrepo": { endpoint: `http://127.0.0.1:${ports.bkrepo}`, admin: { user: "admin" } },
  };
  const merged = Object.entries(lent).map(([key, fields]) => [
    key,
    { ...fields, ...(sections[key] as Section) },
  ]);
  const secrets = {
    "mysql.admin.password": passwords.mariadb,
    "redis.password": passwords.redis,
    "rabbitmq.admin.password": passwords.rabbitmq,
    "bkrepo.admin.password": passwords.bkrepo,
  };
  return [{ "bkpaas:sandbox": "true", ...sections, ...Object.fromEntries(merged) }, secrets];
}
