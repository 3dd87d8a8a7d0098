import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { BKPAAS3_DEFAULTS } from "../../../components/platform/bkpaas3/defaults.ts";
import {
  type Bkpaas3Input,
  type Bkpaas3SecretValues,
  atOnce,
} from "../../../components/platform/bkpaas3/input.ts";
import { bkpaas3Values } from "../../../components/platform/bkpaas3/values.ts";
import { elasticsearchHosts } from "../../../components/storage/url.ts";
import { addressesOf } from "../../../config/addresses.ts";
import { presetOf } from "../../../config/platform/presets.ts";
import { type ValueTree, isTree } from "../../../config/platform/value-tree.ts";
import { publishedName } from "../../../config/secrets/published.ts";
import { BKPAAS3, bkpaas3Input, bkpaas3Secrets } from "../../support/bkpaas3.ts";
import { IN_CONFIG_MAPS, IN_CONFIG_MAPS_COUNT, IN_CONTAINERS } from "../../support/leaks/bkpaas3.ts";
import {
  type KubernetesObject,
  containersOf,
  environmentOf,
  objectsIn,
  workloadsOf,
} from "../../support/container-environment.ts";
import { execute } from "../support/execute.ts";
import { render } from "../support/render.ts";
import { pem, registrationWith } from "../../support/registration.ts";
import { tomlTypeOf } from "../../support/toml.ts";
import { BAKED_IN, ENVIRONMENTS } from "./bkpaas3-tables.ts";

const chart = process.env.BKPAAS3_CHART;
const skip =
  chart === undefined ? "chart bkpaas3 0.1.3 is not ours to pass on: BKPAAS3_CHART=<its archive>" : false;

interface Changes {
  readonly input?: Partial<Bkpaas3Input<string>>;
  readonly secrets?: Partial<Bkpaas3SecretValues<string>>;
}

async function textOf({ input, secrets }: Changes = {}): Promise<string> {
  const values = bkpaas3Values(
    { ...bkpaas3Input, ...input },
    { ...bkpaas3Secrets, ...secrets },
    BKPAAS3,
    atOnce,
  );
  return (await render(chart ?? "", values)).text;
}

async function rendered(changes?: Changes): Promise<KubernetesObject[]> {
  return objectsIn(await textOf(changes));
}

const web = (objects: readonly KubernetesObject[], module: string): Record<string, string> =>
  environmentOf(objects, `Deployment/bkpaas3-${module}-web`, "web");

/** Every container with what its definition says, by `Kind/workload container`. */
function definitions(objects: readonly KubernetesObject[]): { place: string; text: string; image: string }[] {
  return workloadsOf(objects).flatMap((workload) =>
    containersOf(objects, workload).map((container) => ({
      place: `${workload} ${container.name}`,
      text: JSON.stringify(container),
      image: container.image,
    })),
  );
}

test("every container of chart bkpaas3 has the environment of the table", { skip }, async () => {
  const objects = await rendered();
  for (const [workload, containers] of Object.entries(ENVIRONMENTS)) {
    for (const [container, expected] of Object.entries(containers)) {
      const all = Object.entries(environmentOf(objects, workload, container));
      const own = Object.fromEntries(all.filter(([name]) => !BAKED_IN.includes(name)));
      assert.deepEqual(own, expected, `${workload} ${container}`);
    }
  }
});

test("no container with an environment is missing from the table", { skip }, async () => {
  const objects = await rendered();
  const listed = Object.entries(ENVIRONMENTS).flatMap(([workload, containers]) =>
    Object.keys(containers).map((container) => `${workload} ${container}`),
  );
  const waiting = ["Job/bkpaas3-svc-rabbitmq-migrate-db-1 check-database-ready"];
  const found = workloadsOf(objects).flatMap((workload) =>
    containersOf(objects, workload)
      .filter(({ name }) => Object.keys(environmentOf(objects, workload, name)).length > 0)
      .map(({ name }) => `${workload} ${name}`),
  );
  assert.deepEqual(found.sort(), [...listed, ...waiting].sort());
});

test(
  "no image is outside the configured registries, the one for applications included",
  { skip },
  async () => {
    const images = {
      registry: "registry.example.com/paas",
      thirdPartyRegistry: "registry.example.com:5000",
      tags: {},
    };
    const objects = await rendered({ input: { images } });
    const named = [
      ...definitions(objects).map(({ image }) => image),
      web(objects, "apiserver").PAAS_APP_IMAGE ?? "",
    ];
    assert.deepEqual(
      named.filter((image) => !/^registry\.example\.com(\/paas|:5000)\//.test(image)),
      [],
    );
    assert.ok(named.includes("registry.example.com:5000/groundnuty/k8s-wait-for:v1.5.1"));
  },
);

test("init_bkrepo is told the accounts and the addons project", { skip }, async () => {
  const found = definitions(await rendered()).find(({ place }) => place.endsWith("apiserver-bkrepo-init"));
  const { args } = JSON.parse(found?.text ?? "{}") as { args: string[] };
  assert.deepEqual(args[0]?.split(" --").slice(1), [
    "dry-run false",
    "init-enabled true",
    "super-username admin",
    "super-password password-bkrepo-admin",
    "bkpaas3-username bkpaas3",
    "bkpaas3-password password-bkrepo-platform",
    "addons-username bksaas-addons",
    "addons-password password-bkrepo-addons",
    "addons-project bksaas-addons",
    "lesscode-username bklesscode",
    "lesscode-password password-bkrepo-lesscode",
  ]);
});

/** Defaults of the chart that nobody could use; the domain of these tests is paas.example.com. */
const PLACEHOLDER =
  /blueking|your-|username:password|\b(docker|elasticsearch|bkapi|cmdb|bkiam)\.example\.com/;

test("no published default, placeholder or store of the chart's own is left", { skip }, async () => {
  const objects = await rendered();
  assert.deepEqual(
    workloadsOf(objects).filter(
      (workload) => workload.startsWith("StatefulSet/") || workload.includes("otel"),
    ),
    [],
  );
  for (const [workload, containers] of Object.entries(ENVIRONMENTS)) {
    for (const container of Object.keys(containers)) {
      for (const [name, value] of Object.entries(environmentOf(objects, workload, container))) {
        if (BAKED_IN.includes(name)) continue;
        // The name of the platform's account in bkrepo is a password elsewhere.
        if (!/USER(NAME)?$/.test(name)) assert.equal(publishedName(value), undefined, `${workload} ${name}`);
        assert.doesNotMatch(value, PLACEHOLDER);
      }
    }
  }
});

const AWKWARD = [
  "123456",
  "1e5",
  "true",
  "2024-01-01",
  "@int 3",
  "a$(PORT)$$b",
  `it's "so" \\ #1 äöü 中`,
  "'x'",
  "yes",
];

for (const word of AWKWARD) {
  test(`${word} reaches the platform's reader as a Sentinel's password and master`, { skip }, async () => {
    const redis = { ...bkpaas3Input.redis, sentinels: ["s0.example.com:26380", "s1.example.com:26380"] };
    const objects = await rendered({
      input: { redis, redisMaster: word },
      secrets: { sentinelPassword: word, redisPassword: word },
    });
    const [apiserver, workloads] = [web(objects, "apiserver"), web(objects, "workloads")];
    for (const text of [
      apiserver.PAAS_SENTINEL_PASSWORD,
      apiserver.PAAS_SENTINEL_MASTER_NAME,
      workloads.PAAS_WL_CELERY_BROKER_SENTINEL_PASSWORD,
      workloads.PAAS_WL_CELERY_RESULT_BACKEND_SENTINEL_MASTER_NAME,
    ]) {
      assert.equal(asRead(text), word);
    }
    const encoded = encodeURIComponent(word);
    assert.equal(
      workloads.PAAS_WL_CELERY_BROKER_URL,
      `sentinel://:${encoded}@s0.example.com:26380/11;sentinel://:${encoded}@s1.example.com:26380/11`,
    );
  });

  test(`${word} reaches the platform's reader as a key, and svc-rabbitmq as it is`, { skip }, async () => {
    const keys = { ...bkpaas3Secrets.keys, appSecret: word, svcRabbitmqDjango: word };
    const objects = await rendered({ secrets: { keys, mysqlPassword: word, rabbitmqPassword: word } });
    const apiserver = web(objects, "apiserver");
    assert.equal(asRead(apiserver.PAAS_BK_APP_SECRET), word);
    assert.equal(asRead(apiserver.PAAS_DATABASE_PASSWORD), word);
    const service = web(objects, "svc-rabbitmq");
    assert.equal(service.SECRET_KEY, word);
    assert.equal(service.RABBITMQ_DEFAULT_CLUSTER_PASSWORD, word);
  });

  test(`${word} reaches svc-mysql as the plan's password, and ElasticSearch's reader`, { skip }, async () => {
    const hosts = elasticsearchHosts({
      scheme: "http",
      host: "es.example.com",
      port: 9200,
      auth: `r:${word}`,
    });
    const objects = await rendered({ secrets: { planPassword: word, elasticsearchHosts: hosts } });
    const fixtures = objects.find(({ metadata }) => metadata.name === "bkpaas3-svc-mysql-fixtures");
    const [row] = JSON.parse(String(fixtures?.data?.["plans.json"])) as [{ fields: { config: string } }];
    assert.equal((JSON.parse(row.fields.config) as { password: string }).password, word);
    assert.equal(web(objects, "apiserver").PAAS_ELASTICSEARCH_HOSTS, hosts);
  });
}

/** What the platform's settings reader makes of a variable that is in quotes where it has to be. */
function asRead(text = ""): string {
  const type = tomlTypeOf(text);
  assert.ok(type === undefined || type === "string", `${text} is ${type ?? ""}`);
  assert.doesNotMatch(text, /^@/);
  if (/^'.*'$/s.test(text)) return text.slice(1, -1);
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

test("a Redis behind TLS is reached by its own address", { skip }, async () => {
  const redis = { ...bkpaas3Input.redis, tls: { verify: "full" as const } };
  const secrets = { redisUrl: "rediss://:a$b@r/10", workloadsTasksUrl: "rediss://:a$b@r/11" };
  const objects = await rendered({ input: { redis }, secrets });
  const workloads = web(objects, "workloads");
  assert.equal(web(objects, "apiserver").PAAS_REDIS_URL, secrets.redisUrl);
  assert.equal(workloads.PAAS_WL_STREAM_CHANNEL_REDIS_URL, secrets.redisUrl);
  assert.equal(workloads.PAAS_WL_CELERY_BROKER_URL, secrets.workloadsTasksUrl);
  assert.equal(workloads.PAAS_WL_CELERY_RESULT_BACKEND, secrets.workloadsTasksUrl);
});

test(
  "the platform's virtual host on RabbitMQ has the tasks of workloads, and their results",
  { skip },
  async () => {
    const celeryBrokerUrl = "amqp://bkpaas3:p%40ss@mq.example.com:5672/bkpaas3";
    const workloads = web(await rendered({ secrets: { celeryBrokerUrl } }), "workloads");
    assert.equal(workloads.PAAS_WL_CELERY_BROKER_URL, celeryBrokerUrl);
    assert.equal(workloads.PAAS_WL_CELERY_RESULT_BACKEND, celeryBrokerUrl);
  },
);

test(
  "databases behind TLS are told so, apiserver and workloads by their reader's mark",
  { skip },
  async () => {
    const tls = { verify: "none" as const };
    const mysql = { ...bkpaas3Input.mysql, tls, openPaas: { ...bkpaas3Input.mysql.openPaas, tls } };
    const objects = await rendered({ input: { mysql } });
    const options = { ssl: { check_hostname: false, verify_mode: "none" } };
    for (const [module, name] of [
      ["apiserver", "PAAS_DATABASE_OPTIONS"],
      ["apiserver", "PAAS_BK_CONSOLE_DATABASE_OPTIONS"],
      ["workloads", "PAAS_WL_DATABASE_OPTIONS"],
    ] as const) {
      const text = web(objects, module)[name] ?? "";
      assert.ok(text.startsWith("@json "), name);
      assert.deepEqual(JSON.parse(text.slice("@json ".length)), options);
    }
    assert.deepEqual(JSON.parse(web(objects, "svc-mysql").MYSQL_OPTIONS ?? ""), options);
  },
);

test(
  "proxies, host aliases, pull secrets, class and certificate reach every pod and Ingress",
  { skip },
  async () => {
    const text = await textOf({
      input: {
        proxy: {
          http: "http://proxy.example.com:3128",
          https: "http://u:$(DJANGO_LOG_LEVEL)$@proxy.example.com:3128",
          except: ["10.0.0.0/8"],
        },
        hostAliases: [{ ip: "10.0.0.10", hostnames: ["bkrepo.paas.example.com"] }],
        pullSecrets: ["registry"],
        ingress: { className: "nginx", tlsSecret: "paas-tls" },
        preset: presetOf("production"),
      },
    });
    const objects = objectsIn(text);
    const apiserver = web(objects, "apiserver");
    assert.equal(apiserver.HTTPS_PROXY, "http://u:$(DJANGO_LOG_LEVEL)$@proxy.example.com:3128");
    for (const name of ["10.0.0.0/8", "bkpaas3-workloads-web", "bkpaas3-svc-mysql-web", ".svc"]) {
      assert.ok(apiserver.NO_PROXY?.split(",").includes(name), name);
    }
    for (const object of objects.filter(({ kind }) => ["Deployment", "Job", "CronJob"].includes(kind))) {
      const written = JSON.stringify(object);
      assert.ok(written.includes('"hostnames":["bkrepo.paas.example.com"]'), object.metadata.name);
      assert.ok(written.includes('"imagePullSecrets":[{"name":"registry"}]'), object.metadata.name);
    }
    const ingresses = objects.filter(({ kind }) => kind === "Ingress");
    assert.deepEqual(ingresses.map(({ metadata }) => metadata.name).sort(), [
      "bkpaas3-apiserver-web",
      "bkpaas3-webfe-web",
    ]);
    for (const ingress of ingresses) {
      assert.equal(ingress.metadata.annotations?.["kubernetes.io/ingress.class"], "nginx");
      const { tls } = ingress.spec as { tls: unknown };
      assert.deepEqual(tls, [{ hosts: ["bkpaas.paas.example.com"], secretName: "paas-tls" }]);
    }
    assert.match(text, /nginx\.ingress\.kubernetes\.io\/rewrite-target: \/\$2/);
  },
);

test("with https and addresses of their own, addresses and Ingresses follow", { skip }, async () => {
  const domain = "paas.example.com";
  const overrides = { paas3: "https://centre.example.org", ssm: "https://ssm.example.org" };
  const addresses = addressesOf({
    domain,
    addresses: { scheme: "https", overrides },
    platform: { generation: "bkpaas3" },
  });
  const objects = await rendered({ input: { scheme: "https", addresses } });
  const apiserver = web(objects, "apiserver");
  assert.equal(apiserver.PAAS_BKPAAS_URL, "https://centre.example.org");
  assert.equal(apiserver.PAAS_BK_SSM_URL, "https://ssm.example.org");
  assert.equal(apiserver.PAAS_BK_API_URL_TMPL, "https://bkapi.paas.example.com/api/{api_name}");
  const hosts = objects
    .filter(({ kind }) => kind === "Ingress")
    .map(({ spec }) => (spec as { rules: { host: string }[] }).rules[0]?.host);
  assert.deepEqual(hosts, ["centre.example.org", "centre.example.org"]);
});

test("without IAM the apiserver is told to ask nobody, and with it nothing", { skip }, async () => {
  assert.equal(web(await rendered({ input: { hasIam: false } }), "apiserver").PAAS_BK_IAM_SKIP, "true");
  assert.equal(web(await rendered(), "apiserver").PAAS_BK_IAM_SKIP, undefined);
});

test("secrets stand in ConfigMaps exactly where the list says", { skip }, async () => {
  const initialCluster = registrationWith({
    login: { by: "token", ca: pem("authority"), token: "key-token" },
  });
  const redis = { ...bkpaas3Input.redis, sentinels: ["s0.example.com:26380"] };
  const keys = { ...bkpaas3Secrets.keys, sentryDsn: "https://key-sentry@sentry.example.com/1" };
  const objects = await rendered({
    input: { redis, redisMaster: "mymaster" },
    secrets: { sentinelPassword: "password-sentinel", keys, initialCluster },
  });
  const found = objects
    .filter(({ kind }) => kind.trim() === "ConfigMap")
    .flatMap(({ metadata: { name }, data }) =>
      Object.entries(data ?? {})
        .filter(([, value]) => /(password|key)-(?!word)[a-z-]+/.test(withoutPictures(value)))
        .map(([entry]) => `${name} ${entry}`),
    );
  const listed = Object.entries(IN_CONFIG_MAPS).flatMap(([name, entries]) =>
    entries.map((entry) => `${name} ${entry}`),
  );
  assert.deepEqual(found.sort(), listed.sort());
  assert.equal(listed.length, IN_CONFIG_MAPS_COUNT);
});

test("secrets stand in definitions of containers exactly where the list says", { skip }, async () => {
  const found = definitions(await rendered())
    .filter(({ text }) => /(password|key)-[a-z]+/.test(text))
    .map(({ place }) => place);
  assert.deepEqual(found.sort(), [...IN_CONTAINERS].sort());
});

/** The icons of applications hold anything. */
function withoutPictures(value: unknown): string {
  return String(value).replaceAll(/data:image[^"]+/g, "");
}

test("what is left out are the chart's own defaults", { skip }, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "bkpaas3-defaults-"));
  try {
    const run = await execute("tar", ["xzf", chart ?? "", "-C", folder], {});
    assert.equal(run.code, 0, run.stderr);
    const read = async (...names: string[]): Promise<ValueTree> =>
      parse(await readFile(path.join(folder, "bkpaas3", ...names, "values.yaml"), "utf8")) as ValueTree;
    const own = await read();
    for (const [module, expected] of Object.entries<ValueTree>(BKPAAS3_DEFAULTS)) {
      const ofModule = module === "global" ? {} : await read("charts", module);
      assertWithin(expected, merged(ofModule, own[module]), module);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** The values of a chart with those that its parent gives it, as Helm merges them. */
function merged(values: ValueTree, above: unknown): ValueTree {
  if (!isTree(above)) return values;
  const keys = new Set([...Object.keys(values), ...Object.keys(above)]);
  const all = [...keys].map((key): [string, unknown] => {
    const [below, over] = [values[key], above[key]];
    return [key, isTree(below) && isTree(over) ? merged(below, over) : (over ?? below)];
  });
  return Object.fromEntries(all);
}

function assertWithin(expected: ValueTree, actual: ValueTree, place: string): void {
  for (const [key, value] of Object.entries(expected)) {
    const found = actual[key];
    if (isTree(value)) assertWithin(value, isTree(found) ? found : {}, `${place}.${key}`);
    // A list that the chart doesn't have is empty.
    else assert.deepEqual(found ?? [], value, `${place}.${key}`);
  }
}
