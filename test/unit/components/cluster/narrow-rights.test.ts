import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NARROW_RIGHTS, narrowRules } from "../../../../components/cluster/narrow-rights.ts";

describe("the platform's narrow rights", () => {
  it("say of each right what for, and where the platform uses it", () => {
    for (const { resources, why, source } of NARROW_RIGHTS) {
      assert.match(why, /^[A-Z].*\.$/, resources.join());
      assert.match(source, /^paas(_wl|ng)\/.*\.py/, resources.join());
    }
  });

  it("name every group, resource and verb, none twice", () => {
    const rules = narrowRules();
    const all = rules.flatMap(({ apiGroups, resources, verbs }) => [...apiGroups, ...resources, ...verbs]);
    assert.deepEqual(
      all.filter((name) => name.includes("*")),
      [],
    );
    const named = rules.flatMap(({ apiGroups, resources }) =>
      resources.map((one) => `${apiGroups.join()}/${one}`),
    );
    assert.equal(new Set(named).size, named.length);
  });

  it("hold nothing by which somebody gives himself more", () => {
    for (const { resources, verbs } of NARROW_RIGHTS) {
      for (const verb of ["bind", "escalate", "impersonate"]) assert.ok(!verbs.includes(verb));
      assert.doesNotMatch(
        resources.join(),
        /role|webhook|customresourcedefinitions|certificatesigning|\/token|\/exec|\/proxy|\/attach/,
      );
    }
  });
});
