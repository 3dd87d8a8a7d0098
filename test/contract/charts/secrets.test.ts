import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Container, type Manifest, type Rendered, podOf, refusal, render } from "../support/render.ts";
import {
  BK_SERVICES,
  PAAS_STACK,
  type Values,
  at,
  bkServices,
  initialCluster,
  over,
  paasStack,
} from "./installed.ts";

/** Every secret key of the documents, by the readers whose pods carry a fingerprint of it: modules. */
const PAAS_STACK_SECRETS: Readonly<Record<string, readonly string[]>> = {
  "global.env.PAAS_SERVICE_JWT_CLIENTS_KEY": ["apiserver", "workloads", "webfe"],
  "global.bkrepoConfig.adminPassword": [],
  "global.bkrepoConfig.bkpaas3Password": ["apiserver", "workloads"],
  "global.bkrepoConfig.addonsPassword": ["apiserver"],
  "global.bkrepoConfig.lesscodePassword": ["apiserver"],
  "apiserver.env.BK_APP_SECRET": ["apiserver"],
  "apiserver.env.BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW": ["apiserver"],
  "apiserver.env.BKKRILL_ENCRYPT_SECRET_KEY": ["apiserver"],
  "apiserver.env.PAAS3_MYSQL_PASSWORD": ["apiserver"],
  "apiserver.env.OPEN_PAAS_MYSQL_PASSWORD": ["apiserver"],
  "apiserver.env.REDIS_URL": ["apiserver"],
  "apiserver.env.LOG_ELASTICSEARCH_AUTH": ["apiserver"],
  "apiserver.env.SENTRY_DSN": ["apiserver"],
  "workloads.env.BKKRILL_ENCRYPT_SECRET_KEY": ["workloads"],
  "workloads.env.ENGINE_MYSQL_PASSWORD": ["workloads"],
  "workloads.env.STREAM_CHANNEL_REDIS_URL": ["workloads"],
  "workloads.env.CELERY_BROKER_URL": ["workloads"],
  "workloads.env.CELERY_RESULT_BACKEND": ["workloads"],
  "workloads.env.SENTRY_DSN": ["workloads"],
  "workloads.initialCluster.tokenValue": [],
  "workloads.initialCluster.keyData": [],
};

const BK_SERVICES_SECRETS: Readonly<Record<string, readonly string[]>> = {
  "global.env.PAAS_SERVICE_JWT_CLIENTS_KEY": ["svc-mysql", "svc-bkrepo", "svc-rabbitmq"],
  "svc-mysql.env.MYSQL_PASSWORD": ["svc-mysql"],
  "svc-mysql.env.BKKRILL_ENCRYPT_SECRET_KEY": ["svc-mysql"],
  "svc-mysql.plan.password": [],
  "svc-bkrepo.env.MYSQL_PASSWORD": ["svc-bkrepo"],
  "svc-bkrepo.env.BKKRILL_ENCRYPT_SECRET_KEY": ["svc-bkrepo"],
  "svc-bkrepo.plan.password": [],
  "svc-rabbitmq.env.SECRET_KEY": ["svc-rabbitmq"],
  "svc-rabbitmq.env.BKKRILL_ENCRYPT_SECRET_KEY": ["svc-rabbitmq"],
  "svc-rabbitmq.env.DATABASE_PASSWORD": ["svc-rabbitmq"],
  "svc-rabbitmq.env.RABBITMQ_DEFAULT_CLUSTER_PASSWORD": ["svc-rabbitmq"],
};

const CHARTS = [
  {
    name: "paas-stack",
    chart: PAAS_STACK,
    values: over(paasStack, { workloads: { initialCluster } }),
    secrets: PAAS_STACK_SECRETS,
  },
  { name: "bk-services", chart: BK_SERVICES, values: bkServices as Values, secrets: BK_SERVICES_SECRETS },
];

/** Pods that run for ever or by the clock, with their fingerprints; hooks run again whatever happens. */
function fingerprints({ objects }: Rendered): Map<string, string> {
  const lasting = objects.filter(({ kind }) => kind === "Deployment" || kind === "CronJob");
  return new Map(
    lasting.map((object) => [
      object.metadata.name,
      JSON.stringify(podOf(object)?.metadata.annotations ?? {}),
    ]),
  );
}

/** What a Secret says in the clear. */
function opened({ data = {} }: Manifest): string {
  return Object.values(data)
    .map((text) => Buffer.from(text, "base64").toString("utf8"))
    .join("\n");
}

for (const { name, chart, values, secrets } of CHARTS) {
  const marker = (key: string) => `MARKER-OF-${key.replaceAll(/\W/g, "-")}`;
  const marked = Object.keys(secrets).reduce<Values>((all, key) => over(all, at(key, marker(key))), values);

  describe(`secrets in the values of ${name}`, async () => {
    const rendered = await render(chart, marked);

    test("stand in Secrets and nowhere else", () => {
      for (const object of rendered.objects) {
        assert.doesNotMatch(JSON.stringify(object), /MARKER/, `${object.kind} ${object.metadata.name}`);
      }
      const content = rendered.ofKind("Secret").map(opened).join("\n");
      for (const key of Object.keys(secrets)) assert.ok(content.includes(marker(key)), key);
    });

    for (const [key, readers] of Object.entries(secrets)) {
      test(`a new ${key} restarts ${readers.join(", ") || "nothing"} only`, async () => {
        const before = fingerprints(rendered);
        const after = fingerprints(await render(chart, over(marked, at(key, "another"))));
        const changed = [...before]
          .filter(([pods, digest]) => after.get(pods) !== digest)
          .map(([pods]) => pods);
        const expected = [...before.keys()].filter((pods) =>
          readers.some((module) => pods.startsWith(`bkpaas3-${module}-`)),
        );
        assert.deepEqual(changed, expected);
      });
    }
  });
}

const reads = ({ env = [] }: Container, secret: string) =>
  env.flatMap(({ valueFrom }) =>
    valueFrom?.secretKeyRef?.name === secret ? [valueFrom.secretKeyRef.key] : [],
  );

/** By container, which keys of a Secret it takes. */
function readersOf(rendered: Rendered, secret: string): Record<string, string> {
  const containers = rendered.objects.flatMap((object) =>
    (podOf(object)?.spec.containers ?? []).map((container) => [
      `${object.metadata.name}/${container.name}`,
      reads(container, secret).sort().join(),
    ]),
  );
  return Object.fromEntries(containers.filter(([, keys]) => keys !== "")) as Record<string, string>;
}

describe("an existing Secret with bkrepo's passwords", () => {
  const bkrepoConfig = { existingSecret: "given", checksum: "one" };
  const values = over(paasStack, { global: { bkrepoConfig } });
  const platform = "BKREPO_PASSWORD,BLOBSTORE_BKREPO_CONFIG";
  const all = "BKREPO_ADDONS_PASSWORD,BKREPO_LESSCODE_PASSWORD,BKREPO_PASSWORD,BLOBSTORE_BKREPO_CONFIG";

  test("is read by those that need a key, the administrator's by init-bkrepo alone", async () => {
    const readers = readersOf(await render(PAAS_STACK, values), "given");
    const expected: Record<string, string> = {};
    for (const process of ["web", "worker", "deleting-instances", "update-pending-status"]) {
      expected[`bkpaas3-apiserver-${process}/${process}`] = all;
    }
    for (const process of ["migrate-db", "init-data"])
      expected[`bkpaas3-apiserver-${process}/${process}`] = all;
    for (const process of ["web", "worker", "clean-slug-tar", "clean-timeout-slug-pod", "migrate-db"]) {
      expected[`bkpaas3-workloads-${process}/${process}`] = platform;
    }
    for (const upload of ["init-devops", "init-npm", "init-pypi"]) {
      expected[`bkpaas3-apiserver-${upload}/${upload}`] = "BKREPO_PASSWORD";
    }
    expected["bkpaas3-apiserver-migrate-db/init-bkrepo"] = all.replace(
      "BKREPO_ADDONS_PASSWORD",
      "BKREPO_ADDONS_PASSWORD,BKREPO_ADMIN_PASSWORD",
    );
    assert.deepEqual(readers, expected);
  });

  test("is not asked for an administrator where no accounts are made", async () => {
    const none = over(values, at("global.bkrepoConfig.initEnabled", false));
    assert.doesNotMatch((await render(PAAS_STACK, none)).text, /ADMIN|init-bkrepo/);
  });

  test("restarts its readers by its checksum", async () => {
    const before = fingerprints(await render(PAAS_STACK, values));
    const changed = over(values, at("global.bkrepoConfig.checksum", "two"));
    const after = fingerprints(await render(PAAS_STACK, changed));
    for (const [pods, digest] of before) {
      assert.equal(after.get(pods) !== digest, !pods.startsWith("bkpaas3-webfe"), pods);
    }
  });

  test("is the only one: the chart makes none", async () => {
    assert.deepEqual((await render(PAAS_STACK, values)).ofKind("Secret"), []);
  });
});

test("an existing Secret with a plan is mounted where the service loads it from", async () => {
  const plans = over(
    at("svc-mysql.plan.existingSecret", "given"),
    at("svc-bkrepo.plan.existingSecret", "given"),
  );
  const rendered = await render(BK_SERVICES, over(bkServices, plans));
  assert.deepEqual(rendered.ofKind("Secret"), []);
  for (const module of ["svc-mysql", "svc-bkrepo"]) {
    const { spec } = rendered.pod("Job", `bkpaas3-${module}-initial-fixtures`);
    const mounts = spec.containers[0]?.volumeMounts ?? [];
    assert.deepEqual(mounts, [{ name: "fixtures", mountPath: "/app/data/fixtures", readOnly: true }]);
    assert.match(JSON.stringify(spec["volumes"]), /"key":"plans.json","path":"plans.json"}],"name":"given"/);
    const services = rendered.object("ConfigMap", `bkpaas3-${module}-fixtures`).data?.["services.json"] ?? "";
    assert.equal((JSON.parse(services) as { model: string }[])[0]?.model, "paas_service.service");
  }
});

test("a plan in the values becomes the fixture that the service loads, whatever its password", async () => {
  const password = `a"b\\c'd$e{{f}}<g>&\n四`;
  const rendered = await render(BK_SERVICES, over(bkServices, at("svc-mysql.plan.password", password)));
  const secret = opened(rendered.object("Secret", "bkpaas3-svc-mysql-plan"));
  const [row] = JSON.parse(secret) as { model: string; fields: { config: string; service: string } }[];
  assert.equal(row?.model, "paas_service.plan");
  const config = { host: "127.0.0.1", port: 3306, user: "root", password, auth_ip_list: ["%"] };
  assert.deepEqual(JSON.parse(row.fields.config), config);
  const services = rendered.object("ConfigMap", "bkpaas3-svc-mysql-fixtures").data?.["services.json"] ?? "";
  assert.equal((JSON.parse(services) as { pk: string }[])[0]?.pk, row.fields.service);
});

describe("the initial cluster", () => {
  const rows = async (cluster: Values) => {
    const rendered = await render(PAAS_STACK, over(paasStack, { workloads: { initialCluster: cluster } }));
    const secret = opened(rendered.object("Secret", "bkpaas3-workloads-initial-cluster"));
    return JSON.parse(secret) as { model: string; pk: string; fields: Record<string, unknown> }[];
  };

  test("is a row, and each of its addresses one of its own", async () => {
    const [cluster, ...servers] = await rows(initialCluster);
    assert.equal(cluster?.fields["token_value"], initialCluster.tokenValue);
    assert.equal(cluster.fields["token_type"], 1);
    assert.deepEqual(
      servers.map(({ fields }) => [fields["host"], fields["cluster_id"]]),
      ["https://10.0.0.1:6443", "https://10.0.0.2:6443"].map((host) => [host, cluster.pk]),
    );
    assert.equal(new Set(servers.map(({ pk }) => pk)).size, 2);
    for (const { pk } of servers)
      assert.match(pk, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("keeps the key of an address that another is put before", async () => {
    const [, , second] = await rows(initialCluster);
    const [, first] = await rows({ ...initialCluster, apiServers: initialCluster.apiServers.toReversed() });
    assert.deepEqual(first, second);
  });

  test("is mounted from an existing Secret where there is one", async () => {
    const cluster = { enabled: true, existingSecret: "given" };
    const rendered = await render(PAAS_STACK, over(paasStack, { workloads: { initialCluster: cluster } }));
    assert.deepEqual(rendered.ofKind("Secret"), []);
    const { spec } = rendered.pod("Job", "bkpaas3-workloads-initial-fixtures");
    assert.match(
      JSON.stringify(spec["volumes"]),
      /"key":"cluster.yaml","path":"cluster.yaml"}],"name":"given"/,
    );
    assert.equal(spec.containers[0]?.volumeMounts?.[0]?.mountPath, "/app/controller/fixtures");
  });

  for (const [without, empty, message] of [
    ["tokenValue", "", /certData and keyData, or tokenValue/],
    ["apiServers", [], /apiServers is required/],
    ["ingressConfig", { sub_path_domain: "" }, /sub_path_domain is required/],
  ] as const) {
    test(`is refused without ${without}`, async () => {
      const cluster = over(initialCluster, { [without]: empty });
      assert.match(
        await refusal(PAAS_STACK, over(paasStack, { workloads: { initialCluster: cluster } })),
        message,
      );
    });
  }
});

test("a pull secret that the chart makes is there for hooks too", async () => {
  const credential = { enabled: true, username: "user", password: "pass", registry: "registry.example.com" };
  const rendered = await render(
    BK_SERVICES,
    over(bkServices, at("global.imagePullSecrets.credential", credential)),
  );
  const auth = Buffer.from("user:pass").toString("base64");
  const expected = { auths: { "registry.example.com": { username: "user", password: "pass", auth } } };
  for (const [kind, pods, secret] of [
    ["Deployment", "bkpaas3-svc-mysql-web", "custom-pull-secret"],
    ["Job", "bkpaas3-svc-mysql-migrate-db", "custom-pull-secret-hooks"],
  ] as const) {
    assert.deepEqual(rendered.pod(kind, pods).spec["imagePullSecrets"], [{ name: secret }]);
    assert.deepEqual(JSON.parse(opened(rendered.object("Secret", secret))), expected);
  }
});
