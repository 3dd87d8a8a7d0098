import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import {
  KNOWN_VERSIONS,
  type Route,
  hasMergedWorkloads,
  requiredActions,
  routeAskedFor,
  routeOf,
} from "../../../../config/platform/versions.ts";
import { CHECKOUT } from "../../../../sandbox/layout.ts";

const bkpaas3 = (version: string) => ({ chart: "bkpaas3", version });

function route(from: string, to: string): Route {
  return routeOf(bkpaas3(from), bkpaas3(to));
}

/** The kind of a route, with why one is refused and which version comes first instead. */
function shortly(found: Route): string {
  return found.kind === "refused"
    ? ["refused", found.because, found.next].filter(Boolean).join(" ")
    : found.kind;
}

/** From (rows) to (columns), by BlueKing's upgrade guides. */
const KNOWN_PAIRS: Record<string, Record<string, string>> = {
  "0.1.3": {
    "0.1.3": "allowed",
    "1.1.1-beta.2": "uninstall-and-install",
    "1.4.0": "refused skipped-step 1.1.1-beta.2",
  },
  "1.1.1-beta.2": { "0.1.3": "refused downgrade", "1.1.1-beta.2": "allowed", "1.4.0": "allowed" },
  "1.4.0": { "0.1.3": "refused downgrade", "1.1.1-beta.2": "refused downgrade", "1.4.0": "allowed" },
};

for (const [from, row] of Object.entries(KNOWN_PAIRS)) {
  for (const [to, expected] of Object.entries(row)) {
    test(`bkpaas3 from ${from} to ${to}: ${expected}`, () => {
      assert.equal(shortly(route(from, to)), expected);
    });
  }
}

test("the table of pairs names every known version of bkpaas3", () => {
  assert.deepEqual(
    Object.keys(KNOWN_PAIRS),
    KNOWN_VERSIONS.bkpaas3?.map(({ version }) => version),
  );
});

const UNKNOWN_PAIRS: readonly [from: string, to: string, expected: string][] = [
  ["0.1.3-beta6", "0.1.3", "allowed"],
  ["1.1.1-beta.2", "1.1.1", "allowed"],
  ["1.4.0", "1.4.7", "allowed"],
  ["1.4.7", "1.4.0", "refused downgrade"],
  ["0.1.2", "1.1.1-beta.2", "refused unknown 0.1.3"],
  ["1.4.0", "1.5.0", "refused unknown"],
  ["1.2.0", "1.4.0", "refused unknown"],
  ["0.1.3", "2.0.0", "refused unknown"],
  ["latest", "1.4.0", "refused unreadable"],
];

for (const [from, to, expected] of UNKNOWN_PAIRS) {
  test(`bkpaas3 from ${from} to ${to}, not both of them known: ${expected}`, () => {
    assert.equal(shortly(route(from, to)), expected);
  });
}

test("a step that is not known is said to be so, in both languages", () => {
  const found = route("1.4.0", "1.4.7");
  assert.ok(found.kind === "allowed" && found.unknown);
  assert.match(found.unknown.en, /not known/);
  assert.match(found.unknown.zh, /未知/);
  assert.ok(!("unknown" in route("1.1.1-beta.2", "1.4.0")));
});

test("a refusal tells which version to go to first, in both languages", () => {
  const found = route("0.1.3", "1.4.0");
  assert.ok(found.kind === "refused");
  assert.match(found.message.en, /Go to 1\.1\.1-beta\.2 first\.$/);
  assert.match(found.message.zh, /请先升级到 1\.1\.1-beta\.2。$/);
});

test("our own chart is upgraded from its first version", () => {
  const [from, to] = ["0.1.0", "0.2.0"].map((version) => ({ chart: "paas-stack", version }));
  assert.ok(from && to);
  assert.deepEqual(routeOf(from, to), { kind: "allowed", actions: [] });
  assert.equal(shortly(routeOf(to, from)), "refused downgrade");
});

test("no upgrade leads from one chart to another", () => {
  const from = { chart: "paas-stack", version: "0.2.0" };
  assert.equal(shortly(routeOf(from, bkpaas3("0.1.3"))), "refused other-chart");
  assert.equal(shortly(routeOf(bkpaas3("0.1.3"), from)), "refused other-chart");
});

test("from 7.0 to 7.1 the operator is installed before the old release is taken away", () => {
  const actions = requiredActions(bkpaas3("0.1.3"), bkpaas3("1.1.1-beta.2"));
  const operator = actions.find(({ what }) => what.en.includes("bkpaas-app-operator"));
  assert.equal(operator?.when, "before");
});

test("every step between known versions of bkpaas3 begins with a backup and says all in both languages", () => {
  const versions = (KNOWN_VERSIONS.bkpaas3 ?? []).map(({ version }) => version);
  for (const [index, to] of versions.entries()) {
    const from = versions[index - 1];
    if (from === undefined) continue;
    const actions = requiredActions(bkpaas3(from), bkpaas3(to));
    assert.match(actions[0]?.what.en ?? "", /backup/);
    for (const { what } of actions) assert.match(what.zh, /\p{Script=Han}/u);
  }
});

test("a release is uninstalled only where its version is named as the one to go from", () => {
  const to = bkpaas3("1.1.1-beta.2");
  const asked = (migrateFrom?: string): string => shortly(routeAskedFor(bkpaas3("0.1.3"), to, migrateFrom));
  assert.equal(asked("0.1.3"), "uninstall-and-install");
  assert.equal(asked("0.1.2"), "refused not-asked");
  assert.equal(asked(), "refused not-asked");
});

test("where an upgrade leads on, nothing is uninstalled, asked for or not", () => {
  const [from, to] = [bkpaas3("1.1.1-beta.2"), bkpaas3("1.4.0")];
  assert.equal(routeAskedFor(from, to, undefined).kind, "allowed");
  assert.equal(routeAskedFor(from, to, "1.1.1-beta.2").kind, "allowed");
});

test("a refused route asks for nothing to be done", () => {
  assert.deepEqual(requiredActions(bkpaas3("1.4.0"), bkpaas3("0.1.3")), []);
});

test("workloads is part of the apiserver since 1.0, its pre-releases included", () => {
  const merged = ["0.1.3", "0.9.9", "1.0.0-beta.1", "1.1.1-beta.2", "1.4.0"].map((version) =>
    hasMergedWorkloads(bkpaas3(version)),
  );
  assert.deepEqual(merged, [false, false, true, true, true]);
  assert.equal(hasMergedWorkloads({ chart: "paas-stack", version: "2.0.0" }), false);
});

test("the versions of our own charts are the table's last", () => {
  const charts = readdirSync(path.join(CHECKOUT, "charts")).filter((chart) => chart in KNOWN_VERSIONS);
  assert.ok(charts.includes("paas-stack"));
  for (const chart of charts) {
    const text = readFileSync(path.join(CHECKOUT, "charts", chart, "Chart.yaml"), "utf8");
    const { version } = parse(text) as { version: string };
    assert.equal(KNOWN_VERSIONS[chart]?.at(-1)?.version, version, chart);
  }
});
