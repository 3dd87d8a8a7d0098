import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { sections } from "../../../config/schema.ts";
import { clusterWarnings, reachedClusters } from "../../../preflight/clusters.ts";
import { settingsWith } from "../../support/configuration.ts";
import { freePorts } from "../../support/ports.ts";
import { SecondCluster } from "../../support/second-cluster.ts";
import { fakeServer } from "../../unit/preflight/fake-server.ts";

let cluster: SecondCluster;
let other: SecondCluster;

before(async () => {
  [cluster, other] = await Promise.all([SecondCluster.start(), SecondCluster.start()]);
  await cluster.kubectl("create", "serviceaccount", "platform");
  await cluster.kubectl("create", "serviceaccount", "weak");
  await cluster.kubectl(
    ...["create", "clusterrolebinding", "platform", "--clusterrole=cluster-admin"],
    "--serviceaccount=default:platform",
  );
});

after(async () => {
  await Promise.all([cluster, other].map((each) => each.stop()));
});

/** What is said of the entry `east`, which is this. */
async function warningsOf(east: object, seconds?: number): Promise<string[]> {
  const appClusters = sections.appClusters.parse({ east });
  return clusterWarnings(reachedClusters({ ...settingsWith({}), appClusters }), seconds);
}

/** The only thing said of it. */
async function warning(east: object, seconds?: number): Promise<string> {
  const [told = assert.fail("no warning"), ...more] = await warningsOf(east, seconds);
  assert.deepEqual(more, []);
  return told;
}

const byKubeconfig = (kubeconfig: string) => ({ mode: "kubeconfig", kubeconfig });

async function byToken(account: string) {
  const token = (await cluster.kubectl("create", "token", account)).trim();
  return { mode: "token", apiServers: [cluster.server], ca: cluster.ca, token };
}

test("a cluster that says yes is asked once, and nothing is told of it", async (t) => {
  const api = new URL(cluster.server);
  let connections = 0;
  const port = await fakeServer(t, (socket) => {
    connections += 1;
    const onward = connect({ host: api.hostname, port: Number(api.port) });
    socket.pipe(onward).pipe(socket);
    onward.once("close", () => socket.destroy());
  });
  const counted = cluster.kubeconfig.replace(cluster.server, `https://127.0.0.1:${port}`);
  assert.deepEqual(await warningsOf(byKubeconfig(counted)), []);
  assert.equal(connections, 1);
});

test("a token with the rights is accepted", async () => {
  assert.deepEqual(await warningsOf(await byToken("platform")), []);
});

test("a token without the rights is told", async () => {
  assert.match(await warning(await byToken("weak")), /may not create namespaces there/);
});

test("a token whose ServiceAccount was made anew is told, and not shown", async () => {
  await cluster.kubectl("create", "serviceaccount", "fleeting");
  const entry = await byToken("fleeting");
  await cluster.kubectl("delete", "serviceaccount", "fleeting");
  await cluster.kubectl("create", "serviceaccount", "fleeting");
  const told = await warning(entry);
  assert.match(told, /does not accept its token \(401\): .*made anew/);
  assert.ok(!told.includes(entry.token));
});

test("a cluster with new certificates is told by its other authority", async () => {
  const token = await byToken("platform");
  assert.match(await warning({ ...token, ca: other.ca }), /signed by no authority that is configured/);
  const old = cluster.kubeconfig.replace(cluster.ca, other.ca);
  assert.match(await warning(byKubeconfig(old)), /signed by no authority that is configured/);
});

test("a certificate that another cluster gave out is not accepted", async () => {
  const elsewhere = other.kubeconfig.replace(other.ca, cluster.ca).replace(other.server, cluster.server);
  assert.match(await warning(byKubeconfig(elsewhere)), /does not accept its kubeconfig \(401\)/);
});

test("a closed port is told", async () => {
  const [port] = await freePorts(1);
  const gone = cluster.kubeconfig.replace(cluster.server, `https://127.0.0.1:${port}`);
  assert.match(await warning(byKubeconfig(gone)), /the connection is refused/);
});

test("a server that takes the connection and says nothing holds nobody longer than the limit", async (t) => {
  const port = await fakeServer(t, () => undefined);
  const silent = cluster.kubeconfig.replace(cluster.server, `https://127.0.0.1:${port}`);
  const begun = performance.now();
  assert.match(await warning(byKubeconfig(silent), 1), /nothing answers in time/);
  assert.ok(performance.now() - begun < 5_000);
});

test("a command of the kubeconfig that never ends holds nobody longer than the limit", async () => {
  const user = `exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: sleep\n      args: ["5"]\n`;
  const hanging = cluster.kubeconfig.replace(/client-certificate-data:[^]*/, user);
  assert.match(await warning(byKubeconfig(hanging), 1), /nothing answers in time/);
});

test("a command of the kubeconfig that is not there is told", async () => {
  const user = `exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: no-such-command\n`;
  const lost = cluster.kubeconfig.replace(/client-certificate-data:[^]*/, user);
  assert.match(await warning(byKubeconfig(lost)), /a command that gives no login/);
});
