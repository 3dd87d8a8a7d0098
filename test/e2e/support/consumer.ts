import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CHECKOUT } from "../../../sandbox/layout.ts";
import { installConsumer } from "../../support/consumer.ts";
import type { Clone, Ended } from "./clone.ts";

/** The platform's outputs in a state: whoever makes another platform out of them changes what they need. */
export type EditedOutputs = Record<string, unknown>;

interface State {
  readonly deployment: { resources: { type: string; urn: string; outputs: EditedOutputs }[] };
}

/** The example of a second Pulumi project, in a folder of its own, with its stacks where a clone keeps those of the platform. */
export class Consumer {
  readonly #clone: Clone;
  readonly #directory: string;

  private constructor(clone: Clone, directory: string) {
    this.#clone = clone;
    this.#directory = directory;
  }

  static async create(clone: Clone): Promise<Consumer> {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "bkpaas-consumer-"));
    await installConsumer(path.join(CHECKOUT, "examples", "consumer"), directory);
    return new Consumer(clone, directory);
  }

  /** Runs the CLI in the consumer's folder; a failure is a result. `before` is a shell command that sets the environment. */
  run(command: string, before = "true"): Promise<Ended> {
    const cli = this.#clone.sandbox("bin", "pulumi");
    return this.#clone.inEnv(`${before} && '${cli}' --cwd '${this.#directory}' ${command} --non-interactive`);
  }

  /** Runs the CLI in the consumer's folder. @returns what it printed. */
  async pulumi(command: string): Promise<string> {
    const ended = await this.run(command);
    assert.equal(ended.exitCode, 0, ended.output);
    return ended.output;
  }

  /** The outputs of a stack; secrets are open where `flags` say so. */
  async outputs<Outputs>(stack: string, flags = ""): Promise<Outputs> {
    const cli = this.#clone.sandbox("bin", "pulumi");
    const command = `'${cli}' --cwd '${this.#directory}' stack output --json --stack ${stack} ${flags}`;
    return JSON.parse(await this.#clone.ask(command)) as Outputs;
  }

  /** What the stack's file of state holds. */
  state(stack: string): string {
    return fs.readFileSync(
      this.#clone.sandbox("state", ".pulumi", "stacks", "consumer", `${stack}.json`),
      "utf8",
    );
  }

  remove(): void {
    fs.rmSync(this.#directory, { recursive: true });
  }
}

/** A stack beside the platform's with the same outputs but for an edit; it has no resource. */
export async function platformLike(
  clone: Clone,
  name: string,
  edit: (outputs: EditedOutputs) => void,
): Promise<void> {
  const state = JSON.parse(await clone.ask("pulumi stack export --stack dev")) as State;
  const stack =
    state.deployment.resources.find(({ type }) => type === "pulumi:pulumi:Stack") ?? assert.fail("no stack");
  stack.urn = `urn:pulumi:${name}::bkpaas::pulumi:pulumi:Stack::bkpaas-${name}`;
  edit(stack.outputs);
  state.deployment.resources = [stack];
  const file = clone.sandbox(`${name}.state.json`);
  fs.writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  await clone.ask(`pulumi stack init ${name} && pulumi stack import --stack ${name} --file '${file}'`);
}
