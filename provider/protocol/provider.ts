import type { Changes, Difference } from "./diff.ts";
import type { Severity } from "./engine.ts";
import type { Properties } from "./value.ts";

/** Something wrong with one property of the inputs; `property` may be empty for the whole. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** Inputs with defaults filled in, and all that is wrong with them. */
export interface Checked {
  readonly inputs: Properties;
  readonly failures?: readonly Failure[];
}

/** What every operation on a resource knows. */
export interface Operation {
  readonly urn: string;
  /** Ended when the engine cancels the update or goes away. */
  readonly signal: AbortSignal;
  /** A line in the engine's display. */
  readonly report: (severity: Severity, message: string) => void;
}

export interface CheckRequest extends Operation {
  readonly name: string;
  /** Inputs of the last update; empty for a new resource. */
  readonly oldInputs: Properties;
  readonly inputs: Properties;
}

export interface DiffRequest extends Operation {
  readonly id: string;
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly inputs: Properties;
}

export interface CreateRequest extends Operation {
  readonly inputs: Properties;
  /** In a preview nothing may be written, and inputs may be unknown. */
  readonly preview: boolean;
  /** From the option `customTimeouts`, in seconds; 0 means the resource's own default. */
  readonly timeoutSeconds: number;
}

export interface UpdateRequest extends CreateRequest {
  readonly id: string;
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
}

export interface ReadRequest extends Operation {
  readonly id: string;
  /** Empty when the resource is being imported. */
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
}

export interface DeleteRequest extends Operation {
  readonly id: string;
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly timeoutSeconds: number;
}

export interface Created {
  readonly id: string;
  readonly outputs: Properties;
}

export interface ReadResult extends Created {
  readonly inputs: Properties;
}

/** One kind of resource: the operations the engine asks for, in the order of their lives. */
export interface Resource {
  check(request: CheckRequest): Checked | Promise<Checked>;
  diff(request: DiffRequest): Difference | Promise<Difference>;
  create(request: CreateRequest): Promise<Created>;
  /** The live resource, or undefined when it is gone. */
  read(request: ReadRequest): Promise<ReadResult | undefined>;
  update(request: UpdateRequest): Promise<Properties>;
  delete(request: DeleteRequest): Promise<void>;
}

/** A provider: its settings and its kinds of resources. */
export interface Provider {
  /** The package name: `mysql` in `mysql:index/user:User`. */
  readonly name: string;
  /** Semantic version, reported to the engine. */
  readonly version: string;
  /** The package schema as JSON text; without one, generated SDKs and YAML programs know nothing of it. */
  readonly schema?: string;
  /** Fills in and checks the provider's own settings before anything is configured. */
  checkConfig(inputs: Properties): Checked;
  /**
   * What changed settings mean: a change that replaces says that they lead to other objects than before. Without it,
   * every change is an update and replaces nothing.
   */
  compareConfig?(before: Properties, after: Properties): Changes;
  /** Takes the settings. Values that are not text arrive as JSON text (`"true"`). */
  configure(settings: Properties): Promise<void> | void;
  /** The kind behind a type token, or undefined when this provider has none such. */
  resource(type: string): Resource | undefined;
}

/**
 * The resource exists but did not come to life. The engine records it with its outputs and the reasons, fails
 * the update, and the next update repairs it instead of creating a second one.
 */
export class InitializationError extends Error {
  readonly partial: ReadResult;
  readonly reasons: readonly string[];

  constructor(partial: ReadResult, reasons: readonly string[]) {
    super(reasons.join("\n"));
    this.partial = partial;
    this.reasons = reasons;
  }
}
