import assert from "node:assert/strict";
import type { Created, Provider, ReadResult, Resource } from "../../../provider/protocol/provider.ts";
import type { Properties } from "../../../provider/protocol/value.ts";

/** What every operation is told besides its own; nothing here cancels. */
const CONTEXT = {
  urn: "urn:pulumi:test::test::test:index:Test::test",
  signal: new AbortController().signal,
  report: () => undefined,
};

/** One kind of resource of a provider, driven in this process the way the engine drives it. */
export class Operations {
  readonly #resource: Resource;

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
      ...CONTEXT,
      inputs: checked.inputs,
      preview: false,
      timeoutSeconds: 0,
    });
    return { ...created, inputs: checked.inputs };
  }

  /** Reads by the id and whatever the state holds. */
  read(id: string, oldInputs: Properties = {}, oldOutputs: Properties = {}): Promise<ReadResult | undefined> {
    return this.#resource.read({ ...CONTEXT, id, oldInputs, oldOutputs });
  }

  /** Changed paths between a created resource and new inputs. */
  async diff(created: Created & { inputs: Properties }, inputs: Properties): Promise<unknown> {
    const checked = await this.#check(inputs);
    const { id, outputs, inputs: oldInputs } = created;
    return this.#resource.diff({ ...CONTEXT, id, oldInputs, oldOutputs: outputs, inputs: checked.inputs });
  }

  /** Updates in place. */
  async update(created: Created & { inputs: Properties }, inputs: Properties): Promise<Properties> {
    const checked = await this.#check(inputs);
    return this.#resource.update({
      ...CONTEXT,
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
      ...CONTEXT,
      id,
      oldInputs: inputs,
      oldOutputs: outputs,
      timeoutSeconds: 0,
    });
  }

  async #check(inputs: Properties) {
    return this.#resource.check({ ...CONTEXT, name: "test", oldInputs: {}, inputs });
  }
}
