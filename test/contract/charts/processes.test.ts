import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { type Rendered, namesOf, podOf, refusal, render } from "../support/render.ts";
import { BK_SERVICES, PAAS_STACK, at, bkServices, initialCluster, over, paasStack } from "./installed.ts";

/** Every process: kind, name, what it runs, and when (a schedule, or a hook's position and weight). */
type Process = readonly [kind: string, name: string, runs: string, when?: string];

const HALF_HOURLY = "*/30 * * * *";
const EVERY_RUN = "pre-install,pre-upgrade 1";
const manage = (command: string) => `python manage.py ${command}`;
const LOAD = "loaddata data/fixtures/services.json data/fixtures/plans.json";
const UPLOAD = "paas-devops upload -r --allow-overwrite true buildpacks runtimes/heroku-18/buildpacks/";

/** As the platform's documents name them, the 18 of the requirements page among them. */
const PROCESSES: readonly Process[] = [
  ["Deployment", "bkpaas3-webfe-web", "/init"],
  ["Deployment", "bkpaas3-apiserver-web", "./start.sh"],
  ["Deployment", "bkpaas3-apiserver-worker", "./start_celery.sh"],
  ["CronJob", "bkpaas3-apiserver-deleting-instances", manage("clean_deleting_instances"), HALF_HOURLY],
  [
    "CronJob",
    "bkpaas3-apiserver-update-pending-status",
    manage("update_operations_pending_status"),
    HALF_HOURLY,
  ],
  ["Job", "bkpaas3-apiserver-migrate-db", manage("migrate --no-input"), EVERY_RUN],
  ["Job", "bkpaas3-apiserver-init-data", "bash init.sh", "post-install,post-upgrade 1"],
  ["Job", "bkpaas3-apiserver-init-devops", UPLOAD, "post-install,post-upgrade 2"],
  ["Job", "bkpaas3-apiserver-init-npm", "", "post-install,post-upgrade 2"],
  ["Job", "bkpaas3-apiserver-init-pypi", "", "post-install,post-upgrade 2"],
  ["Deployment", "bkpaas3-workloads-web", "./start.sh"],
  ["Deployment", "bkpaas3-workloads-worker", "./start_celery.sh"],
  ["CronJob", "bkpaas3-workloads-clean-slug-tar", manage("delete_slug -max 3 -f"), "0 0 * * *"],
  ["CronJob", "bkpaas3-workloads-clean-timeout-slug-pod", manage("clean_timeout_pod"), "0 * * * *"],
  ["Job", "bkpaas3-workloads-migrate-db", manage("migrate --no-input"), EVERY_RUN],
  [
    "Job",
    "bkpaas3-workloads-initial-fixtures",
    "bash -c python manage.py loaddata /app/controller/fixtures/*.yaml",
    "pre-install 2",
  ],
  [
    "Job",
    "bkpaas3-workloads-generate-initial-cluster-state",
    manage("region_gen_state --region default --no-input"),
    "post-install 3",
  ],
  ["Deployment", "bkpaas3-svc-mysql-web", "./tini -- ./start.sh"],
  ["Job", "bkpaas3-svc-mysql-migrate-db", manage("migrate --no-input"), EVERY_RUN],
  ["Job", "bkpaas3-svc-mysql-initial-fixtures", manage(LOAD), "pre-install 2"],
  ["CronJob", "bkpaas3-svc-mysql-deleting-instances", manage("clean_deleting_instances"), HALF_HOURLY],
  ["Deployment", "bkpaas3-svc-bkrepo-web", "./start.sh"],
  ["Job", "bkpaas3-svc-bkrepo-migrate-db", manage("migrate --no-input"), EVERY_RUN],
  ["Job", "bkpaas3-svc-bkrepo-initial-fixtures", manage(LOAD), "pre-install 2"],
  ["Deployment", "bkpaas3-svc-rabbitmq-web", "./start.sh"],
  [
    "Job",
    "bkpaas3-svc-rabbitmq-migrate-db",
    "bash -ec bash migrate.sh; python manage.py createcachetable",
    EVERY_RUN,
  ],
  ["CronJob", "bkpaas3-svc-rabbitmq-deleting-instances", manage("clean_deleting_instances"), HALF_HOURLY],
];

function processesIn(rendered: Rendered): Process[] {
  return rendered.objects.flatMap((object): Process[] => {
    const pod = podOf(object);
    if (pod === undefined) return [];
    const runs = (pod.spec.containers[0]?.command ?? []).join(" ");
    const { annotations = {}, name } = object.metadata;
    const hook = `${annotations["helm.sh/hook"] ?? ""} ${annotations["helm.sh/hook-weight"] ?? ""}`;
    if (object.kind === "Deployment") return [[object.kind, name, runs]];
    const when = object.kind === "Job" ? hook : (object.spec?.["schedule"] as string);
    return [[object.kind, name, runs, when]];
  });
}

const sorted = (processes: readonly Process[]) => processes.map((process) => process.join(" | ")).sort();

describe("the charts", () => {
  let paas: Rendered;
  let services: Rendered;

  before(async () => {
    // With secrets in the values, so that hooks need Secrets of the chart's own.
    const env = { PAAS_SERVICE_JWT_CLIENTS_KEY: "jwt" };
    const bkrepoConfig = { adminPassword: "admin", bkpaas3Password: "platform" };
    const secrets = { global: { env, bkrepoConfig }, workloads: { initialCluster } };
    paas = await render(PAAS_STACK, over(paasStack, secrets));
    services = await render(BK_SERVICES, over(bkServices, { global: { env } }));
  });

  it("run every process of the documents by its name, and no other", () => {
    const found = [...processesIn(paas), ...processesIn(services)];
    assert.deepEqual(sorted(found), sorted(PROCESSES));
  });

  it("give every process that listens a Service on port 80, and only those", () => {
    const web = PROCESSES.flatMap(([, name]) => (name.endsWith("-web") ? [name] : [])).sort();
    const found = [...paas.ofKind("Service"), ...services.ofKind("Service")];
    assert.deepEqual(namesOf(found), web);
    for (const { spec } of found) {
      assert.deepEqual(spec?.["ports"], [{ name: "http", port: 80, targetPort: "http" }]);
    }
  });

  it("probe every process that listens, and give every container its resources", () => {
    for (const object of [...paas.objects, ...services.objects]) {
      for (const container of podOf(object)?.spec.containers ?? []) {
        const { name } = object.metadata;
        assert.ok(container.resources?.requests && container.resources.limits, name);
        assert.equal(container.readinessProbe !== undefined, name.endsWith("-web"), name);
        assert.equal(container.livenessProbe !== undefined, name.endsWith("-web"), name);
      }
    }
  });

  it("listen where the documents say", () => {
    const ports = [...paas.ofKind("Deployment"), ...services.ofKind("Deployment")].flatMap((object) => {
      const port = podOf(object)?.spec.containers[0]?.ports?.[0]?.containerPort;
      return port === undefined ? [] : [[object.metadata.name, port]];
    });
    assert.deepEqual(Object.fromEntries(ports), {
      "bkpaas3-apiserver-web": 8000,
      "bkpaas3-workloads-web": 8000,
      "bkpaas3-webfe-web": 80,
      "bkpaas3-svc-mysql-web": 5000,
      "bkpaas3-svc-bkrepo-web": 5000,
      "bkpaas3-svc-rabbitmq-web": 8080,
    });
  });

  it("run no hook before what it reads is there", () => {
    for (const rendered of [paas, services]) {
      const early = rendered.objects.filter(({ metadata }) => metadata.annotations?.["helm.sh/hook"]);
      const made = new Set(early.filter(({ kind }) => kind !== "Job").map(({ metadata }) => metadata.name));
      for (const job of rendered.jobs) {
        if (!job.metadata.annotations?.["helm.sh/hook"]?.startsWith("pre-")) continue;
        for (const name of readBy(job)) assert.ok(made.has(name), `${job.metadata.name} needs ${name}`);
      }
    }
  });

  it("keep the log of a Job until it runs again", () => {
    for (const { metadata } of [...paas.jobs, ...services.jobs]) {
      assert.equal(metadata.annotations?.["helm.sh/hook-delete-policy"], "before-hook-creation");
    }
  });
});

/** Accounts, Secrets and ConfigMaps without which the pods of a Job do not start. */
function readBy(job: Parameters<typeof podOf>[0]): string[] {
  const text = JSON.stringify(podOf(job));
  const named = /"(?:serviceAccountName|secretKeyRef":\{"name)":"([^"]+)"/g;
  const projected = /"(?:secret|configMap)":\{[^}]*?"name":"([^"]+)"/g;
  return [...text.matchAll(named), ...text.matchAll(projected)].map(([, name = ""]) => name);
}

it("without an initial cluster nothing is loaded or generated", async () => {
  const { jobNames } = await render(PAAS_STACK, paasStack);
  assert.ok(!jobNames.some((name) => /fixtures|cluster-state/.test(name)), jobNames.join());
});

it("a module that is not enabled has no object", async () => {
  const values = over(paasStack, over(at("webfe.enabled", false), at("workloads.enabled", false)));
  const { text } = await render(PAAS_STACK, values);
  assert.doesNotMatch(text, /name: bkpaas3-(webfe|workloads)/);
});

it("a hook runs where its position says", async () => {
  const position = "post-install,post-upgrade";
  const values = over(paasStack, { workloads: { initialCluster } });
  const moved = at("workloads.preRunHooks.on-initial-fixtures.position", position);
  const rendered = await render(PAAS_STACK, over(values, moved));
  const job = rendered.object("Job", "bkpaas3-workloads-initial-fixtures");
  assert.equal(job.metadata.annotations?.["helm.sh/hook"], position);
  const secret = rendered.object("Secret", "bkpaas3-workloads-initial-cluster");
  assert.equal(secret.metadata.annotations?.["helm.sh/hook"], position);
  assert.equal(podOf(job)?.spec["serviceAccountName"], "bkpaas3-workloads");
});

it("the apiserver's fixtures run only with a command of one's own", async () => {
  const hook = "apiserver.preRunHooks.on-initial-fixtures";
  const values = over(paasStack, at(`${hook}.enabled`, true));
  assert.match(await refusal(PAAS_STACK, values), /on-initial-fixtures\.command is required/);
  const { jobNames } = await render(PAAS_STACK, over(values, at(`${hook}.command`, ["true"])));
  assert.ok(jobNames.includes("bkpaas3-apiserver-initial-fixtures"));
});

it("svc-rabbitmq is asked where its variable PORT says", async () => {
  const rendered = await render(BK_SERVICES, over(bkServices, at("svc-rabbitmq.env.PORT", "9000")));
  const { ports } = rendered.pod("Deployment", "bkpaas3-svc-rabbitmq-web").spec.containers[0] ?? {};
  assert.equal(ports?.[0]?.containerPort, 9000);
});
