import assert from "node:assert/strict";
import type {
  Created,
  Operation,
  Provider,
  ReadResult,
  Resource,
} from "../../../provider/protocol/provider.ts";
import type { Properties } from "../../../provider/protocol/value.ts";

/** What every operation is told besides its own; nothing here cancels. */
const CONTEXT = {
  urn: "urn:pulumi:test::test::test:index:Test::test",
  signal: new AbortController().signal,
};

/** One kind of resource of a provider, driven in this process the way the engine drives it. */
export class Operations {
  readonly #resource: Resource;
  /** Warnings for the person at the terminal so far. */
  readonly warnings: string[] = [];
  /** Every line that the engine got so far. */
  readonly told: string[] = [];

  constructor(provider: Provider, type: string) {
    const resource = provider.resource(type);
    assert.ok(resource, `${provider.name} has ${type}`);
    this.#resource = resource;
  }

  /** Reasons why these inputs are refused. */
  async refusals(inputs: Properties): Promise<string[]> {
    const { failures } = await this.#check(inputs);
    return (failures ?? []).map((failure) => failure.reason);
  }

  /** Checks, then creates. */
  async create(inputs: Properties): Promise<Created & { inputs: Properties }> {
    const checked = await this.#check(inputs);
    assert.deepEqual(checked.failures ?? [], []);
    const created = await this.#resource.create({
      ...this.#context,
      inputs: checked.inputs,
      preview: false,
      timeoutSeconds: 0,
    });
    return { ...created, inputs: checked.inputs };
  }

  /** Reads by the id and whatever the state holds. */
  read(id: string, oldInputs: Properties = {}, oldOutputs: Properties = {}): Promise<ReadResult | undefined> {
    return this.#resource.read({ ...this.#context, id, oldInputs, oldOutputs });
  }

  /** Changed paths between a created resource and new inputs. */
  async diff(created: Created & { inputs: Properties }, inputs: Properties): Promise<unknown> {
    const checked = await this.#check(inputs);
    const { id, outputs, inputs: oldInputs } = created;
    return this.#resource.diff({
      ...this.#context,
      id,
      oldInputs,
      oldOutputs: outputs,
      inputs: checked.inputs,
    });
  }

  /** Updates in place. */
  async update(created: Created & { inputs: Properties }, inputs: Properties): Promise<Properties> {
    const checked = await this.#check(inputs);
    return this.#resource.update({
      ...this.#context,
      id: created.id,
      oldInputs: created.inputs,
      oldOutputs: created.outputs,
      inputs: checked.inputs,
      preview: false,
      timeoutSeconds: 0,
    });
  }

  /** Deletes what was created. */
  async delete(created: Created & { inputs: Properties }): Promise<void> {
    const { id, outputs, inputs } = created;
    await this.#resource.delete({
      ...this.#context,
      id,
      oldInputs: inputs,
      oldOutputs: outputs,
      timeoutSeconds: 0,
    });
  }

  get #context(): Operation {
    const report: Operation["report"] = (severity, message) => {
      this.told.push(message);
      if (severity === "warning") this.warnings.push(message);
    };
    return { ...CONTEXT, report };
  }

  async #check(inputs: Properties) {
    return this.#resource.check({ ...this.#context, name: "test", oldInputs: {}, inputs });
  }
}
