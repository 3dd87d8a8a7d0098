import assert from "node:assert/strict";
import { test } from "node:test";
import { bkServicesValues, bkrepoPlan, mysqlPlan } from "../../../components/platform/bk-services/values.ts";
import { paasStackValues } from "../../../components/platform/paas-stack/values.ts";
import {
  bkrepoPlanFixture,
  mysqlPlanFixture,
} from "../../../components/platform/bk-services/plan-fixtures.ts";
import {
  apiserverSecrets,
  bkrepoSecrets,
  svcBkrepoSecrets,
  svcMysqlSecrets,
  svcRabbitmqSecrets,
  workloadsSecrets,
} from "../../../components/platform/secret-environment.ts";
import { PLATFORM_REPOSITORIES } from "../../../components/bkrepo/platform-set.ts";
import {
  apiserverSettings,
  workloadsSettings,
} from "../../../components/platform/paas-stack/settings-env.ts";
import { platformInput as input, platformSecrets as secrets, secretOf } from "../../support/platform.ts";

const paasStack = paasStackValues(
  input,
  { apiserver: secretOf("apiserver"), workloads: secretOf("workloads") },
  { bkrepo: secretOf("bkrepo"), present: { sentryDsn: false, sentinelPassword: false }, digest: "chart" },
);
const bkServices = bkServicesValues(
  input,
  {
    svcMysql: secretOf("svc-mysql"),
    svcBkrepo: secretOf("svc-bkrepo"),
    svcRabbitmq: secretOf("svc-rabbitmq"),
  },
  { mysqlPlan: secretOf("svc-mysql-plan"), bkrepoPlan: secretOf("svc-bkrepo-plan"), digest: "chart" },
);
const environments = {
  apiserver: apiserverSecrets(secrets),
  workloads: workloadsSecrets(secrets),
  svcMysql: svcMysqlSecrets(secrets),
  svcBkrepo: svcBkrepoSecrets(secrets),
  svcRabbitmq: svcRabbitmqSecrets(secrets),
};

const PRESENT = { sentryDsn: false, sentinelPassword: false };

function settingsOf(changed: typeof input): Record<string, string> {
  return Object.fromEntries(apiserverSettings(changed, PRESENT).map(({ name, value }) => [name, value]));
}

/** The connection that a service loads with its plan. */
function configOf(fixture: string): Record<string, unknown> {
  const [row] = JSON.parse(fixture) as [{ fields: { config: string } }];
  return JSON.parse(row.fields.config) as Record<string, unknown>;
}

test("E1: one JWT key for the platform and every add-on service", () => {
  const keys = Object.values(environments).map(({ PAAS_SERVICE_JWT_CLIENTS_KEY: key }) => key);
  assert.deepEqual(new Set(keys), new Set([secrets.keys.jwt]));
});

test("E2 to E5: svc-bkrepo's plan is what the platform is told of bkrepo", () => {
  const { endpoint, addonsUsername, addonsProject } = paasStack.global.bkrepoConfig;
  assert.deepEqual(configOf(bkrepoPlanFixture(bkrepoPlan(input), secrets.bkrepo.addons)), {
    endpoint_url: endpoint,
    username: addonsUsername,
    project: addonsProject,
    password: bkrepoSecrets(secrets).BKREPO_ADDONS_PASSWORD,
  });
  const { plan } = bkServices["svc-bkrepo"];
  assert.deepEqual(
    [plan.endpoint_url, plan.username, plan.project],
    [endpoint, addonsUsername, addonsProject],
  );
});

test("E6: the log channel of workloads is the apiserver's Redis address", () => {
  assert.equal(environments.workloads.STREAM_CHANNEL_REDIS_URL, environments.apiserver.REDIS_URL);
});

test("E7: tasks of workloads are in another database than the apiserver's, their results beside them", () => {
  const { CELERY_BROKER_URL: broker, CELERY_RESULT_BACKEND: results } = environments.workloads;
  assert.notEqual(broker, environments.apiserver.REDIS_URL);
  assert.equal(results, broker);
});

test("E8 and E15: the gateway's token and the application's secret are those of the stack's outputs", () => {
  const { apiserver } = environments;
  assert.equal(apiserver.BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW, secrets.keys.privateToken);
  assert.equal(apiserver.BK_APP_SECRET, secrets.keys.appSecret);
  assert.equal(paasStack.apiserver.env.BK_APP_CODE, "bk_paas3");
});

test("E9: every add-on service encrypts with a key of its own, and apiserver and workloads with one", () => {
  const keys = Object.values(environments).map(({ BKKRILL_ENCRYPT_SECRET_KEY: key }) => key);
  assert.equal(new Set(keys).size, 4);
  assert.equal(
    environments.apiserver.BKKRILL_ENCRYPT_SECRET_KEY,
    environments.workloads.BKKRILL_ENCRYPT_SECRET_KEY,
  );
});

test("E11: the apiserver looks for logs where the collectors write them", () => {
  const found = settingsOf({ ...input, indexPrefixes: { app: "apps", ingress: "access" } });
  assert.equal(found.PAAS_ES_K8S_LOG_INDEX_PATTERNS, "'apps-(?P<date>.+)'");
  assert.equal(found.PAAS_ES_K8S_LOG_INDEX_NGINX_PATTERNS, "'access-(?P<date>.+)'");
});

test("E13 and E14: workloads' class of Ingresses is bk-ingress-nginx, its bucket one of the platform's", () => {
  const found = Object.fromEntries(workloadsSettings(input, PRESENT).map(({ name, value }) => [name, value]));
  assert.equal(found.PAAS_WL_APP_INGRESS_CLASS, "'bk-ingress-nginx'");
  assert.equal(found.PAAS_WL_BLOBSTORE_S3_BUCKET_NAME, "'bkpaas3-slug-packages'");
  assert.ok("bkpaas3-slug-packages" in PLATFORM_REPOSITORIES);
});

test("E12: another address of the developer centre is the host of both of its Ingresses too", () => {
  const values = paasStackValues(
    { ...input, addresses: { ...input.addresses, paas3: "http://centre.example.org" } },
    { apiserver: secretOf("apiserver"), workloads: secretOf("workloads") },
    { bkrepo: secretOf("bkrepo"), present: { sentryDsn: false, sentinelPassword: false }, digest: "chart" },
  );
  assert.equal(values.apiserver.env.BK_PAAS3_URL, "http://centre.example.org");
  assert.equal(values.webfe.env.BK_PAAS3_URL, "http://centre.example.org");
  assert.equal(values.apiserver.processes.web.ingress.host, "centre.example.org");
  assert.equal(values.webfe.processes.web.ingress.host, "centre.example.org");
});

test("E19: svc-mysql's plan names the server of applications, not the platform's", () => {
  assert.equal(bkServices["svc-mysql"].plan.host, input.mysql.plan.host);
  assert.notEqual(input.mysql.plan.host, input.mysql.host);
  assert.equal(bkServices["svc-rabbitmq"].env.RABBITMQ_DEFAULT_CLUSTER_HOST, input.rabbitmq.host);
});

test("E20: the platform and its add-on services are told of one bkrepo", () => {
  assert.equal(bkServices["svc-bkrepo"].plan.endpoint_url, paasStack.global.bkrepoConfig.endpoint);
});

test("a plan's password survives whatever it is made of", () => {
  const awkward = `a"b\\c'd$e{f}<&>\n测试`;
  assert.equal(configOf(mysqlPlanFixture(mysqlPlan(input), awkward)).password, awkward);
  assert.equal(configOf(bkrepoPlanFixture(bkrepoPlan(input), awkward)).password, awkward);
});

test("no secret stands in the values of bk-services", () => {
  assert.doesNotMatch(JSON.stringify(bkServices), /password-|key-/);
});

test("svc-rabbitmq's database has the prefix that its settings read, and ports are text", () => {
  const { env } = bkServices["svc-rabbitmq"];
  assert.equal(env.DATABASE_NAME, "r");
  assert.equal(env.DATABASE_PORT, "3307");
  assert.ok(!("MYSQL_NAME" in env));
  assert.equal(env.RABBITMQ_DEFAULT_CLUSTER_API_PORT, "15672");
});
