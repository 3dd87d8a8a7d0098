// What values of one's own may add to the charts of application clusters, and what is told of published ones.
import assert from "node:assert/strict";
import { test } from "node:test";
import { componentOverlaysAddOnly } from "../../../config/clusters/component-overlays.ts";
import { logWarnings } from "../../../config/clusters/component-warnings.ts";
import type { Problem } from "../../../config/problem.ts";
import { ADMIN, type Section, parsedWith, settingsWith } from "../../support/configuration.ts";

/** What is refused of values of the cluster's own components. */
function problemsOf(initialCluster: Section): readonly Problem[] {
  const parsed = parsedWith({ initialCluster: { mode: "sameCluster", ...initialCluster } });
  return parsed.ok ? [] : parsed.problems;
}

const refused: [string, Section, string, RegExp][] = [
  [
    "another class",
    { ingress: { values: { ingressClass: "x" } } },
    "ingress.values.ingressClass",
    /initialCluster\.ingress\.className is the key for it/,
  ],
  [
    "a port that would go",
    { ingress: { values: { service: null } } },
    "ingress.values.service",
    /would take away service\.nodePorts\.http/,
  ],
  [
    "another ElasticSearch",
    { logs: { values: { global: { elasticSearchHost: "x" } } } },
    "logs.values.global.elasticSearchHost",
    /: elasticsearch\.host is the key for it/,
  ],
  [
    "another prefix",
    { logs: { values: { "bkapp-logstash": { appLogPrefix: "x" } } } },
    "logs.values.bkapp-logstash.appLogPrefix",
    /elasticsearch\.indexPrefixes\.app is the key for it/,
  ],
  [
    "a secret",
    { logs: { values: { "bkapp-logstash": { somePassword: "x" } } } },
    "logs.values.bkapp-logstash.somePassword",
    /is by its name a secret/,
  ],
];

for (const [what, section, key, rule] of refused) {
  test(`${what} in the values of a component is refused`, () => {
    const [problem, ...others] = problemsOf(section);
    assert.equal(problem?.key, `initialCluster.${key}`);
    assert.match(problem.rule, rule);
    assert.deepEqual(others, []);
  });
}

test("values of a component may add what this program does not set", () => {
  const values = { nodeSelector: { "run-bk-ingress-nginx": "true" }, proxy: { workerProcesses: 4 } };
  assert.deepEqual(problemsOf({ ingress: { values } }), []);
  const settings = settingsWith({ initialCluster: { mode: "none" } });
  assert.deepEqual(componentOverlaysAddOnly(settings), []);
});

const PUBLISHED = { chart: { from: "archive", path: "logs.tgz", version: "1.1.7" } };

function warnings(logs: Section, elasticsearch: Section): string[] {
  return logWarnings(
    settingsWith({
      elasticsearch: { mode: "existing", host: "es.example.com", ...elasticsearch },
      initialCluster: { mode: "sameCluster", logs },
    }),
  );
}

test("a published chart of the logs is told to show the password, to misread containerd, and to write by http", () => {
  const told = warnings({ ...PUBLISHED, runtime: "containerd" }, { scheme: "https", account: ADMIN });
  const matches = [/ConfigMaps, in clear text/, /Docker/, /by http/];
  assert.equal(told.length, matches.length);
  for (const [index, match] of matches.entries()) {
    assert.match(told[index] ?? "", match);
    assert.match(told[index] ?? "", /bkpaas:initialCluster\.logs\.chart/);
  }
});

test("nothing is told of a published chart that can do it, of our own, and of none", () => {
  assert.deepEqual(warnings({ ...PUBLISHED, runtime: "docker" }, {}), []);
  assert.deepEqual(warnings({}, { scheme: "https", account: ADMIN }), []);
  assert.deepEqual(warnings({ ...PUBLISHED, enabled: false }, { account: ADMIN }), []);
});
