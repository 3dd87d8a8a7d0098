import type { Words } from "../../config/words.ts";

/** One property of a resource, or one setting of the provider. */
export interface Property {
  /** A list holds texts. */
  readonly type: "string" | "boolean" | "integer" | "number" | "list";
  readonly doc: Words;
  /** Encrypted in the state, and shown as `[secret]`. */
  readonly secret?: true;
  /** A change of it makes another resource. */
  readonly replaces?: true;
  /** May be left out; what is left out is neither written nor compared. */
  readonly optional?: true;
  /** Stands where it is left out. */
  readonly default?: string | number | boolean;
  /** The words it may be. */
  readonly oneOf?: readonly string[];
  readonly form?: Form;
  /** A list that holds at least one text, none twice. */
  readonly distinct?: true;
}

/** What a text or number, or each text of a list, must look like. */
export interface Form {
  readonly holds: (value: string | number) => boolean;
  /** Completes "it must …", in the words of the system that asks for it. */
  readonly rule: Words;
}

/** Properties by name. */
export type PropertyTable = Readonly<Record<string, Property>>;

/** What a person can meet, and what to do then. */
export interface KnownError {
  readonly when: Words;
  readonly then: Words;
}

/** One kind of resource: what the schema, the documentation, the checks and the types of the SDK are made from. */
export interface ResourceDeclaration {
  /** Type token, such as `bkpaas:bkrepo:Project`. */
  readonly token: `bkpaas:${string}:${string}`;
  readonly doc: Words;
  readonly inputs: PropertyTable;
  /** Beside the inputs, which are outputs too. */
  readonly outputs: PropertyTable;
  /** An id, by which such a resource is imported; without one it cannot be. */
  readonly exampleId?: string;
  readonly errors: readonly KnownError[];
}

/** What a property holds once it is checked. */
export type ValueOf<P extends Property> = P extends { readonly oneOf: readonly (infer Word)[] }
  ? Word
  : P["type"] extends "string"
    ? string
    : P["type"] extends "boolean"
      ? boolean
      : P["type"] extends "list"
        ? readonly string[]
        : number;

/** Names of the properties that may be missing for good. */
export type NamesOfOptional<T extends PropertyTable> = {
  [Name in keyof T]: T[Name] extends { readonly optional: true } ? Name : never;
}[keyof T];

/** Names of the properties that a default stands for. */
export type NamesWithDefault<T extends PropertyTable> = {
  [Name in keyof T]: T[Name] extends { readonly default: unknown } ? Name : never;
}[keyof T];

/** Values of a table once defaults are filled in. */
export type Filled<T extends PropertyTable> = {
  readonly [Name in Exclude<keyof T, NamesOfOptional<T>>]: ValueOf<T[Name]>;
} & { readonly [Name in NamesOfOptional<T>]?: ValueOf<T[Name]> | undefined };
