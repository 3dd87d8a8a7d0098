import assert from "node:assert/strict";
import { test } from "node:test";
import { type Rendered, namesOf, podOf, render } from "../support/render.ts";
import { BK_SERVICES, PAAS_STACK, at, bkServices, initialCluster, over, paasStack } from "./installed.ts";

const environment = (rendered: Rendered, deployment: string) =>
  rendered.pod("Deployment", deployment).spec.containers[0]?.env ?? [];

const valueOf = (rendered: Rendered, deployment: string, name: string) =>
  environment(rendered, deployment).find((variable) => variable.name === name)?.value;

test("a module's own variable wins over a global one, and that over a derived address", async () => {
  const values = over(paasStack, {
    global: { env: { BK_JOB_HOST: "global", BK_SSM_URL: "global" } },
    apiserver: { env: { BK_JOB_HOST: "own" } },
  });
  const rendered = await render(PAAS_STACK, values);
  const of = (name: string) => valueOf(rendered, "bkpaas3-apiserver-web", name);
  assert.equal(of("BK_JOB_HOST"), "own");
  assert.equal(of("BK_SSM_URL"), "global");
  assert.equal(of("BK_CC_HOST"), "http://cmdb.paas.example.com");
});

test("no variable is given twice to a container", async () => {
  const values = over(
    paasStack,
    over(at("apiserver.env.BKREPO_PASSWORD", "own"), at("global.bkrepoConfig.bkpaas3Password", "p")),
  );
  for (const object of (await render(PAAS_STACK, values)).objects) {
    for (const { env = [] } of podOf(object)?.spec.containers ?? []) {
      assert.equal(new Set(env.map(({ name }) => name)).size, env.length, object.metadata.name);
    }
  }
});

test("a variable arrives as it was written: Kubernetes halves each pair of $", async () => {
  const awkward = [
    "a$b",
    "$(HOME)",
    "$$(HOME)",
    "a$$b",
    `'"\\`,
    "{{ x }}",
    "四 ",
    "a: b #c",
    "\t\n",
    "1e5",
    "yes",
  ];
  const env = Object.fromEntries(awkward.map((value, index) => [`V${String(index)}`, value]));
  const rendered = await render(PAAS_STACK, over(paasStack, { webfe: { env } }));
  for (const [name, value] of Object.entries(env)) {
    assert.equal(valueOf(rendered, "bkpaas3-webfe-web", name)?.replaceAll("$$", "$"), value);
  }
  assert.equal(valueOf(rendered, "bkpaas3-webfe-web", "V1"), "$$(HOME)");
});

test("numbers and truth values are text, and null takes a default away", async () => {
  const env = { MANY: 1_000_000, YES: true, DJANGO_LOG_LEVEL: null, BK_JOB_HOST: null };
  const rendered = await render(PAAS_STACK, over(paasStack, { apiserver: { env } }));
  assert.equal(valueOf(rendered, "bkpaas3-apiserver-web", "MANY"), "1000000");
  assert.equal(valueOf(rendered, "bkpaas3-apiserver-web", "YES"), "true");
  assert.equal(valueOf(rendered, "bkpaas3-apiserver-web", "DJANGO_LOG_LEVEL"), undefined);
  assert.equal(valueOf(rendered, "bkpaas3-apiserver-web", "BK_JOB_HOST"), undefined);
});

test("an address with a password in it is a secret, whatever its name", async () => {
  const rendered = await render(
    PAAS_STACK,
    over(paasStack, at("global.env.HTTP_PROXY", "http://u:p@proxy:3128")),
  );
  assert.equal(valueOf(rendered, "bkpaas3-webfe-web", "HTTP_PROXY"), undefined);
  assert.ok(rendered.object("Secret", "bkpaas3-webfe-env").data?.["HTTP_PROXY"]);
});

test("addresses in the cluster are of the configured domain", async () => {
  const rendered = await render(PAAS_STACK, over(paasStack, at("global.clusterDomain", "k8s.example.com")));
  const url = valueOf(rendered, "bkpaas3-apiserver-web", "RSVC_BUNDLE_MYSQL_ENDPOINT_URL");
  assert.equal(url, "http://bkpaas3-svc-mysql-web.default.svc.k8s.example.com");
});

test("https is for every derived address, and Ingresses show the certificate", async () => {
  const https = { scheme: "https", ingress: { tlsSecret: "certificate" } };
  const rendered = await render(PAAS_STACK, over(paasStack, { global: https }));
  for (const deployment of ["bkpaas3-apiserver-web", "bkpaas3-webfe-web"]) {
    const outside = environment(rendered, deployment).filter(({ value = "" }) =>
      value.includes(".paas.example.com"),
    );
    assert.ok(outside.length > 5);
    for (const { value = "" } of outside)
      assert.ok(value.startsWith("https://") || value.startsWith("."), value);
  }
  for (const { spec } of rendered.ofKind("Ingress")) {
    assert.deepEqual(spec?.["tls"], [{ hosts: ["bkpaas.paas.example.com"], secretName: "certificate" }]);
  }
});

test("a module's Ingress has the documented host, a process's own before it", async () => {
  const values = over(
    paasStack,
    over(
      at("apiserver.processes.ingress.host", "a.example.com"),
      at("webfe.processes.web.ingress.host", "b.example.com"),
    ),
  );
  const rendered = await render(PAAS_STACK, values);
  const hosts = rendered
    .ofKind("Ingress")
    .map(({ spec }) => (spec?.["rules"] as { host: string }[])[0]?.host);
  assert.deepEqual(hosts.sort(), ["a.example.com", "b.example.com"]);
});

test("pods are kept apart only where a process has several and it is asked for", async () => {
  const values = over(bkServices, at("svc-mysql.processes.web.replicas", 2));
  const names = async (spread: boolean) => {
    const rendered = await render(BK_SERVICES, over(values, at("global.spread", spread)));
    const budgets = rendered.ofKind("PodDisruptionBudget");
    for (const { spec } of budgets) assert.equal(spec?.["maxUnavailable"], 1);
    return namesOf(budgets);
  };
  assert.deepEqual(await names(true), ["bkpaas3-svc-mysql-web"]);
  assert.deepEqual(await names(false), []);
});

test("no pod has a token of the API server, nor more rights than its image needs", async () => {
  const paas = await render(PAAS_STACK, over(paasStack, { workloads: { initialCluster } }));
  const services = await render(BK_SERVICES, bkServices);
  for (const rendered of [paas, services]) {
    assert.ok(!rendered.objects.some(({ kind }) => /Role|Binding/.test(kind)));
    const accounts = new Set(namesOf(rendered.ofKind("ServiceAccount")));
    for (const object of rendered.objects) {
      const spec = podOf(object)?.spec;
      if (spec === undefined) continue;
      assert.equal(spec["automountServiceAccountToken"], false, object.metadata.name);
      assert.ok(accounts.has(String(spec["serviceAccountName"])), object.metadata.name);
      for (const { securityContext } of spec.containers) {
        assert.deepEqual(securityContext, {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["MKNOD", "NET_RAW", "SETFCAP", "SYS_CHROOT"] },
        });
      }
    }
  }
});

test("an account that is not to be made is not asked for", async () => {
  const rendered = await render(PAAS_STACK, over(paasStack, at("webfe.serviceAccount.create", false)));
  assert.ok(!namesOf(rendered.ofKind("ServiceAccount")).includes("bkpaas3-webfe"));
  assert.equal(rendered.pod("Deployment", "bkpaas3-webfe-web").spec["serviceAccountName"], undefined);
});

test("an image with a digest is pulled by it", async () => {
  const digest = `sha256:${"0".repeat(64)}`;
  const rendered = await render(PAAS_STACK, over(paasStack, at("webfe.image.digest", digest)));
  const [container] = rendered.pod("Deployment", "bkpaas3-webfe-web").spec.containers;
  assert.equal(container?.image, `registry.example.com/image:1@${digest}`);
});

test("an image that is not said is asked for by its key", async () => {
  const values = over(paasStack, at("extraInitial.npm.image.tag", ""));
  await assert.rejects(render(PAAS_STACK, values), /extraInitial\.npm\.image\.tag is required/);
});
