import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
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

/** What the script of a job asks `make` for in a repository of two commits, with these variables. */
function asked(job: "report" | "preview", variables: Readonly<Record<string, string>>): string {
  const { script } = (parse(EXAMPLE) as Record<string, { script: string[] }>)[job] ?? { script: [] };
  const dir = mkdtempSync(path.join(os.tmpdir(), "bkpaas-gitlab-"));
  const commit = "git -c user.name=a -c user.email=a@b commit --quiet --allow-empty --message";
  const program = [
    `git init --quiet . && ${commit} one && ${commit} two && mkdir -p test/golden && touch test/golden/a.json`,
    'make() { echo "$@"; }',
    ...script,
  ].join("\n");
  const { PATH = "" } = process.env;
  const env = { PATH, HOME: dir, STACK: "production", ...variables };
  const ended = spawnSync("bash", ["-eo", "pipefail", "-c", program], { cwd: dir, env, encoding: "utf8" });
  rmSync(dir, { recursive: true });
  return ended.stdout + (ended.status === 0 ? "" : `ended with ${ended.status}: ${ended.stderr}`);
}

test("where the commit before a push is gone or there was none, the report compares with the one before", () => {
  for (const gone of ["0".repeat(40), "3d3c42e5aac5ba805825da76410c181273ba90b1"]) {
    assert.match(asked("preview", { CI_COMMIT_BEFORE_SHA: gone }), /^-s report BASE=HEAD~1 FROM=preview /);
  }
  assert.match(asked("preview", { CI_COMMIT_BEFORE_SHA: "HEAD" }), /^-s report BASE=HEAD FROM=preview /);
});

test("a report of a merge result compares with what it is merged into, another with where its branch began", () => {
  const began = { CI_MERGE_REQUEST_DIFF_BASE_SHA: "began" };
  assert.match(asked("report", began), / BASE=began /);
  assert.match(asked("report", { ...began, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "target" }), / BASE=target /);
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
