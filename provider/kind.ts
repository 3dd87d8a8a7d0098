import { type Changes, compare } from "./protocol/diff.ts";
import type { Operation, ReadResult, Resource } from "./protocol/provider.ts";
import {
  type Properties,
  Secret,
  UNKNOWN,
  type Value,
  copySecrecy,
  hasUnknown,
  openSecrets,
  pick,
} from "./protocol/value.ts";
import { checkBy } from "./schema/check.ts";
import type { Filled, PropertyTable, ResourceDeclaration } from "./schema/declaration.ts";

/** What an operation may use: a way to speak to the person at the terminal, and the end of its patience. */
export interface Context extends Pick<Operation, "signal" | "report"> {
  /** From the option `customTimeouts`, in seconds; 0 means the provider's own limit. */
  readonly timeoutSeconds: number;
}

/** Inputs of a kind, checked, in the clear. */
export type InputsOf<D extends ResourceDeclaration> = Filled<D["inputs"]>;

/** What a kind tells beside its inputs. */
export type OutputsOf<D extends ResourceDeclaration> = Filled<D["outputs"]>;

/** A resource as the state knows it; what was imported may lack inputs, such as a password. */
export interface Known<D extends ResourceDeclaration> {
  readonly id: string;
  readonly inputs: Partial<InputsOf<D>>;
  readonly outputs: Partial<OutputsOf<D>>;
}

/** A resource as the server has it. */
export interface Live<D extends ResourceDeclaration> {
  readonly id: string;
  /** Those inputs that the server tells; undefined is one that it says there is none of. */
  readonly inputs: Partial<InputsOf<D>>;
  readonly outputs: OutputsOf<D>;
}

/** What a kind of resource does on its server; everything that follows from its declaration is done by `resourceOf`. */
export interface Kind<D extends ResourceDeclaration> {
  readonly declaration: D;
  /** Old and new may exist at once: a replacement makes the new one first, and deletes the old when nothing uses it any more. */
  readonly coexists?: true;
  /** Safe to repeat: the answer to an earlier try may have been lost. */
  create(inputs: InputsOf<D>, context: Context): Promise<{ id: string; outputs: OutputsOf<D> }>;
  /** Undefined where it is gone. */
  read(known: Known<D>, context: Context): Promise<Live<D> | undefined>;
  update(known: Known<D>, inputs: InputsOf<D>, context: Context): Promise<OutputsOf<D>>;
  delete(known: Known<D>, context: Context): Promise<void>;
  /** Adds to or takes from the changes that the inputs alone show. */
  readonly differences?: (
    known: Known<D>,
    inputs: InputsOf<D>,
    changes: Changes,
    context: Context,
  ) => Changes | Promise<Changes>;
}

/** The operations the engine asks for. */
export function resourceOf<D extends ResourceDeclaration>(kind: Kind<D>): Resource {
  const inputTable: D["inputs"] = kind.declaration.inputs;
  const outputTable: D["outputs"] = kind.declaration.outputs;
  const openInputs = (inputs: Properties): InputsOf<D> => opened(inputs, inputTable);
  const knownOf = (request: { id: string; oldInputs: Properties; oldOutputs: Properties }): Known<D> => ({
    id: request.id,
    inputs: openInputs(request.oldInputs),
    outputs: opened(request.oldOutputs, outputTable),
  });
  const complete = (inputs: Properties, outputs: object): Properties => ({
    ...pick(inputs, Object.keys(inputTable)),
    ...hide(outputs, outputTable),
  });
  const contextOf = (operation: Operation, timeoutSeconds = 0): Context => ({ ...operation, timeoutSeconds });

  return {
    check: ({ inputs }) => checkBy(inputTable, inputs),
    async diff(request) {
      // What the program leaves out is not compared.
      const before = pick(request.oldInputs, Object.keys(request.inputs));
      const changes = compare(before, request.inputs, (path) => inputTable[path]?.replaces === true);
      const differences = hasUnknown(request.inputs) ? undefined : kind.differences;
      const found = differences?.(knownOf(request), openInputs(request.inputs), changes, contextOf(request));
      return {
        changes: (await found) ?? changes,
        deleteBeforeReplace: kind.coexists !== true,
      };
    },
    async create(request) {
      const { inputs } = request;
      if (request.preview) return { id: "", outputs: complete(inputs, unknownOutputs(outputTable)) };
      const made = await kind.create(openInputs(inputs), contextOf(request, request.timeoutSeconds));
      return { id: made.id, outputs: complete(inputs, made.outputs) };
    },
    async read(request) {
      const live = await kind.read(knownOf(request), contextOf(request));
      return live && readResult(live, request.oldInputs, inputTable, complete);
    },
    async update(request) {
      const { inputs, oldOutputs } = request;
      if (request.preview) return complete(inputs, pick(oldOutputs, Object.keys(outputTable)));
      const context = contextOf(request, request.timeoutSeconds);
      return complete(inputs, await kind.update(knownOf(request), openInputs(inputs), context));
    },
    delete: (request) => kind.delete(knownOf(request), contextOf(request, request.timeoutSeconds)),
  };
}

/** An import takes every input that the server tells, and defaults for the rest; a refresh only those that the program gives. */
function readResult<D extends ResourceDeclaration>(
  live: Live<D>,
  oldInputs: Properties,
  table: PropertyTable,
  complete: (inputs: Properties, outputs: object) => Properties,
): ReadResult {
  const told = hide(live.inputs, table);
  const given = Object.keys(oldInputs);
  const untold = pick(
    oldInputs,
    given.filter((name) => !(name in live.inputs)),
  );
  const refreshed = { ...untold, ...(copySecrecy(pick(told, given), oldInputs) as Properties) };
  const inputs = given.length === 0 ? checkBy(table, told).inputs : refreshed;
  return { id: live.id, inputs, outputs: complete(inputs, live.outputs) };
}

/** Checked values of a table in the clear. */
function opened<T extends PropertyTable>(properties: Properties, table: T): Filled<T> {
  return openSecrets(pick(properties, Object.keys(table))) as Filled<T>;
}

/** Values for the state: secrets hidden, nothing that is undefined. */
function hide(values: object, table: PropertyTable): Properties {
  const defined = Object.entries(values as Record<string, Value | undefined>).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, table[name]?.secret ? new Secret(value) : value] as const],
  );
  return Object.fromEntries(defined);
}

function unknownOutputs(table: PropertyTable): Properties {
  return Object.fromEntries(Object.keys(table).map((name) => [name, UNKNOWN]));
}
