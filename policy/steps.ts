/** A resource on one side of a step. */
export interface ResourceState {
  /** What the program asked for. A text that is secret or not known yet stands here as one of `hidden.ts`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What came of it, as far as that is told. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  /** Deleted from the stack only: the thing itself stays where it is. */
  readonly retainOnDelete?: boolean;
}

/** What the engine is about to do with one resource. */
export interface Step {
  /** In the words of `pulumi preview --json`: `create`, `update`, `replace`, `delete` … */
  readonly operation: string;
  readonly urn: string;
  readonly type: string;
  readonly old?: ResourceState;
  readonly new?: ResourceState;
  /** Properties because of which it is replaced. */
  readonly reasons?: readonly string[];
  /** Properties that change. */
  readonly changed?: readonly string[];
}

/** A broken rule. None of its texts ever holds a value. */
export interface Violation {
  readonly rule: string;
  readonly urn: string;
  /** What is wrong at which property, and what to do. */
  readonly message: string;
}

/** Something that must hold for the steps of every run. */
export interface Rule {
  readonly name: string;
  /** One line. */
  readonly description: string;
  /**
   * What it looks at: each new `resource` by itself; the whole new `graph`; or the `change`, which is the operation and what
   * was before. A policy pack can't run the last: it is not told.
   */
  readonly needs: "resource" | "graph" | "change";
  readonly check: (steps: readonly Step[]) => Violation[];
}

/** Type chain and name: what stays of a URN when stack and project are known. */
export function suffixOf(urn: string): string {
  return urn.split("::").slice(2).join("::");
}
