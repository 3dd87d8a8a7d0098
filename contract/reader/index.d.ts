import type * as pulumi from "@pulumi/pulumi";
import type { OptionalOutputs, RequiredOutputs } from "./outputs.js";

export type { OptionalOutputs, RequiredOutputs } from "./outputs.js";

/** What the reader uses of the consumer's own `@pulumi/pulumi`. */
export type Sdk = Pick<typeof pulumi, "RunError" | "StackReference" | "secret" | "unsecret">;

/** Every output by its path: those that each environment has, and those that some have. */
export type Outputs = RequiredOutputs & OptionalOutputs;

/** The outputs of one platform. Errors reject the Output, and with it the consumer's preview; they say what to do. */
export interface Platform {
  /** The output of that path, secret if and only if the contract says so. An environment that lacks it is an error. */
  require<Path extends keyof Outputs>(path: Path): pulumi.Output<Outputs[Path]>;
  /** The same; undefined where the environment lacks it. */
  find<Path extends keyof Outputs>(path: Path): pulumi.Output<Outputs[Path] | undefined>;
}

/**
 * Reads a platform's outputs.
 * @param sdk the consumer's own SDK, as in `import * as pulumi from "@pulumi/pulumi"`
 * @param stack the platform's stack, such as `organization/bkpaas/production`, or a reference to it
 */
export declare function readPlatform(sdk: Sdk, stack: string | pulumi.StackReference): Platform;
