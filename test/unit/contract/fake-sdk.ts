import type { Received } from "./stacks.ts";

/** An Output that has its value at once. */
export class FakeOutput {
  readonly value: unknown;
  readonly isSecret: boolean;

  constructor(value: unknown, isSecret: boolean) {
    this.value = value;
    this.isSecret = isSecret;
  }

  apply(next: (value: unknown) => unknown): FakeOutput {
    const result = next(this.value);
    if (!(result instanceof FakeOutput)) return new FakeOutput(result, this.isSecret);
    return new FakeOutput(result.value, this.isSecret || result.isSecret);
  }
}

/** What the reader uses of `@pulumi/pulumi`, over some stacks. */
export function fakeSdk(stacks: Readonly<Record<string, Received>>, secretOutputs: readonly string[]) {
  return {
    RunError: class RunError extends Error {
      override readonly name = "RunError";
    },
    StackReference: class StackReference {
      readonly name: FakeOutput;
      readonly #outputs: Received;

      constructor(name: string) {
        this.name = new FakeOutput(name, false);
        this.#outputs = stacks[name] ?? {};
      }

      getOutput(name: string): FakeOutput {
        return new FakeOutput(this.#outputs[name], secretOutputs.includes(name));
      }
    },
    secret: ({ value }: FakeOutput) => new FakeOutput(value, true),
    unsecret: ({ value }: FakeOutput) => new FakeOutput(value, false),
  };
}
