import assert from "node:assert/strict";
import { test } from "node:test";
import { isImmutable, keyNames, keyOf } from "../../../config/secrets/catalogue.ts";
import { keyNamed, rotationOf } from "../../../sandbox/rotation/rotation.ts";
import { type Section, given, settingsWith } from "../../support/configuration.ts";

const settingsOf = (keys: Section) => settingsWith({ keys });

for (const name of keyNames.filter(isImmutable)) {
  test(`${name} is refused, by its name and with what would be lost`, () => {
    const rotation = rotationOf(name, settingsOf({}));
    assert.ok(rotation.kind === "refused");
    assert.ok(rotation.why.includes(`keys.${name} `));
    const { change } = keyOf(name);
    assert.ok(change.kind === "immutable" && rotation.why.includes(change.destroys.en));
  });
}

test("a generated key gets the next edition, and so does an adopted one, whose value goes", () => {
  const generated = rotationOf("jwt", settingsOf({ jwt: { source: "generated", edition: 3 } }));
  assert.deepEqual(generated, { kind: "generate", edition: 4, wasAdopted: false });
  const adopted = rotationOf("jwt", settingsOf({ jwt: { source: "adopted", value: "x".repeat(40) } }));
  assert.deepEqual(adopted, { kind: "generate", edition: 2, wasAdopted: true });
});

test("a given key is changed where it comes from, and here after it", () => {
  const rotation = rotationOf("privateToken", settingsOf({ privateToken: given("t0ken") }));
  assert.ok(rotation.kind === "refused");
  assert.match(rotation.why, /pulumi config set --secret --path 'keys.privateToken.value'/);
  assert.doesNotMatch(rotation.why, /t0ken/);
});

test("the password of a store that exists is none of this stack's keys", () => {
  const rotation = rotationOf("redis", settingsOf({}));
  assert.ok(rotation.kind === "refused");
  assert.match(rotation.why, /no such key/);
});

test("a word that is no key is answered with those that can be rotated", () => {
  assert.equal(keyNamed("jwt"), "jwt");
  for (const word of ["JWT", "", undefined]) {
    assert.throws(
      () => keyNamed(word),
      (error: Error) => {
        assert.match(error.message, /These can be rotated: jwt, /);
        assert.doesNotMatch(error.message, /rotated:.*encryption/);
        return true;
      },
    );
  }
});
