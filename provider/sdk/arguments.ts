import type * as pulumi from "@pulumi/pulumi";
import type {
  Filled,
  NamesOfOptional,
  NamesWithDefault,
  PropertyTable,
  ResourceDeclaration,
  ValueOf,
} from "../schema/declaration.ts";

type NamesToLeaveOut<T extends PropertyTable> = NamesOfOptional<T> | NamesWithDefault<T>;

/** What a program gives for a table of properties. */
export type ArgumentsOf<T extends PropertyTable> = {
  readonly [Name in Exclude<keyof T, NamesToLeaveOut<T>>]: pulumi.Input<ValueOf<T[Name]>>;
} & {
  readonly [Name in NamesToLeaveOut<T>]?: pulumi.Input<ValueOf<T[Name]> | undefined> | undefined;
};

/** What a resource tells of itself: its inputs, defaults included, and what the server adds. */
export type OutputsOf<D extends ResourceDeclaration> = {
  readonly [Name in keyof Filled<D["inputs"] & D["outputs"]>]: pulumi.Output<
    Filled<D["inputs"] & D["outputs"]>[Name]
  >;
};
