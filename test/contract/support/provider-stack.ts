import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse, stringify } from "yaml";
import { CHECKOUT } from "./checkout.ts";
import type { Run } from "./execute.ts";
import type { PluginName } from "./plugins.ts";
import { type Preview, stepFacts } from "./state.ts";
import { Workspace } from "./workspace.ts";

/** Where Pulumi.yaml says that the provider lies. */
export const PROVIDER = path.join(CHECKOUT, "provider");

/** A stack whose program reads from a file what it declares; its provider bkpaas is the one of this checkout. */
export class ProviderStack<Declared extends object> {
  readonly workspace: Workspace;
  /** Everything that the CLI printed. */
  printed = "";
  readonly #declared: string;

  private constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.#declared = path.join(workspace.dir, "declared.json");
  }

  /**
   * @param program folder of the program
   * @param plugins those under test that it uses beside this provider
   */
  static async create<Declared extends object>(
    program: string,
    name: string,
    declared: Declared,
    plugins: readonly PluginName[] = [],
  ): Promise<ProviderStack<Declared>> {
    const workspace = await Workspace.create({ program, plugins, stack: name });
    const stack = new ProviderStack<Declared>(workspace);
    const file = path.join(stack.workspace.dir, "Pulumi.yaml");
    const project = parse(await readFile(file, "utf8")) as object;
    const ours = { providers: [{ name: "bkpaas", path: PROVIDER }] };
    await writeFile(file, stringify({ ...project, plugins: ours }));
    await stack.workspace.config({ checkout: CHECKOUT, declared: stack.#declared });
    await stack.declare(declared);
    return stack;
  }

  /** What the program declares from the next run on. */
  declare(declared: Declared): Promise<void> {
    return writeFile(this.#declared, JSON.stringify(declared));
  }

  /** Runs a command of the CLI that is to succeed. */
  async succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    assert.equal(code, 0, `pulumi ${args.join(" ")}\n${stdout}${stderr}`);
    return stdout + stderr;
  }

  async run(...args: string[]): Promise<Run> {
    const run = await this.workspace.run(...args);
    this.printed += run.stdout + run.stderr;
    return run;
  }

  up(...args: string[]): Promise<string> {
    return this.succeed("up", "--yes", "--skip-preview", ...args);
  }

  /** The stack's outputs, secrets in the clear. */
  async outputs<Outputs>(): Promise<Outputs> {
    return JSON.parse(await this.workspace.pulumi("stack", "output", "--json", "--show-secrets")) as Outputs;
  }

  /** What a preview plans, as `update user: password: tags[0]`; empty where nothing changes. */
  async planned(...args: string[]): Promise<string[]> {
    const preview = JSON.parse(await this.succeed("preview", "--json", ...args)) as Preview;
    return stepFacts(preview).map(({ op, name, detailedDiff }) =>
      [`${op} ${name}`, ...Object.keys(detailedDiff).sort()].join(": "),
    );
  }

  /** Every file that the CLI keeps of the stack: state, backups and history. */
  async files(): Promise<Map<string, string>> {
    const folder = path.join(this.workspace.dir, "..", "state");
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const texts = files.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [file, await readFile(file, "utf8")] as const;
    });
    return new Map(await Promise.all(texts));
  }
}
