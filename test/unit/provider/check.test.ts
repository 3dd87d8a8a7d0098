import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Properties, Secret, UNKNOWN, type Value } from "../../../provider/protocol/value.ts";
import { PROJECT } from "../../../provider/schema/bkrepo/project.ts";
import { REPOSITORY } from "../../../provider/schema/bkrepo/repository.ts";
import { USER } from "../../../provider/schema/bkrepo/user.ts";
import { checkBy } from "../../../provider/schema/check.ts";
import type { PropertyTable } from "../../../provider/schema/declaration.ts";
import { COREFILE_BLOCK } from "../../../provider/schema/dns/corefile-block.ts";
import { SETTINGS } from "../../../provider/settings.ts";

/** Reasons by the property that they begin with. */
function reasons(table: PropertyTable, given: Properties): Record<string, string> {
  const { failures = [] } = checkBy(table, given);
  return Object.fromEntries<string>(failures.map(({ reason }) => [reason.replace(/ .*/, ""), reason]));
}

/** Properties whose values the engine prints with a refusal. */
function printed(table: PropertyTable, given: Properties): string[] {
  const { failures = [] } = checkBy(table, given);
  return failures.flatMap(({ property }) => (property === "" ? [] : [property]));
}

describe("checking inputs", () => {
  it("tells everything that is wrong at once", () => {
    const told = reasons(REPOSITORY.inputs, {
      project: "1st",
      type: "cvs",
      public: "yes",
      quotaBytes: 0,
      colour: "red",
    });
    assert.deepEqual(Object.keys(told).sort(), ["colour", "name", "project", "public", "quotaBytes", "type"]);
    assert.equal(told.name, "name is missing");
    assert.equal(told.type, 'type must be one of generic, docker, maven, npm, pypi, helm; it is "cvs"');
    assert.equal(told.public, 'public must be true or false; it is "yes"');
    assert.match(told.colour ?? "", /^colour is not known here; there are project, name/);
  });

  it("takes a name that every JavaScript object has for unknown", () => {
    assert.ok("constructor" in reasons(PROJECT.inputs, { name: "bkpaas", constructor: "x" }));
  });

  it("fills in what is left out", () => {
    const { inputs } = checkBy(REPOSITORY.inputs, { project: "bkpaas", name: "npm", type: "npm" });
    assert.deepEqual(inputs, {
      ...{ project: "bkpaas", name: "npm", type: "npm" },
      ...{ public: false, deletion: "keep", ownership: "create" },
    });
  });

  it("keeps a password secret though it is given in the clear", () => {
    const { inputs } = checkBy(USER.inputs, { userId: "bkpaas3", password: "inTheClear1" });
    assert.ok(inputs.password instanceof Secret);
  });

  it("tells the rule that a password breaks, never the password", () => {
    const { password = "" } = reasons(USER.inputs, { userId: "bkpaas3", password: "plaintext:word" });
    assert.match(password, /^password must consist of letters.*colons/);
    assert.doesNotMatch(password, /plaintext|word\b.*plaintext/);
  });

  it("does not tell a secret that is given where none is asked for", () => {
    const { userId = "" } = reasons(USER.inputs, { userId: new Secret("plain text"), password: "right1" });
    assert.match(userId, /^userId must begin with/);
    assert.doesNotMatch(userId, /plain text/);
  });

  it("lets the engine print no value that is secret, or that may be under a name that is misspelt", () => {
    const wrong = { userId: "-", password: "a:b", pasword: "typo", ownership: new Secret("mine") };
    assert.deepEqual(printed(USER.inputs, wrong), ["userId"]);
    assert.equal(Object.keys(reasons(USER.inputs, wrong)).length, 4);
  });

  it("wants at least one of a list that is to be distinct, and none twice", () => {
    const names = (list: Value): string | undefined =>
      reasons(COREFILE_BLOCK.inputs, { name: "a", names: list, target: "10.0.0.1" }).names;
    for (const list of [[], ["a.b", "c.d", "a.b"]])
      assert.match(names(list) ?? "", /at least one text, and none twice/);
    assert.equal(names(["a.b", "c.d"]), undefined);
  });

  it("does not judge what is known only after the update", () => {
    assert.deepEqual(reasons(USER.inputs, { userId: UNKNOWN, password: new Secret(UNKNOWN) }), {});
  });
});

const long = (length: number): string => "a".repeat(length);

/** What is just allowed, and what is just not. */
const LIMITS: readonly [PropertyTable, string, readonly Value[], readonly Value[]][] = [
  [
    USER.inputs,
    "userId",
    ["ab", long(100), "1_.@-"],
    ["a", long(101), "-ab", ".ab", "@ab", "a b", "a:b", "用户"],
  ],
  [PROJECT.inputs, "name", ["ab", long(100), "_1", "a-b"], ["a", long(101), "1a", "-a", "a.b", "a/b", "a b"]],
  [PROJECT.inputs, "displayName", ["ab", long(100), "平台"], ["a", long(101), "  ", ""]],
  [REPOSITORY.inputs, "project", ["ab", long(100), "tenant.ab"], ["a", long(101), "1a", "a.b.c"]],
  [REPOSITORY.inputs, "name", ["ab", long(64), "_.", "a-1.b"], ["a", long(65), "1a", ".a", "a/b", "a b"]],
  [REPOSITORY.inputs, "description", ["", long(199)], [long(200)]],
  [REPOSITORY.inputs, "quotaBytes", [1, 2 ** 40], [0, -1, 1.5, 2 ** 53, "1"]],
  [
    USER.inputs,
    "password",
    ["a", "passwords", "Password", long(200), "_.,@%+=/-"],
    ["password", "", "a:b", "a'b", 'a"b', "a\\b", "a b", "a$b", "a;b", "a`b", "密码", "a\n"],
  ],
  [
    SETTINGS,
    "endpoint",
    ["http://bkrepo.example.com", "https://127.0.0.1:8443/prefix"],
    ["bkrepo.example.com", "ftp://a", "http://a/", "http://u:p@a", "http://a?b", "http://a#b"],
  ],
  [COREFILE_BLOCK.inputs, "name", ["a", "paas-system", "a.b"], ["", "A", "a/b", "a b", "-a", long(254)]],
  [COREFILE_BLOCK.inputs, "names", [["a.b"], ["a.b", "x-1.a.b"]], [["a"], ["*.a.b"], ["a.b", "A.b"]]],
  [COREFILE_BLOCK.inputs, "target", ["10.0.0.1", "fd00::1", "a/b"], ["a", "a/b/c", "A/b", "10.0.0.1:80", ""]],
  [COREFILE_BLOCK.inputs, "key", ["Corefile", "bkpaas.server"], ["", "a/b", "a b"]],
  [SETTINGS, "timeoutSeconds", [0.1, 600], [0, -1]],
  [SETTINGS, "retries", [0, 100], [-1, 1.5]],
  [SETTINGS, "ca", ["-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n"], ["/etc/ca.pem"]],
];

describe("limits", () => {
  for (const [table, name, allowed, refused] of LIMITS) {
    it(`of ${name}: what is at the limit is accepted, what is beyond is refused with the rule`, () => {
      for (const value of allowed) {
        assert.equal(reasons(table, { [name]: value })[name], undefined, JSON.stringify(value));
      }
      const rule = table[name]?.form?.rule.en ?? "";
      for (const value of refused) {
        const reason = reasons(table, { [name]: value })[name];
        assert.ok(reason, `${name} takes ${JSON.stringify(value)}`);
        assert.ok(reason.includes(rule) || reason.includes("number"), reason);
      }
    });
  }
});
