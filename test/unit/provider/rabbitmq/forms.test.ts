import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Secret, UNKNOWN, type Properties } from "../../../../provider/protocol/value.ts";
import { checkBy } from "../../../../provider/schema/check.ts";
import { PERMISSION } from "../../../../provider/schema/rabbitmq/permission.ts";
import { USER } from "../../../../provider/schema/rabbitmq/user.ts";
import { VIRTUAL_HOST } from "../../../../provider/schema/rabbitmq/virtual-host.ts";

/** Names of the properties that are refused. */
function refused(declaration: typeof USER | typeof VIRTUAL_HOST | typeof PERMISSION, inputs: Properties) {
  return checkBy(declaration.inputs, inputs).failures?.map(({ property }) => property);
}

describe("inputs of a virtual host", () => {
  it("take every name that RabbitMQ and the paths of its management API can hold", () => {
    for (const name of ["/", "bkpaas3", "a b", "a:b", "50%", "…", "é".repeat(127), "x".repeat(255)]) {
      assert.deepEqual(refused(VIRTUAL_HOST, { name }), [], name);
    }
  });

  it("refuse names that are empty, too long in bytes, or mean something else in a path", () => {
    for (const name of ["", ".", "..", "a\nb", "a\0", "é".repeat(128), "x".repeat(256)]) {
      assert.deepEqual(refused(VIRTUAL_HOST, { name }), ["name"], name);
    }
  });
});

describe("inputs of a user", () => {
  it("refuse a name with a colon, where HTTP Basic would end it", () => {
    assert.deepEqual(refused(USER, { name: "a:b", password: "p" }), ["name"]);
    assert.deepEqual(refused(USER, { name: "a/b", password: "p" }), []);
  });

  it("take any password that can be sent, and show none that is refused", () => {
    for (const password of ["p", ":/@ %ä'\"", "x".repeat(1000)]) {
      assert.deepEqual(refused(USER, { name: "u", password }), [], password);
    }
    for (const password of ["", "pl\0anted", "planted\n"]) {
      const failures = checkBy(USER.inputs, { name: "u", password: new Secret(password) }).failures ?? [];
      assert.match(failures.map(({ reason }) => reason).join(), /^password must not be empty, with which/);
      assert.doesNotMatch(JSON.stringify(failures), /planted|anted/);
    }
  });

  it("take tags as a list of words", () => {
    const tagged = (tags: Properties[string]) => refused(USER, { name: "u", tags });
    assert.deepEqual(tagged([]), []);
    assert.deepEqual(tagged(["administrator", "own-tag"]), []);
    assert.deepEqual(tagged(["administrator", UNKNOWN]), []);
    for (const tags of ["administrator", [1], ["a,b"], ["a b"], [""]]) {
      assert.deepEqual(tagged(tags), ["tags"], JSON.stringify(tags));
    }
  });
});

describe("inputs of a permission", () => {
  it("are all rights unless told, and none for the empty text", () => {
    const { inputs, failures } = checkBy(PERMISSION.inputs, { virtualHost: "/", user: "u", write: "" });
    assert.deepEqual(failures, []);
    const { configure, write, read } = inputs;
    assert.deepEqual({ configure, write, read }, { configure: ".*", write: "", read: ".*" });
  });
});
