import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { KEY_TARGETS, KEY_TYPES } from "../../../sandbox/escrow/key-resources.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

interface Recorded {
  readonly parent?: string;
  readonly dependencies?: readonly string[];
}

/** Pulumi's own reading of a target (sdk/go/common/resource/urn, pkg/resource/deploy/target.go). */
const targets = KEY_TARGETS.map((pattern) => {
  const expression = pattern
    .replace(/[$.]/g, "\\$&")
    .replace(/\*+/g, (stars) => (stars.length > 1 ? ".*" : "[^:]*"));
  return new RegExp(`^${expression}$`);
});

function isTargeted(name: string): boolean {
  return targets.some((target) => target.test(`urn:pulumi:stack::bkpaas::${name}`));
}

function typeOf(name: string): string {
  return name.slice(0, name.lastIndexOf("::")).split("$").at(-1) ?? "";
}

for (const environment of ["dev", "existing", "managed", "mixed"]) {
  const file = path.join(CHECKOUT, "test", "golden", `${environment}.json`);
  const { resources } = JSON.parse(fs.readFileSync(file, "utf8")) as { resources: Record<string, Recorded> };
  const targeted = Object.keys(resources).filter(isTargeted);

  test(`${environment}: a restore of keys touches keys and components, nothing that exists outside the state`, () => {
    for (const name of targeted) {
      const type = typeOf(name);
      assert.ok(KEY_TYPES.includes(type) || type.startsWith("bkpaas:"), name);
    }
  });

  test(`${environment}: a restore of keys reaches every key and whatever the engine wants with it`, () => {
    const keys = Object.keys(resources).filter((name) => KEY_TYPES.includes(typeOf(name)));
    assert.ok(keys.length > 15);
    assert.deepEqual(
      keys.filter((name) => !isTargeted(name)),
      [],
    );
    for (const name of targeted) {
      const { parent, dependencies = [] } = resources[name] ?? {};
      for (const needed of [...(parent === undefined ? [] : [parent]), ...dependencies]) {
        assert.ok(isTargeted(needed) || needed.startsWith("pulumi:"), `${name} needs ${needed}`);
      }
    }
  });
}
