import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose } from "../../../diagnosis/diagnose.ts";
import { reportOf } from "../../../diagnosis/report.ts";
import { type Cluster, Unreachable } from "../../../kubernetes/connect.ts";
import { FORBIDDEN, FakeApi, failedJob, secret } from "./api.ts";

const RELEASE = { release: "bk-paas3", namespace: "paas-system" };

async function report(api: FakeApi, told: readonly string[] = []): Promise<string> {
  return reportOf(await diagnose(RELEASE, {}, told, { connect: api.connect }));
}

function failing(
  log: string,
  more: Readonly<Record<string, readonly object[]>> = {},
  env: object[] = [],
): FakeApi {
  const { job, pod } = failedJob("bkpaas3-apiserver-migrate-db", env);
  return new FakeApi({ jobs: [job], pods: [pod], ...more }, () => log);
}

test("a release without anything wrong is one line", async () => {
  assert.equal(
    await report(new FakeApi({})),
    "Release bk-paas3 in namespace paas-system: not installed, nothing to report",
  );
});

test("a Job that failed is shown with pod, container, state, log and remedy", async () => {
  const text = await report(failing("Operations to perform:\nUnknown database 'paas3_apiserver'\n"));
  assert.match(
    text,
    /^1\. Job bkpaas3-apiserver-migrate-db: failed: BackoffLimitExceeded; ended with exit code 1/m,
  );
  assert.match(text, /pod bkpaas3-apiserver-migrate-db-x2x4z, container migrate/);
  assert.match(text, /\| Unknown database 'paas3_apiserver'\n {3}=> database-missing: /);
});

test("no form of a Secret's value is in a report, nor of what stands inside it", async () => {
  const values = {
    MYSQL_PASSWORD: 'pw"with\\quotes',
    REDIS_URL: "redis://:r3dis%40pass@redis.example.com:6379/0",
    BLOBSTORE_BKREPO_CONFIG: '{ENDPOINT = "http://bkrepo.example.com", PASSWORD = "bl0b-pass"}',
    PRIVATE_KEY: "-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----\n",
    "cluster.yaml": "- token_value: cluster-t0ken\n",
  };
  const [password, key] = [values.MYSQL_PASSWORD, "MIIEvQIBADANBg"];
  const said = [
    `mysql -p${password}`,
    JSON.stringify({ password }),
    `authorization ${Buffer.from(password).toString("base64")}`,
    "r3dis@pass r3dis%40pass bl0b-pass cluster-t0ken",
    key,
  ];
  const text = await report(failing(said.join("\n"), { secrets: [secret(values)] }), [`values: ${password}`]);
  for (const part of ["with\\quotes", "r3dis", "bl0b-pass", key, "cluster-t0ken"]) {
    assert.ok(!text.includes(part), `${part} in\n${text}`);
  }
  assert.ok(!text.includes(Buffer.from(password).toString("base64")));
  assert.match(text, /\| mysql -p\[secret\]/);
});

test("values of variables and ConfigMaps are left out where they are secret by name or look generated", async () => {
  const env = [
    { name: "BK_APP_SECRET", value: "app-s3cret" },
    { name: "LICENCE", value: "a81bc81bdead4e5dabff90865d1e13b1" },
    { name: "MYSQL_HOST", value: "mysql.example.com" },
    { name: "USE_TOKEN", value: "true" },
  ];
  const configmaps = [{ metadata: { name: "env" }, data: { REDIS_PASSWORD: "r3dis-pass" } }];
  const log = "app-s3cret a81bc81bdead4e5dabff90865d1e13b1 r3dis-pass mysql.example.com is true";
  const text = await report(failing(log, { configmaps }, env));
  assert.match(text, /\| \[secret\] \[secret\] \[secret\] mysql\.example\.com is true/);
});

test("logins that are in no Secret are left out too", async () => {
  const basic = Buffer.from("admin:blueking").toString("base64");
  const log = [
    `curl -H 'Authorization: Basic ${basic}' http://bkrepo`,
    "curl -u admin:blueking http://bkrepo",
  ];
  const text = await report(failing([...log, "amqp://bkpaas:r4bbit@mq:5672/vhost"].join("\n")));
  assert.doesNotMatch(text, new RegExp(`${basic}|blueking|r4bbit`));
});

test("where Secrets may not be read, no log is read, and the report says why", async () => {
  const api = failing("pw-1234", { secrets: FORBIDDEN });
  const text = await report(api);
  assert.ok(!api.asked.some((path) => path.includes("/log?")));
  assert.match(text, /no log: not shown, as the Secrets of the namespace can't be read/);
  assert.match(text, /Not looked at:\n {3}secrets: secrets is forbidden/);
});

test("of a log the last 20 lines are read, and long lines are cut", async () => {
  const api = failing(
    `${"x".repeat(5000)}\n${Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n")}`,
  );
  const text = await report(api);
  assert.match(text, /last lines of its log:\n {3}\| line 20\n/);
  assert.ok(api.asked.some((path) => path.includes("tailLines=20") && path.includes("limitBytes=65536")));
  assert.ok(reportOf({ ...RELEASE, status: "x".repeat(5000), findings: [], unseen: ["a"] }).length < 1000);
});

test("logs of eight findings are read, the rest is only named", async () => {
  const all = Array.from({ length: 12 }, (_, index) => failedJob(`job-${index}`));
  const api = new FakeApi({ jobs: all.map(({ job }) => job), pods: all.map(({ pod }) => pod) }, () => "no");
  const text = await report(api);
  assert.equal(api.asked.filter((path) => path.includes("/log?")).length, 8);
  assert.match(text, /^8\. Job/m);
  assert.match(text, /\nAnd:\n {3}Job job-\d+: failed.*\n/);
  assert.doesNotMatch(text, /^9\. /m);
});

test("every list that is asked for is limited", async () => {
  const api = new FakeApi({});
  await report(api);
  for (const path of api.asked.filter((path) => !path.includes("labelSelector")))
    assert.match(path, /[?&]limit=\d+/);
});

test("what arrived in time is told where a log does not come", async () => {
  const { job, pod } = failedJob("migrate");
  const api = new FakeApi({ jobs: [job], pods: [pod] }, () => new Promise(() => undefined));
  const text = await within(300, api);
  assert.match(text, /^1\. Job migrate: failed: BackoffLimitExceeded/m);
  assert.match(text, /no log: aborted/);
});

test("a cluster that never answers is a finding after the time limit", async () => {
  const never = (): Promise<never> => new Promise(() => undefined);
  const connect = (): Promise<Cluster> => Promise.resolve({ server: "https://api.test", request: never });
  assert.match(
    await within(300, { connect }),
    /Cluster .*: does not answer[^]*has not answered within 0\.3 s/,
  );
});

async function within(limitMs: number, { connect }: Pick<FakeApi, "connect">): Promise<string> {
  // Holds this process, which otherwise has nothing left to wait for.
  const alive = setInterval(() => undefined, 1000);
  try {
    return reportOf(await diagnose(RELEASE, {}, [], { connect, deadlineSeconds: limitMs / 1000 }));
  } finally {
    clearInterval(alive);
  }
}

test("a cluster that can't be reached is a finding, beside what Helm said", async () => {
  const connect = (): Promise<never> => Promise.reject(new Unreachable("the API server does not answer"));
  const text = reportOf(await diagnose(RELEASE, {}, ["Error: Helm Release a/b: denied"], { connect }));
  assert.match(text, /^1\. Cluster of this release: does not answer$/m);
  assert.match(text, /=> cluster-unreachable: /);
  assert.match(text, /^2\. Release bk-paas3: failed\n {3}Error: Helm Release a\/b: denied/m);
});

test("objects of another release are not looked at", async () => {
  const { job, pod } = failedJob("other");
  const foreign = {
    ...job,
    metadata: { name: "other", uid: "other", labels: { "app.kubernetes.io/instance": "bk-ci" } },
  };
  assert.match(await report(new FakeApi({ jobs: [foreign], pods: [pod] })), /nothing to report$/);
});
