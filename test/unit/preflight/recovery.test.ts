import assert from "node:assert/strict";
import { test } from "node:test";
import type { InstallOnlyHook } from "../../../config/platform/install-only.ts";
import { type Answer, askData, dataQuery } from "../../../preflight/data-exists.ts";
import { lookAtReleases } from "../../../preflight/releases.ts";
import { type Section, given, settingsWith } from "../../support/configuration.ts";
import { type Given, clusterWith } from "./release-records.ts";

const SVC_MYSQL = "svc-mysql.on-initial-fixtures";
const SVC_BKREPO = "svc-bkrepo.on-initial-fixtures";
const FIXTURES = "workloads.on-initial-fixtures";
const STATE = "workloads.generate-initial-cluster-state";
const [job, otherJob] = ["bkpaas3-svc-mysql-initial-fixtures", "bkpaas3-svc-bkrepo-initial-fixtures"];

const ON = { recovery: "initialise" };

interface Case {
  readonly releases: Readonly<Record<string, readonly Given[]>>;
  readonly data?: Partial<Record<InstallOnlyHook, Answer>>;
  readonly platform?: Section;
}

async function look({ releases, data = {}, platform = ON }: Case) {
  const asked: InstallOnlyHook[] = [];
  const found = await lookAtReleases(settingsWith({ platform }), {
    cluster: () => Promise.resolve(clusterWith(releases)),
    ask: (_mysql, hooks) => {
      asked.push(...hooks);
      return Promise.resolve(new Map(hooks.map((hook) => [hook, data[hook] ?? "none"])));
    },
    isPreview: true,
  });
  return { ...found, asked };
}

async function refusal(given: Case) {
  const { problems, initialise } = await look(given);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  assert.equal(initialise.size, 0);
  return problems[0] ?? assert.fail();
}

const failed: Given = { status: "failed", installOnly: { [job]: "", [otherJob]: "" } };

test("after a failed first install the switch initialises its hooks, and warns while it is on", async () => {
  const { problems, warnings, initialise } = await look({ releases: { "bk-services": [failed] } });
  assert.deepEqual(problems, []);
  assert.deepEqual([...initialise], [SVC_MYSQL, SVC_BKREPO]);
  assert.deepEqual(warnings, [
    `bkpaas:platform.recovery is on: this run initialises ${SVC_MYSQL}, ${SVC_BKREPO}. Take it away after it: pulumi config rm --path 'platform.recovery'`,
  ]);
});

test("a hook that ran is neither asked about nor run again", async () => {
  const releases = {
    "bk-services": [{ ...failed, installOnly: { [job]: "Succeeded", [otherJob]: "Failed" } }],
  };
  const { asked, initialise } = await look({ releases });
  assert.deepEqual(asked, [SVC_BKREPO]);
  assert.deepEqual([...initialise], [SVC_BKREPO]);
});

test("a hook whose data exist is left out, and told", async () => {
  const { warnings, initialise } = await look({
    releases: { "bk-services": [failed] },
    data: { [SVC_MYSQL]: "rows" },
  });
  assert.deepEqual([...initialise], [SVC_BKREPO]);
  assert.match(
    warnings[0] ?? "",
    /Left out, for data exist: paas_service_plan of svc-mysql\.on-initial-fixtures\./,
  );
});

test("the switch is refused once data exist", async () => {
  const { rule, fix } = await refusal({
    releases: { "bk-services": [failed] },
    data: { [SVC_MYSQL]: "rows", [SVC_BKREPO]: "rows" },
  });
  assert.match(rule, /is refused: data exist, and would be overwritten: paas_service_plan of svc-mysql/);
  assert.equal(fix, "pulumi config rm --path 'platform.recovery'");
});

test("after its own run the switch is refused: what it is for has run", async () => {
  const recovered = { revision: 2, everyRun: { [job]: "Succeeded", [otherJob]: "Succeeded" } };
  assert.match(
    (await refusal({ releases: { "bk-services": [failed, recovered] } })).rule,
    /^has nothing to do/,
  );
});

test("the switch is refused where no first install failed, and before there is any", async () => {
  const installed = { installOnly: { [job]: "Succeeded", [otherJob]: "Succeeded" } };
  for (const releases of [{}, { "bk-services": [installed], "bk-paas3": [{ chart: "paas-stack" }] }]) {
    assert.match((await refusal({ releases })).rule, /^has nothing to do: no first install has failed/);
  }
});

test("a failed first install that came to no hook is recovered in whole, the other release left alone", async () => {
  const installed = { installOnly: { [job]: "Succeeded", [otherJob]: "Succeeded" } };
  const releases = { "bk-services": [installed], "bk-paas3": [{ chart: "paas-stack", status: "failed" }] };
  assert.deepEqual([...(await look({ releases })).initialise], [FIXTURES, STATE]);
});

test("where this machine can't ask, the query to run by hand and what to set are told for each hook", async () => {
  const unknown = { unknown: "only the cluster reaches it" };
  const { problems } = await look({
    releases: { "bk-services": [failed] },
    data: { [SVC_MYSQL]: unknown, [SVC_BKREPO]: unknown },
  });
  assert.deepEqual(
    problems.map(({ fix }) => fix),
    [
      `pulumi config set --path 'platform.recoveryEmpty[0]' '${SVC_MYSQL}'`,
      `pulumi config set --path 'platform.recoveryEmpty[1]' '${SVC_BKREPO}'`,
    ],
  );
  const query = "SELECT EXISTS (SELECT 1 FROM `svc_mysql`.`paas_service_plan`) AS data_exist";
  assert.ok(
    problems[0]?.rule.includes(`(only the cluster reaches it). Run there: ${query};`),
    problems[0]?.rule,
  );
});

test("a confirmation by hand counts for its hook where this machine can't ask, and only there", async () => {
  const platform = { ...ON, recoveryEmpty: [SVC_MYSQL, SVC_BKREPO] };
  const { initialise } = await look({
    releases: { "bk-services": [failed] },
    platform,
    data: { [SVC_MYSQL]: { unknown: "no way" }, [SVC_BKREPO]: "rows" },
  });
  assert.deepEqual([...initialise], [SVC_MYSQL]);
});

test("data exist where the table that the hook fills has a row, in the database as configured", () => {
  const { mysql } = settingsWith({
    mysql: {
      mode: "existing",
      host: "db.example.com",
      admin: { user: "root", password: "x1y2z3" },
      databases: { workloads: "mine" },
    },
  });
  assert.equal(
    dataQuery(mysql, FIXTURES),
    "SELECT EXISTS (SELECT 1 FROM `mine`.`cluster_cluster`) AS data_exist",
  );
  assert.equal(
    dataQuery(mysql, STATE),
    "SELECT EXISTS (SELECT 1 FROM `mine`.`region_regionclusterstate`) AS data_exist",
  );
});

const byHand = {
  mysqlPlatform: given("Aa1-1234567890abcdef"),
  mysqlServices: given("Aa1-1234567890abcdeg"),
  mysqlPlan: given("Aa1-1234567890abcdeh"),
};

for (const [name, sections] of Object.entries({
  managed: { mysql: { mode: "managed" } },
  manual: { mysql: { mode: "existing", host: "db.example.com" }, keys: byHand },
  job: {
    mysql: {
      mode: "existing",
      host: "db.example.com",
      admin: { user: "root", password: "x1y2z3" },
      provisioning: "job",
    },
  },
})) {
  test(`a ${name} MySQL is not asked from this machine`, async () => {
    const { mysql } = settingsWith(sections);
    const answer = (await askData(mysql, [FIXTURES])).get(FIXTURES);
    assert.equal(typeof answer, "object");
  });
}
