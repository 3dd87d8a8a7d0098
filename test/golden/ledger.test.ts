import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { LEDGER, type Ledger, readLedger } from "../../policy/ledger.ts";
import { type Identity, claimsOf } from "../../policy/claims.ts";
import { environments } from "./environments.ts";

/** The graphs as `golden.test.ts`, which runs before, has recorded or compared them. */
const graphs = Object.keys(environments).map((name) => [name, resourcesOf(name)] as const);

function resourcesOf(name: string): Readonly<Record<string, Identity>> {
  const text = readFileSync(path.join(import.meta.dirname, `${name}.json`), "utf8");
  return (JSON.parse(text) as { resources: Record<string, Identity> }).resources;
}

/**
 * What is protected is irreplaceable: immutable keys and data, and also passwords that rotate, for until a rotation the
 * accounts of stores know no other. An older edition stays for as long as the stack does.
 */
function irreplaceableIn(resources: Readonly<Record<string, Identity>>): string[] {
  return Object.keys(resources).filter((suffix) => resources[suffix]?.protect === true);
}

/** The ledger with what graphs have and it has not. Nothing ever leaves it by itself. */
function extended(ledger: Ledger): Ledger {
  const added = graphs.map(([name, resources]): [string, string[]] => [
    name,
    [...new Set([...(ledger[name] ?? []), ...irreplaceableIn(resources)])].sort(),
  ]);
  return { ...ledger, ...Object.fromEntries(added) };
}

if (process.env.GOLDEN === "update") {
  writeFileSync(LEDGER, `${JSON.stringify(extended(readLedger()), null, 2)}\n`);
}

const ledger = readLedger();

for (const [name, resources] of graphs) {
  test(`every entry of the ledger for ${name} is a resource, or an alias of one`, () => {
    const claimed = claimsOf(resources);
    const gone = (ledger[name] ?? []).filter((suffix) => !claimed.has(suffix));
    assert.deepEqual(
      gone,
      [],
      "These keys and data would be deleted from every stack that has them. Give the resources that took their place " +
        "their old names in `aliases`. An environment that is recorded anew without them: take its entries out of policy/ledger.json by hand.",
    );
  });

  test(`every irreplaceable resource of ${name} is in the ledger`, () => {
    const missing = irreplaceableIn(resources).filter((suffix) => !ledger[name]?.includes(suffix));
    assert.deepEqual(missing, [], "Run `make golden`: it adds them to policy/ledger.json.");
  });
}

test("the ledger names keys and data", () => {
  const entries = Object.values(ledger).flat();
  for (const type of ["RandomPassword", "Database", "PersistentVolumeClaim", "Namespace"]) {
    assert.ok(
      entries.some((suffix) => suffix.includes(`:${type}::`)),
      type,
    );
  }
});
