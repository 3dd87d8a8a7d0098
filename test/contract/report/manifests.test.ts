import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { LeafChange, ObjectChange, ReleaseChange } from "../../../report/model.ts";
import { type Values, at, bkServices, initialCluster, over, paasStack } from "../charts/installed.ts";
import { CHECKOUT } from "../support/checkout.ts";
import { execute } from "../support/execute.ts";
import { HERE, ID, changeOf, inputs, restarted, told, upgrade } from "./releases.ts";

function one({ objects }: ReleaseChange, kind: string, name: string): ObjectChange {
  const found = objects.find((object) => object.kind === kind && object.name === name);
  assert.ok(found, `${kind} ${name} is not among ${objects.map((object) => object.name).join(", ")}`);
  return found;
}

describe("an upgrade of our charts", () => {
  test("with another value restarts the module that reads it, and nothing else", async () => {
    const found = await upgrade("paas-stack", paasStack, at("apiserver.env.BK_APP_CODE", "another"));
    assert.deepEqual(restarted(found), ["bkpaas3-apiserver-web", "bkpaas3-apiserver-worker"]);
    assert.deepEqual([...new Set(found.objects.map(({ kind }) => kind))], ["CronJob", "Deployment", "Job"]);
    assert.match(one(found, "Deployment", "bkpaas3-apiserver-web").diff, /^\+ +value: another$/m);
  });

  test("with another image tells it by container", async () => {
    const found = await upgrade("bk-services", bkServices, at("svc-mysql.image.tag", "2"));
    assert.deepEqual(one(found, "Deployment", "bkpaas3-svc-mysql-web").images, [
      { container: "web", old: "registry.example.com/image:1", new: "registry.example.com/image:2" },
    ]);
    assert.deepEqual(restarted(found), ["bkpaas3-svc-mysql-web"]);
  });

  test("with more replicas restarts nothing", async () => {
    const found = await upgrade("bk-services", bkServices, at("svc-mysql.processes.web.replicas", 2));
    assert.deepEqual(restarted(found), []);
    assert.match(
      one(found, "Deployment", "bkpaas3-svc-mysql-web").diff,
      /^- +replicas: 1\n\+ +replicas: 2$/m,
    );
  });

  test("with a module more makes its objects and runs its migration", async () => {
    const without = over(bkServices, at("svc-rabbitmq.enabled", false));
    const found = await upgrade("bk-services", without, at("svc-rabbitmq.enabled", true));
    assert.deepEqual([...new Set(found.objects.map(({ effect }) => effect))], ["create"]);
    assert.ok(one(found, "Deployment", "bkpaas3-svc-rabbitmq-web").readySeconds);
    assert.ok(found.hooks.includes("bkpaas3-svc-rabbitmq-migrate-db"));
  });

  test("runs the hooks of upgrades, an install those of installs too", async () => {
    const values = over(paasStack, { workloads: { initialCluster } });
    const now = inputs("./charts/paas-stack", values);
    const upgraded = await told(changeOf("update", now, now));
    const installed = await told({ id: ID, effect: "create", reasons: [], new: { inputs: now }, leaves: [] });
    const migrations = ["bkpaas3-apiserver-migrate-db", "bkpaas3-workloads-migrate-db"];
    const fixtures = "bkpaas3-workloads-initial-fixtures";
    assert.deepEqual(upgraded.hooks.slice(0, 2), migrations);
    assert.ok(!upgraded.hooks.includes(fixtures));
    assert.deepEqual(upgraded.objects, []);
    for (const hook of [...migrations, fixtures]) assert.ok(installed.hooks.includes(hook), hook);
  });
});

/** Every secret of our charts that may stand in values, by chart. */
const SECRETS: Readonly<Record<string, { values: Values; paths: readonly string[] }>> = {
  "paas-stack": {
    values: over(paasStack, { workloads: { initialCluster } }),
    paths: [
      ...["adminPassword", "bkpaas3Password", "addonsPassword", "lesscodePassword"].map(
        (name) => `global.bkrepoConfig.${name}`,
      ),
      ...["apiserver.env.REDIS_URL", "apiserver.env.BK_APP_SECRET", "workloads.env.CELERY_BROKER_URL"],
      "workloads.initialCluster.tokenValue",
    ],
  },
  "bk-services": {
    values: bkServices,
    paths: [
      "global.env.PAAS_SERVICE_JWT_CLIENTS_KEY",
      "svc-mysql.plan.password",
      "svc-rabbitmq.env.SECRET_KEY",
    ],
  },
};

for (const [chart, { values, paths }] of Object.entries(SECRETS)) {
  describe(`secrets in the values of ${chart}`, () => {
    const recorded = (digest: string): Values =>
      paths.reduce((all, place) => over(all, at(place, `<secret:values.${place}#${digest}>`)), values);

    test("render from a recorded graph, show as changed and never themselves", async () => {
      const { objects, notRendered } = await upgrade(chart, recorded("0a0a0a0a"), recorded("0b0b0b0b"));
      assert.equal(notRendered, undefined);
      const secrets = objects.filter(({ diff }) => diff.includes("(secret, changed)"));
      assert.ok(secrets.length > 0);
      for (const { kind, name } of secrets) assert.equal(kind, "Secret", name);
      assert.doesNotMatch(JSON.stringify(objects), /bksecret|0a0a0a0a|0b0b0b0b/);
    });

    test("render from a preview, where only the leaves of the change tell what changed", async () => {
      const hidden = paths.reduce((all, place) => over(all, at(place, "[secret]")), values);
      const leaf: LeafChange = {
        path: `values.${paths[0] ?? ""}`,
        old: { kind: "secret" },
        new: { kind: "secret" },
      };
      assert.deepEqual((await upgrade(chart, hidden, {})).objects, []);
      const { objects } = await upgrade(chart, hidden, {}, [leaf]);
      assert.match(JSON.stringify(objects), /\(secret, changed\)/);
    });
  });
}

test("a value that is not known yet is no reason not to render", async () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const found = await upgrade("bk-services", bkServices, at("svc-mysql.plan.port", unknown));
  assert.equal(found.notRendered, undefined);
});

test("values that a chart refuses are told in helm's words, without a path of this machine", async () => {
  const { notRendered } = await upgrade(
    "bk-services",
    bkServices,
    at("svc-mysql.image.pullPolicy", "Sometimes"),
  );
  assert.match(notRendered ?? "", /^Helm cannot render it: .*pullPolicy/s);
  assert.ok(!notRendered?.includes(CHECKOUT));
});

/** A process of its own with PATH and HOME alone, without a network where this machine lets us take it away. */
async function alone(script: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const withoutNetwork = (await execute("unshare", ["-n", "true"]).catch(() => ({ code: 1 }))).code === 0;
  const node = [process.execPath, "--input-type=module", "--eval", script];
  const [command = "", ...args] = [...(withoutNetwork ? ["unshare", "-n"] : []), ...node];
  const { PATH, HOME } = process.env;
  return execute(command, args, { env: { PATH, HOME }, cwd: CHECKOUT });
}

test("no more than PATH and HOME is needed, and no network", async () => {
  const change = changeOf(
    "update",
    inputs("./charts/bk-services", bkServices),
    inputs("./charts/bk-services", over(bkServices, at("svc-mysql.image.tag", "2"))),
  );
  const run = await alone(`
    import { releaseChanges } from "./report/manifests/releases.ts";
    import { helmOnThisMachine } from "./report/manifests/render.ts";
    const programs = ${JSON.stringify(HERE)};
    const [found] = await releaseChanges([${JSON.stringify(change)}], helmOnThisMachine(programs));
    console.log(found.notRendered ?? found.objects.length);
  `);
  assert.equal(run.code, 0, run.stderr);
  assert.equal(run.stdout.trim(), "3");
});
