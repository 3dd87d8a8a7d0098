import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { refusal, render } from "../support/render.ts";
import { BK_SERVICES, PAAS_STACK, type Values, at, bkServices, over, paasStack } from "./installed.ts";

const PULL_SECRET = ["enabled", "name", "username", "password", "registry"];
const BKREPO = ["admin", "bkpaas3", "addons", "lesscode"].flatMap((who) => [
  `${who}Username`,
  `${who}Password`,
]);
const below = (prefix: string, keys: readonly string[]) => keys.map((key) => `${prefix}.${key}`);
const IMAGE = below("image", ["repository", "tag", "pullPolicy"]);
const NATIVE = ["extraEnv", "extrasEnv", "envFrom"];
const DATABASE = ["NAME", "USER", "PASSWORD", "HOST", "PORT"];
const UPLOAD = ["enabled", "position", ...IMAGE];

/** The documented keys of paas-stack, spelled as there. */
const PAAS_STACK_KEYS = [
  "global.sharedDomain",
  "global.hostAliases",
  "global.imagePullSecrets.extraSecrets",
  ...below("global.imagePullSecrets.credential", PULL_SECRET),
  ...below("global.bkrepoConfig", ["endpoint", "bkpaas3Project", ...BKREPO]),
  "global.env.PAAS_SERVICE_JWT_CLIENTS_KEY",
  ...["apiserver", "workloads", "webfe"].flatMap((module) => [
    ...below(module, ["enabled", "replicaCount", ...IMAGE, ...NATIVE, "processes.ingress.host"]),
    ...below(module, ["sharedUrlEnvMap.BK_PAAS3_URL", "env.BK_PAAS3_URL"]),
  ]),
  ...below("apiserver.env", ["BK_APP_CODE", "BK_APP_SECRET", "BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW"]),
  ...below("apiserver.env", ["BKKRILL_ENCRYPT_SECRET_KEY", "REDIS_URL", "SENTRY_DSN", "DJANGO_LOG_LEVEL"]),
  ...below("apiserver.env", ["APP_IMAGE", "SMART_APP_IMAGE"]),
  ...DATABASE.flatMap((key) => [`apiserver.env.PAAS3_MYSQL_${key}`, `apiserver.env.OPEN_PAAS_MYSQL_${key}`]),
  ...["HOST", "PORT", "AUTH"].map((key) => `apiserver.env.LOG_ELASTICSEARCH_${key}`),
  "apiserver.env.BUILDPACK_PYTHON_PIP_INDEX_URL",
  "apiserver.env.BUILDPACK_PYTHON_PIP_EXTRA_INDEX_URL",
  "apiserver.env.BUILDPACK_NODEJS_NPM_REGISTRY",
  "apiserver.preRunHooks.on-migrate.position",
  "apiserver.preRunHooks.on-initial-fixtures.position",
  "apiserver.preRunHooks.on-initial-script.position",
  ...DATABASE.map((key) => `workloads.env.ENGINE_MYSQL_${key}`),
  ...below("workloads.env", ["STREAM_CHANNEL_REDIS_URL", "CELERY_BROKER_URL", "CELERY_RESULT_BACKEND"]),
  ...below("workloads.env", ["DJANGO_LOG_LEVEL", "SENTRY_DSN"]),
  "workloads.preRunHooks.on-migrate.position",
  "workloads.preRunHooks.on-initial-fixtures.position",
  "workloads.preRunHooks.generate-initial-cluster-state.position",
  ...below("workloads.initialCluster", [
    "enabled",
    "caData",
    "certData",
    "keyData",
    "tokenValue",
    "apiServers",
  ]),
  ...below("workloads.initialCluster.ingressConfig", ["sub_path_domain", "app_root_domain"]),
  ...below("workloads.initialCluster.ingressConfig", ["enable_https_by_default", "frontend_ingress_ip"]),
  ...below("workloads.initialCluster.ingressConfig", ["httpPort", "httpsPort"]),
  ...below("workloads.initialCluster.annotations", ["bcsClusterID", "bcsProjectID"]),
  ...["npm", "pypi", "devops"].flatMap((name) => below(`extraInitial.${name}`, UPLOAD)),
];

/** The documented keys of bk-services. */
const BK_SERVICES_KEYS = [
  "global.imagePullSecrets.extraSecrets",
  ...below("global.imagePullSecrets.credential", PULL_SECRET),
  "global.env.PAAS_SERVICE_JWT_CLIENTS_KEY",
  ...["svc-mysql", "svc-bkrepo", "svc-rabbitmq"].flatMap((module) => [
    ...below(module, [...IMAGE, ...NATIVE, "env.BKKRILL_ENCRYPT_SECRET_KEY"]),
  ]),
  ...DATABASE.flatMap((key) => [`svc-mysql.env.MYSQL_${key}`, `svc-bkrepo.env.MYSQL_${key}`]),
  ...DATABASE.map((key) => `svc-rabbitmq.env.DATABASE_${key}`),
  ...below("svc-mysql.plan", ["host", "port", "user", "password", "auth_ip_list"]),
  ...below("svc-bkrepo.plan", ["endpoint_url", "username", "password"]),
  ...below("svc-rabbitmq.env", ["SECRET_KEY", "CACHE_BACKEND", "PORT", "RABBITMQ_DEFAULT_CLUSTER"]),
  ...["HOST", "AMQP_PORT", "API_PORT", "ADMIN", "PASSWORD"].map(
    (key) => `svc-rabbitmq.env.RABBITMQ_DEFAULT_CLUSTER_${key}`,
  ),
];

/** What a key is called whose value is nobody else's business. */
const SECRET =
  /password|tokenValue|keyData|caData|certData|SECRET|TOKEN|KRILL|JWT|AUTH$|DSN|REDIS_URL|CELERY_/i;

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
}

const CHARTS = [
  { chart: PAAS_STACK, keys: PAAS_STACK_KEYS, values: paasStack as Values, module: "apiserver" },
  { chart: BK_SERVICES, keys: BK_SERVICES_KEYS, values: bkServices as Values, module: "svc-mysql" },
];

for (const { chart, keys, values, module } of CHARTS) {
  const name = path.basename(chart);
  const schema = JSON.parse(readFileSync(path.join(chart, "values.schema.json"), "utf8")) as Schema & {
    definitions: Record<string, Schema>;
  };

  const step = (here: Schema | undefined, key: string): Schema | undefined => {
    const more = here?.additionalProperties;
    const next = here?.properties?.[key] ?? (typeof more === "object" ? more : undefined);
    return next?.$ref === undefined ? next : schema.definitions[next.$ref.replace("#/definitions/", "")];
  };

  test(`the schema of ${name} has every documented key`, () => {
    const absent = keys.filter(
      (key) => key.split(".").reduce<Schema | undefined>(step, schema) === undefined,
    );
    assert.deepEqual(absent, []);
  });

  test(`no secret has a default in ${name}`, () => {
    const text = readFileSync(path.join(chart, "values.yaml"), "utf8").replaceAll(/#.*/g, "");
    const given = [...text.matchAll(/\b([\w-]+): ("[^"]+"|[^\s",{}[\]]+)/g)].map(([, key = ""]) => key);
    assert.ok(given.length > 50);
    assert.deepEqual(
      given.filter((key) => SECRET.test(key)),
      [],
    );
  });

  test(`${name} refuses an unknown key wherever it stands`, async () => {
    const places = [
      ...["", "common", "global", "global.imagePullSecrets.credential", "global.ingress", module],
      ...below(module, ["image", "service", "serviceAccount", "processes", "processes.web"]),
      ...below(module, ["processes.web.ingress", "preRunHooks", "preRunHooks.on-migrate"]),
      ...below(module, ["cronJobs", "cronJobs.deleting-instances"]),
      ...(chart === PAAS_STACK
        ? ["global.bkrepoConfig", "workloads.initialCluster", "extraInitial.npm"]
        : ["svc-mysql.plan", "svc-bkrepo.plan"]),
    ];
    const unknown = places.map((place) => at(place === "" ? "unknown" : `${place}.unknown`, "x"));
    const refused = await refusal(chart, unknown.reduce(over, values));
    for (const place of places) {
      const pointer = place === "" ? "" : `/${place.replaceAll(".", "/")}`;
      assert.ok(refused.includes(`at '${pointer}': additional properties 'unknown' not allowed`), place);
    }
  });

  test(`${name} refuses a hook that is neither before nor after`, async () => {
    for (const position of ["", "pre-install,post-upgrade", "install", "pre-install, pre-upgrade"]) {
      const moved = at(`${module}.preRunHooks.on-migrate.position`, position);
      assert.match(await refusal(chart, over(values, moved)), /on-migrate\/position/);
    }
  });

  test(`${name} leaves Kubernetes' own objects free`, async () => {
    const affinity = { nodeAffinity: { anything: 1 } };
    const free: Values = {
      env: { ANY_NAME: "x", other: "y" },
      extraEnv: [{ name: "A", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }],
      extrasEnv: [{ name: "B", value: "b" }],
      envFrom: [{ secretRef: { name: "s", optional: true } }, { configMapRef: { name: "c" }, prefix: "P_" }],
      affinity,
      tolerations: [{ key: "k", operator: "Exists" }],
      nodeSelector: { "kubernetes.io/os": "linux" },
      podAnnotations: { "any.example.com/name": "text" },
      serviceAccount: { annotations: { "any.example.com/role": "text" } },
      podSecurityContext: { fsGroup: 1000 },
      securityContext: { readOnlyRootFilesystem: true },
      volumes: [{ name: "v", emptyDir: {} }],
      volumeMounts: [{ name: "v", mountPath: "/v" }],
      processes: {
        web: { resources: { limits: { "nvidia.com/gpu": 1 } }, ingress: { annotations: { a: "b" } } },
      },
    };
    const aliases = at("global.hostAliases", [{ ip: "10.0.0.1", hostnames: ["a.example.com"] }]);
    const rendered = await render(chart, over(over(values, aliases), { [module]: free }));
    const { spec, metadata } = rendered.pod("Deployment", `bkpaas3-${module}-web`);
    assert.deepEqual(spec["affinity"], affinity);
    assert.deepEqual(spec["tolerations"], free["tolerations"]);
    assert.deepEqual(spec["nodeSelector"], free["nodeSelector"]);
    assert.deepEqual(spec["hostAliases"], [{ ip: "10.0.0.1", hostnames: ["a.example.com"] }]);
    assert.deepEqual(spec["volumes"], free["volumes"]);
    assert.deepEqual(spec.containers[0]?.envFrom, free["envFrom"]);
    assert.deepEqual(spec.containers[0]?.env?.slice(-2), [
      { name: "A", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
      { name: "B", value: "b" },
    ]);
    assert.equal(metadata.annotations?.["any.example.com/name"], "text");
    const account = rendered.object("ServiceAccount", `bkpaas3-${module}`);
    assert.deepEqual(account.metadata.annotations, { "any.example.com/role": "text" });
  });
}
