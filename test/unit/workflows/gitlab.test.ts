import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { faultsOfGitlab } from "./gitlab-rules.ts";

const ROOT = new URL("../../../", import.meta.url);
const EXAMPLE = readFileSync(new URL(".gitlab-ci.yml", ROOT), "utf8");

test("the example for GitLab has no fault", () => {
  assert.deepEqual(faultsOfGitlab(EXAMPLE), []);
});

test("the example for GitLab takes the CLI of the version of the SDK", () => {
  const { dependencies } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const { default: of } = parse(EXAMPLE) as { default: { image: { name: string } } };
  assert.equal(of.image.name.split(":")[1], dependencies["@pulumi/pulumi"]);
});

test("git does not see what is cached in the checkout, so that no test formats or copies it", () => {
  const ignored = readFileSync(new URL(".gitignore", ROOT), "utf8").split("\n");
  const { check } = parse(EXAMPLE) as { check: { cache: { paths: string[] } } };
  for (const cached of check.cache.paths)
    assert.ok(ignored.includes(`/${cached.split("/")[0] ?? ""}/`), cached);
});

/** An edit of the example, and what is said of the result. */
const BREACHES: readonly (readonly [said: RegExp, from: string, to: string])[] = [
  [/up: its stage is not in stages/, "comment, up, drift]", "comment, drift]"],
  [/comment: needs reports, which does not run before it/, "needs: [report]", "needs: [reports]"],
  [/up: extends .stacks, which is nowhere/, "up:\n  extends: .stack", "up:\n  extends: .stacks"],
  [/check: make has no target tests/, "- make test", "- make tests"],
  [/check: no script of texts/, "  script:\n    - make test\n", ""],
  [/up: make up that nobody starts/, "      when: manual\n", ""],
  [/up: a rule with when: manually/, "when: manual", "when: manually"],
  [/up: make up without what was reviewed/, ' EXPECT="reviewed/$STACK.json"', ""],
  [/up: make up without environment or lock/, "  resource_group: $STACK\n", ""],
  [/drift: a rule without a sound if/, '"schedule" &&', '"schedule &&'],
  [/preview: artefacts without an end/, "    expire_in: 1 day\n", ""],
  [/up: has no key timeuot/, "  timeout: 2h\n", "  timeuot: 2h\n"],
];

for (const [said, from, to] of BREACHES) {
  test(`the rules for GitLab find ${String(said)}`, () => {
    assert.ok(EXAMPLE.includes(from), "the example has changed");
    const faults = faultsOfGitlab(EXAMPLE.replace(from, to));
    assert.ok(
      faults.some((fault) => said.test(fault)),
      faults.join("\n"),
    );
  });
}
