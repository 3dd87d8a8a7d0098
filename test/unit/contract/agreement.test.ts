import assert from "node:assert/strict";
import { test } from "node:test";
import type * as pulumi from "@pulumi/pulumi";
import type { PlatformOutputs } from "../../../contract/outputs.ts";
import type { StackOutputs } from "../../../outputs.ts";

// Assigning one type to the other would not do: an optional output that only one of them has is assignable both ways.

/** What a type holds, one line for each place: `.mysql.port: number`, `.nextSteps[]: text`; a map's names are `*`. */
type Lines<Type, Path extends string = ""> = Type extends undefined
  ? `${Path}: nothing`
  : Type extends string | number | boolean
    ? `${Path}: ${Kind<Type>}`
    : Type extends readonly (infer Item)[]
      ? Lines<Item, `${Path}[]`>
      : { [Name in keyof Type & string]-?: Lines<Type[Name], `${Path}.${Called<Name>}`> }[keyof Type &
          string];

type Kind<Type extends string | number | boolean> = string extends Type
  ? "text"
  : number extends Type
    ? "number"
    : `${Type}`;

type Called<Name extends string> = string extends Name ? "*" : Name;

/** Lines that only one of two types has. */
type Difference<One, Other> = Exclude<Lines<One>, Lines<Other>> | Exclude<Lines<Other>, Lines<One>>;

test("outputs.ts and the contract hold the same outputs of the same types", () => {
  const onlyInOne: readonly Difference<pulumi.Unwrap<StackOutputs>, PlatformOutputs>[] = [];
  // Does not compile where they differ, and names what differs.
  const none: readonly never[] = onlyInOne;
  assert.equal(none.length, 0);
});

test("an optional output that only one of two types has is a difference", () => {
  const found: readonly Difference<{ host: string; tls?: "full" }, { host: string }>[] = [
    ".tls: full",
    ".tls: nothing",
  ];
  assert.equal(found.length, 2);
});

test("another type, another word and another item of a list are differences", () => {
  const types: readonly Difference<{ port: number }, { port: string }>[] = [".port: number", ".port: text"];
  const words: readonly Difference<{ by: "a" | "b" }, { by: "a" }>[] = [".by: b"];
  const items: readonly Difference<{ all: readonly { name: string }[] }, { all: { ip: string }[] }>[] = [
    ".all[].name: text",
    ".all[].ip: text",
  ];
  assert.equal(types.length + words.length + items.length, 5);
});
