import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { bkpaas } from "../../../provider/bkpaas.ts";
import { DECLARATIONS } from "../../../provider/schema/all.ts";
import { SETTINGS } from "../../../provider/settings.ts";
import { CHECKOUT } from "../../../sandbox/layout.ts";

interface PropertySchema {
  readonly type: string;
  readonly description: string;
  readonly secret?: boolean;
  readonly willReplaceOnChanges?: boolean;
  readonly default?: unknown;
}

interface ResourceSchema {
  readonly inputProperties: Record<string, PropertySchema>;
  readonly requiredInputs: string[];
  readonly properties: Record<string, PropertySchema>;
  readonly required: string[];
}

const provider = bkpaas();
const schema = JSON.parse(provider.schema ?? "") as {
  name: string;
  provider: Pick<ResourceSchema, "inputProperties" | "requiredInputs">;
  resources: Record<string, ResourceSchema>;
};

/** Where the SDK class of a declaration lies: `bkpaas:bkrepo:ProjectAdmin` in `bkrepo/project-admin.ts`. */
function classFile(token: string): string {
  const [, module = "", name = ""] = token.split(":");
  const file = name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return path.join(CHECKOUT, "provider", "sdk", module, `${file}.ts`);
}

describe("the package's schema", () => {
  it("tells that an instance needs no setting, for it may be of the cluster of KUBECONFIG", () => {
    assert.deepEqual(schema.provider.requiredInputs, []);
    assert.deepEqual(Object.keys(schema.provider.inputProperties), Object.keys(SETTINGS));
    assert.equal(schema.provider.inputProperties.password?.secret, true);
  });

  it("says of an account's password that it is secret, and of its name that a change of it replaces", () => {
    const user = schema.resources["bkpaas:bkrepo:User"];
    assert.equal(user?.inputProperties.password?.secret, true);
    assert.equal(user.properties.password?.secret, true);
    assert.equal(user.inputProperties.userId?.willReplaceOnChanges, true);
    assert.deepEqual(user.requiredInputs, ["userId"]);
    assert.ok(!user.required.includes("password"));
  });

  it("tells in words what a property may be", () => {
    const { type } = schema.resources["bkpaas:bkrepo:Repository"]?.inputProperties ?? {};
    assert.match(type?.description ?? "", /It must be one of generic, docker, maven, npm, pypi, helm\.$/);
    const { name } = schema.resources["bkpaas:bkrepo:Project"]?.inputProperties ?? {};
    assert.match(name?.description ?? "", /It must begin with a letter or _.*\.$/);
  });
});

describe("every declared resource", () => {
  for (const { token, inputs, outputs } of DECLARATIONS) {
    it(`${token} is in the schema, in the provider, and its class declares every output`, () => {
      assert.ok(provider.resource(token));
      assert.deepEqual(Object.keys(schema.resources[token]?.properties ?? {}), [
        ...Object.keys(inputs),
        ...Object.keys(outputs),
      ]);
      const source = readFileSync(classFile(token), "utf8");
      const declared = [...source.matchAll(/^ {2}declare readonly (\w+):/gm)].map(([, name]) => name);
      assert.deepEqual(declared.sort(), [...Object.keys(inputs), ...Object.keys(outputs)].sort());
    });
  }

  it("is what the schema has, and nothing else", () => {
    assert.deepEqual(
      Object.keys(schema.resources),
      DECLARATIONS.map(({ token }) => token),
    );
  });
});
