import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { imagesIn } from "../../support/images-in.ts";
import { type Rendered, namesOf, render } from "../support/render.ts";
import { INGRESS, ownIngress, publishedIngress } from "./components.ts";
import { at, over } from "./installed.ts";

const NAME = "bk-ingress-nginx";
const REFERENCE = "mirror.example.com:5000/platform/bk-ingress-nginx:9.9";

function argumentsOf(rendered: Rendered): readonly string[] {
  return rendered.pod("Deployment", NAME).spec.containers[0]?.args ?? [];
}

function nodePorts(rendered: Rendered, service: string): unknown {
  const { spec } = rendered.object("Service", service);
  assert.equal(spec?.["type"], "NodePort");
  const ports = spec["ports"] as readonly { name: string; nodePort: number }[];
  return Object.fromEntries(ports.map(({ name, nodePort }) => [name, nodePort]));
}

test("the controller serves the configured class, by annotation and by name", async () => {
  const rendered = await render(INGRESS, ownIngress());
  const { spec } = rendered.object("IngressClass", "apps");
  assert.ok(argumentsOf(rendered).includes("--ingress-class=apps"));
  assert.ok(argumentsOf(rendered).includes(`--controller-class=${String(spec?.["controller"])}`));
});

test("an image that knows annotations alone gets no argument that it would refuse", async () => {
  const rendered = await render(INGRESS, over(ownIngress(), { ingressClassObject: false }));
  assert.deepEqual(rendered.ofKind("IngressClass"), []);
  assert.doesNotMatch(argumentsOf(rendered).join(" "), /controller-class/);
});

test("nodes lead to the controller by the configured ports, and pods are asked for their health", async () => {
  const rendered = await render(INGRESS, ownIngress());
  assert.deepEqual(nodePorts(rendered, NAME), { http: 31080, https: 31443 });
  const [controller] = rendered.pod("Deployment", NAME).spec.containers;
  for (const probe of [controller?.readinessProbe, controller?.livenessProbe]) {
    assert.deepEqual((probe as { httpGet: object }).httpGet, { path: "/healthz", port: 10254 });
  }
});

test("on the network of its nodes one pod goes before the next comes", async () => {
  const rendered = await render(INGRESS, ownIngress({ hostNetwork: true, replicas: 2 }));
  const { spec } = rendered.object("Deployment", NAME);
  assert.equal(spec?.template?.spec["hostNetwork"], true);
  assert.deepEqual(spec["strategy"], {
    type: "RollingUpdate",
    rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
  });
});

test("nodes are drained of several replicas one by one, and of one at once", async () => {
  const budgets = async (replicas: number) =>
    namesOf((await render(INGRESS, ownIngress({ replicas }))).ofKind("PodDisruptionBudget"));
  assert.deepEqual(await budgets(1), []);
  assert.deepEqual(await budgets(2), [NAME]);
});

test("a DaemonSet has a pod on every node, and neither replicas nor a budget", async () => {
  const rendered = await render(INGRESS, over(ownIngress({ replicas: 2 }), { kind: "DaemonSet" }));
  assert.equal(rendered.object("DaemonSet", NAME).spec?.["replicas"], undefined);
  assert.deepEqual(rendered.ofKind("PodDisruptionBudget"), []);
});

test("nginx is told what proxy and config say, config the last word", async () => {
  const more = { proxy: { workerProcesses: 4 }, config: { hsts: true, "proxy-body-size": "8m" } };
  const { data } = (await render(INGRESS, over(ownIngress(), more))).object("ConfigMap", NAME);
  assert.equal(data?.["worker-processes"], "4");
  assert.equal(data["hsts"], "true");
  assert.equal(data["proxy-body-size"], "8m");
  assert.equal(data["allow-snippet-annotations"], "true");
});

test("headers are where nginx's configuration says that they are", async () => {
  const rendered = await render(INGRESS, over(ownIngress(), { proxySetHeaders: { "X-A": "b" } }));
  const { data } = rendered.object("ConfigMap", NAME);
  for (const use of ["proxy-set-headers", "add-headers"]) {
    assert.equal(data?.[use], `default/bk-ingress-nginx-${use}`);
    assert.ok(rendered.object("ConfigMap", `bk-ingress-nginx-${use}`).data);
  }
});

test("arguments of one's own are added, an empty one by its name alone", async () => {
  const rendered = await render(INGRESS, over(ownIngress(), { extraArgs: { v: 2, "enable-x": "" } }));
  assert.deepEqual(argumentsOf(rendered).slice(-2), ["--enable-x", "--v=2"]);
});

test("the only image is the one of the values", async () => {
  const { text } = await render(INGRESS, ownIngress());
  assert.deepEqual(new Set(imagesIn(text).map(({ reference }) => reference)), new Set([REFERENCE]));
});

test("replicas may agree on a leader by a ConfigMap and by a Lease, of their own names only", async () => {
  const { text } = await render(INGRESS, over(ownIngress(), at("electionID", "leader")));
  assert.equal(text.match(/resourceNames: \["leader","leader-apps"\]/g)?.length, 2);
});

const chart = process.env.BK_INGRESS_NGINX_CHART;
const skip =
  chart === undefined
    ? "chart bk-ingress-nginx 1.1.0 is not ours to pass on: BK_INGRESS_NGINX_CHART=<its archive>"
    : false;

describe("the published chart bk-ingress-nginx 1.1.0", { skip }, () => {
  it("takes class, ports, image and pull secret from the same configuration", async () => {
    const rendered = await render(chart ?? "", publishedIngress("1.1.0"));
    const name = "bk-paas3-bk-ingress-nginx";
    const { spec } = rendered.pod("Deployment", name);
    const [controller] = spec.containers;
    assert.ok(controller?.args?.includes("--ingress-class=apps"));
    assert.equal(controller?.image, REFERENCE);
    assert.deepEqual(spec["imagePullSecrets"], [{ name: "registry" }]);
    assert.deepEqual(nodePorts(rendered, name), { http: 31080, https: 31443 });
  });
});
