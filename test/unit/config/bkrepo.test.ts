import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type BkrepoSettings,
  areAccountsOfOthers,
  dockerRegistryOf,
  isProvided,
  projectIdOf,
} from "../../../config/bkrepo.ts";
import { PASSWORD } from "../../../provider/schema/bkrepo/forms.ts";
import { formatOf } from "../../../config/secrets/formats.ts";
import { type Problem, renderProblems } from "../../../config/problem.ts";
import { ADMIN, type Section, given, parsedWith, settingsWith } from "../../support/configuration.ts";

const GATEWAY = { endpoint: "http://bkrepo.paas.example.com" };
const PROVIDED = { ...GATEWAY, admin: ADMIN };
const PASSWORDS = {
  bkrepoPlatform: given("given-one"),
  bkrepoAddons: given("given-two"),
  bkrepoLesscode: given("given-three"),
};

function settingsOf(bkrepo: Section, keys: Section = {}): BkrepoSettings {
  return settingsWith({ bkrepo, keys }).bkrepo;
}

function problemsOf(bkrepo: Section, keys: Section = {}): readonly Problem[] {
  const parsed = parsedWith({ bkrepo, keys });
  const problems = parsed.ok ? [] : parsed.problems;
  assert.doesNotMatch(renderProblems("test", problems), /s3cret|given-/);
  return problems;
}

test("a section of the former version means that this program makes everything, by the usual names", () => {
  const settings = settingsOf(PROVIDED);
  assert.ok(isProvided(settings));
  assert.equal(settings.project, "bkpaas");
  assert.equal(settings.addonsProject, "bksaas-addons");
  assert.deepEqual(settings.users, {
    platform: "bkpaas3",
    addons: "bksaas-addons",
    lesscode: "bklesscode",
  });
  assert.equal(settings.dockerPublic, false);
});

const sound: [string, Section, Section][] = [
  ["the provider, said aloud", { ...PROVIDED, provisioning: "provider", ownership: "create" }, {}],
  ["what is taken over", { ...PROVIDED, ownership: "take" }, {}],
  ["what is another's, by accounts alone", { ...GATEWAY, ownership: "read" }, PASSWORDS],
  ["what is another's, with an administrator", { ...PROVIDED, ownership: "read" }, PASSWORDS],
  ["the platform's init Job", { ...PROVIDED, provisioning: "platform" }, {}],
  ["nobody", { ...GATEWAY, provisioning: "none" }, PASSWORDS],
  ["a server behind TLS", { ...PROVIDED, endpoint: "https://bkrepo.example.com", tls: {} }, {}],
  ["names of another environment", { ...PROVIDED, project: "staging", users: { platform: "st-paas" } }, {}],
];

for (const [what, bkrepo, keys] of sound) {
  test(`${what} is accepted`, () => {
    assert.deepEqual(problemsOf(bkrepo, keys), []);
  });
}

const refused: [string, Section, [key: string, rule: RegExp, fix: string]][] = [
  [
    "a word that is none",
    { ...PROVIDED, provisioning: "job" },
    [
      "bkrepo.provisioning",
      /must be one of: provider, platform, none/,
      "pulumi config set --path 'bkrepo.provisioning' 'provider'",
    ],
  ],
  [
    "an ownership that is none",
    { ...PROVIDED, ownership: "mine" },
    [
      "bkrepo.ownership",
      /must be one of: create, take, read/,
      "pulumi config set --path 'bkrepo.ownership' 'create'",
    ],
  ],
  [
    "an administrator without a password",
    { ...GATEWAY, admin: { user: "admin" } },
    ["bkrepo.admin.password", /is missing/, "pulumi config set --secret --path 'bkrepo.admin.password'"],
  ],
  [
    "an administrator where nobody needs one",
    { ...PROVIDED, provisioning: "none" },
    [
      "bkrepo.admin",
      /belongs to provisioning provider or platform/,
      "pulumi config rm --path 'bkrepo.admin'",
    ],
  ],
  [
    "an ownership where the platform makes everything",
    { ...PROVIDED, provisioning: "platform", ownership: "take" },
    ["bkrepo.ownership", /belongs to provisioning provider/, "pulumi config rm --path 'bkrepo.ownership'"],
  ],
  [
    "TLS on an http address",
    { ...PROVIDED, tls: {} },
    ["bkrepo.tls", /is for https/, "pulumi config rm --path 'bkrepo.tls'"],
  ],
  [
    "a project that begins with a digit",
    { ...PROVIDED, project: "3paas" },
    ["bkrepo.project", /must begin with a letter or _/, "pulumi config set --path 'bkrepo.project' 'bkpaas'"],
  ],
  [
    "a project of 33 characters",
    { ...PROVIDED, addonsProject: "a".repeat(33) },
    [
      "bkrepo.addonsProject",
      /2 to 32 characters/,
      "pulumi config set --path 'bkrepo.addonsProject' 'bksaas-addons'",
    ],
  ],
  [
    "one project for both",
    { ...PROVIDED, addonsProject: "bkpaas" },
    [
      "bkrepo.addonsProject",
      /applications would share the platform's/,
      "pulumi config set --path 'bkrepo.addonsProject' 'bksaas-addons'",
    ],
  ],
  [
    "one account for two",
    { ...PROVIDED, users: { lesscode: "bkpaas3" } },
    [
      "bkrepo.users.lesscode",
      /must differ from bkrepo.users.platform, which is bkpaas3 too/,
      "pulumi config rm --path 'bkrepo.users.lesscode'",
    ],
  ],
  [
    "the administrator as an account",
    { ...PROVIDED, users: { addons: ADMIN.user } },
    [
      "bkrepo.users.addons",
      /must differ from bkrepo.admin.user/,
      "pulumi config rm --path 'bkrepo.users.addons'",
    ],
  ],
  [
    "a docker registry with a scheme",
    { ...PROVIDED, dockerRegistry: "http://docker.example.com:80" },
    [
      "bkrepo.dockerRegistry",
      /must be host:port, without a scheme/,
      "pulumi config set --path 'bkrepo.dockerRegistry' 'docker.example.com:80'",
    ],
  ],
  [
    "a docker registry on the gateway's own host",
    { ...PROVIDED, dockerRegistry: "BKREPO.paas.example.com:5000" },
    [
      "bkrepo.dockerRegistry",
      /must have another host than the gateway/,
      "pulumi config set --path 'bkrepo.dockerRegistry' 'docker.example.com:80'",
    ],
  ],
];

for (const [what, bkrepo, [key, rule, fix]] of refused) {
  test(`${what} is refused with its key, the rule and a command`, () => {
    const problem = problemsOf(bkrepo).find((candidate) => candidate.key === key);
    assert.ok(problem, `no problem for ${key}`);
    assert.match(problem.rule, rule);
    assert.equal(problem.fix, fix);
  });
}

test("an administrator is missing where this program makes what it needs, and where the platform does", () => {
  for (const provisioning of ["provider", "platform"]) {
    assert.deepEqual(
      problemsOf({ ...GATEWAY, provisioning }).map(({ key }) => key),
      ["bkrepo.admin.user", "bkrepo.admin.password"],
    );
  }
});

test("passwords of another's accounts have to be given, each with the command that asks for it", () => {
  for (const section of [
    { ...GATEWAY, provisioning: "none" },
    { ...GATEWAY, ownership: "read" },
  ]) {
    const problems = problemsOf(section, { bkrepoAddons: PASSWORDS.bkrepoAddons });
    assert.deepEqual(
      problems.map(({ key }) => key),
      ["keys.bkrepoPlatform", "keys.bkrepoLesscode"],
    );
    assert.match(problems[0]?.fix ?? "", /source' 'given' && pulumi config set --secret --path 'keys/);
    assert.ok(areAccountsOfOthers(settingsOf(section, PASSWORDS)));
  }
  assert.ok(!areAccountsOfOthers(settingsOf({ ...PROVIDED, provisioning: "platform" })));
});

test("published passwords of accounts and administrator are refused", () => {
  const admin = { user: "admin", password: "blueking" };
  assert.deepEqual(
    problemsOf({ ...GATEWAY, admin }, { bkrepoPlatform: given("blueking") }).map(({ key }) => key),
    ["keys.bkrepoPlatform.value", "bkrepo.admin.password"],
  );
});

test("the configuration refuses every password that the provider would refuse", () => {
  const { accepts } = formatOf("bkrepoPassword");
  for (const password of ["a:b", "password", "it's", 'a"b', "a$b", "a b", "a\\b", "a&b", ""]) {
    assert.ok(!PASSWORD.holds(password), password);
    assert.ok(!accepts(password), password);
  }
  for (const password of ["Aa1_.,@%+=/-", "x".repeat(100)]) {
    assert.ok(PASSWORD.holds(password) && accepts(password), password);
  }
});

test("the docker registry is docker.<domain> where the gateway is bkrepo.<domain>, on the port of its scheme", () => {
  const registryAt = (endpoint: string): string | undefined =>
    dockerRegistryOf(settingsOf({ ...PROVIDED, endpoint }), "paas.example.com");
  assert.equal(registryAt("http://bkrepo.paas.example.com"), "docker.paas.example.com:80");
  assert.equal(registryAt("https://bkrepo.paas.example.com"), "docker.paas.example.com:443");
  assert.equal(registryAt("http://bkrepo.paas.example.com:30080"), "docker.paas.example.com:30080");
  assert.equal(registryAt("http://repo.example.com"), undefined);
});

test("a docker registry that is given counts", () => {
  const settings = settingsOf({ ...PROVIDED, dockerRegistry: "registry.example.com:5000" });
  assert.equal(dockerRegistryOf(settings, "paas.example.com"), "registry.example.com:5000");
});

test("projects of a tenant are named after it", () => {
  assert.equal(projectIdOf(settingsOf({ ...PROVIDED, tenantId: "system" }), "bkpaas"), "system.bkpaas");
  assert.equal(projectIdOf(settingsOf(PROVIDED), "bkpaas"), "bkpaas");
});
