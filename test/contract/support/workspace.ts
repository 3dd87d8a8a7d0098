import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parse, stringify } from "yaml";
import { BIN, CHECKOUT } from "./checkout.ts";
import { type Run, execute } from "./execute.ts";
import { type PluginName, installPlugin } from "./plugins.ts";
import type { Preview, State } from "./state.ts";

export interface WorkspaceOptions {
  /** Folder with `Pulumi.yaml` and the program; it is copied. */
  readonly program: string;
  /** The plugins under test that the program uses. */
  readonly plugins: readonly PluginName[];
  readonly stack?: string;
  /** More environment for the CLI, the program and the plugins. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A program with a stack of its own: copied to a temporary folder, state in files, a PULUMI_HOME that holds
 * nothing but the plugins under test. Drives the real CLI.
 */
export class Workspace {
  readonly dir: string;
  readonly stack: string;
  /** Why the plugins under test are not there; undefined when all is well. */
  readonly missing: string | undefined;
  readonly #root: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(root: string, options: WorkspaceOptions, missing: string | undefined) {
    this.#root = root;
    this.dir = path.join(root, "program");
    this.stack = options.stack ?? "rec";
    this.missing = missing;
    this.#env = environment(root, options.env ?? {});
  }

  /** Copies the program and creates the stack. */
  static async create(options: WorkspaceOptions): Promise<Workspace> {
    const root = await mkdtemp(path.join(os.tmpdir(), "bkpaas-contract-"));
    const dir = path.join(root, "program");
    await cp(options.program, dir, { recursive: true });
    await symlink(path.join(CHECKOUT, "node_modules"), path.join(dir, "node_modules"));
    await writeFile(path.join(dir, "package.json"), '{ "type": "module" }\n');
    await mkdir(path.join(root, "state"));
    const reasons = await Promise.all(
      options.plugins.map((name) => installPlugin(path.join(root, "home"), name)),
    );
    const missing = reasons.find((reason) => reason !== undefined);
    const workspace = new Workspace(root, options, missing);
    if (missing === undefined) await workspace.pulumi("stack", "init", workspace.stack);
    return workspace;
  }

  /** Adds to the environment of everything that runs from now on. */
  setEnv(values: Readonly<Record<string, string>>): void {
    Object.assign(this.#env, values);
  }

  /** Runs the CLI in the program's folder; a failure is a result here, not an error. */
  async run(...args: string[]): Promise<Run> {
    return execute(path.join(BIN, "pulumi"), ["--non-interactive", "--color=never", ...args], {
      cwd: this.dir,
      env: this.#env,
    });
  }

  /** Runs the CLI and returns its standard output. @throws Error with all it printed. */
  async pulumi(...args: string[]): Promise<string> {
    const run = await this.run(...args);
    if (run.code === 0) return run.stdout;
    throw new Error(`pulumi ${args.join(" ")} ended with ${run.code}\n${run.stdout}\n${run.stderr}`);
  }

  /** Sets values of the stack's configuration (`label` means `<project>:label`); undefined removes one. */
  async config(values: Readonly<Record<string, string | undefined>>): Promise<void> {
    const project = await readYaml(path.join(this.dir, "Pulumi.yaml"));
    const file = path.join(this.dir, `Pulumi.${this.stack}.yaml`);
    const settings = await readYaml(file);
    const config = { ...(settings.config as object | undefined) } as Record<string, string>;
    for (const [key, value] of Object.entries(values)) {
      const name = key.includes(":") ? key : `${String(project.name)}:${key}`;
      if (value === undefined) Reflect.deleteProperty(config, name);
      else config[name] = value;
    }
    await writeFile(file, stringify({ ...settings, config }));
  }

  up(...args: string[]): Promise<Run> {
    return this.run("up", "--yes", "--skip-preview", ...args);
  }

  refresh(...args: string[]): Promise<Run> {
    return this.run("refresh", "--yes", "--skip-preview", ...args);
  }

  destroy(...args: string[]): Promise<Run> {
    return this.run("destroy", "--yes", "--skip-preview", ...args);
  }

  async preview(...args: string[]): Promise<Preview> {
    return JSON.parse(await this.pulumi("preview", "--json", ...args)) as Preview;
  }

  /** The stack's state with secrets encrypted, as it is stored. */
  async export(): Promise<State> {
    return JSON.parse(await this.pulumi("stack", "export")) as State;
  }

  /** The stack's state with secrets in the clear. */
  async exportOpen(): Promise<State> {
    return JSON.parse(await this.pulumi("stack", "export", "--show-secrets")) as State;
  }

  /** Removes everything; what the stack created must be destroyed before. */
  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }
}

function environment(root: string, extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${BIN}:${path.dirname(process.execPath)}:${process.env.PATH ?? ""}`,
    PULUMI_HOME: path.join(root, "home"),
    PULUMI_BACKEND_URL: `file://${path.join(root, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_CREDENTIAL_STORE: "plaintext",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    NODE_COMPILE_CACHE: path.join(os.tmpdir(), "bkpaas-contract-compile-cache"),
    ...extra,
  };
}

async function readYaml(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return (parse(text) ?? {}) as Record<string, unknown>;
}
