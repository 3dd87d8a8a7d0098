import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem } from "../../../../config/problem.ts";
import { type Section, parsedWith } from "../../../support/configuration.ts";

function problemsOf(
  release: string,
  values: Section,
  more: Record<string, Section> = {},
): readonly Problem[] {
  const parsed = parsedWith({ platform: { [release]: { values } }, ...more });
  return parsed.ok ? [] : parsed.problems;
}

function onlyProblem(release: string, values: Section): Problem {
  const [problem, ...others] = problemsOf(release, values);
  assert.ok(problem, "nothing is refused");
  assert.deepEqual(others, []);
  return problem;
}

test("a value that this program sets is refused with its full path and the key that is meant for it", () => {
  assert.deepEqual(onlyProblem("paasStack", { global: { sharedDomain: "other.example.com" } }), {
    key: "platform.paasStack.values.global.sharedDomain",
    rule: "is set by this program: domain is the key for it",
    fix: "pulumi config rm --path 'platform.paasStack.values.global.sharedDomain'",
  });
});

test("a value that no key decides is refused too", () => {
  const problem = onlyProblem("paasStack", { apiserver: { env: { BK_APP_CODE: "other" } } });
  assert.equal(problem.key, "platform.paasStack.values.apiserver.env.BK_APP_CODE");
  assert.equal(problem.rule, "is set by this program");
});

test("a key with a slash stands in brackets, as pulumi config wants it", () => {
  const values = { webfe: { image: {} }, apiserver: { podAnnotations: { "checksum/secrets": "x" } } };
  assert.equal(
    onlyProblem("paasStack", values).key,
    'platform.paasStack.values.apiserver.podAnnotations["checksum/secrets"]',
  );
});

for (const [title, values] of Object.entries({
  "by null": { apiserver: { env: null } },
  "by null far above": { apiserver: null },
  "by a text": { apiserver: { env: "none" } },
  "by a list": { apiserver: { env: [] } },
})) {
  test(`a map that holds what this program sets is not taken away ${title}`, () => {
    const { key, rule } = onlyProblem("paasStack", values);
    assert.match(key, /^platform\.paasStack\.values\.apiserver/);
    assert.match(rule, /^would take away apiserver\.\S+, which this program sets/);
  });
}

test("what lies below a value of this program is refused", () => {
  const values = { workloads: { processes: { web: { resources: { limits: { cpu: "9" } } } } } };
  assert.equal(
    onlyProblem("paasStack", values).rule,
    "is set by this program: platform.preset is the key for it",
  );
});

for (const [release, values, key] of [
  ["paasStack", { apiserver: { env: { BK_APP_SECRET: "s" } } }, "keys.appSecret"],
  ["paasStack", { apiServer: { env: { BK_APP_SECRET: "s" } } }, "keys.appSecret"],
  ["bkServices", { "svc-mysql": { plan: { password: "s" } } }, "keys.mysqlPlan"],
] as const) {
  test(`a secret of the catalogue is refused in ${JSON.stringify(values)}`, () => {
    assert.match(onlyProblem(release, values).rule, new RegExp(`: ${key} is the key for it$`));
  });
}

for (const [place, values] of Object.entries({
  "a module's variables": { webfe: { env: { SOME_PASSWORD: "s3cret" } } },
  "the variables of all": { global: { env: { OTHER_TOKEN: "s3cret" } } },
  "the native list of variables": { webfe: { extraEnv: [{ name: "SOME_PASSWORD", value: "s3cret" }] } },
  "the chart's own keys": { global: { imagePullSecrets: { credential: { password: "s3cret" } } } },
})) {
  test(`a secret of one's own is refused in the clear in ${place}`, () => {
    const { rule } = onlyProblem("paasStack", values);
    assert.match(rule, /by its name a secret/);
    assert.doesNotMatch(rule, /s3cret/);
  });
}

test("the native list of variables names none that this program sets", () => {
  const values = { apiserver: { extrasEnv: [{ name: "PAAS3_MYSQL_HOST", value: "other" }] } };
  assert.equal(
    onlyProblem("paasStack", values).rule,
    "names PAAS3_MYSQL_HOST, which this program sets: mysql.host is the key for it",
  );
});

test("all problems of both releases are told at once", () => {
  const parsed = parsedWith({
    platform: {
      paasStack: { values: { chartDigest: "x", webfe: { image: { tag: "1" } } } },
      bkServices: { values: { global: { hostAliases: [] } } },
    },
  });
  assert.deepEqual(
    (parsed.ok ? [] : parsed.problems).map(({ key }) => key),
    [
      "platform.paasStack.values.chartDigest",
      "platform.paasStack.values.webfe.image.tag",
      "platform.bkServices.values.global.hostAliases",
    ],
  );
});

for (const values of [
  { apiserver: { env: { DJANGO_LOG_LEVEL: "DEBUG", MORE: "1" }, nodeSelector: { disk: "ssd" } } },
  { apiserver: { nodeSelector: null, processes: { web: { ingress: { annotations: { a: "b" } } } } } },
  { webfe: { tolerations: [{ operator: "Exists" }], volumes: [{ name: "a", emptyDir: {} }] }, global: {} },
  {
    webfe: {
      extraEnv: [{ name: "MY_PASSWORD", valueFrom: { secretKeyRef: { name: "mine", key: "password" } } }],
    },
  },
  {
    apiserver: {
      serviceAccount: { annotations: { token: "" } },
      preRunHooks: { "on-migrate": { weight: 3 } },
    },
  },
]) {
  test(`what this program does not set is free: ${JSON.stringify(values).slice(0, 60)}…`, () => {
    assert.deepEqual(problemsOf("paasStack", values), []);
  });
}

test("volumes are this program's where it mounts certificates, and free elsewhere", () => {
  const values = { apiserver: { volumes: [{ name: "a", emptyDir: {} }] } };
  const ca = "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----";
  const redis = { mode: "existing", host: "redis.example.com", tls: { ca } };
  assert.deepEqual(problemsOf("paasStack", values), []);
  assert.deepEqual(
    problemsOf("paasStack", values, { redis }).map(({ key }) => key),
    ["platform.paasStack.values.apiserver.volumes"],
  );
});
