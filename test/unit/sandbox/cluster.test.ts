import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { parse, parseAllDocuments } from "yaml";
import { kubeconfig, kwokctlConfiguration, tokensOf } from "../../../sandbox/cluster/configuration.ts";
import { OBJECTS, STAGES } from "../../../sandbox/cluster/paths.ts";
import type { Settings } from "../../../sandbox/settings.ts";

const settings: Settings = {
  checkout: "/here",
  ports: {
    mariadb: 20_001,
    redis: 20_002,
    rabbitmq: 20_003,
    rabbitmqManagement: 20_004,
    rabbitmqDistribution: 20_005,
    epmd: 20_006,
    bkrepo: 20_007,
    elasticsearch: 20_008,
    apiserver: 20_009,
    controllerManager: 20_010,
    scheduler: 20_011,
    etcd: 20_012,
    etcdPeer: 20_013,
    kwok: 20_014,
  },
  passwords: {
    mariadb: "m",
    redis: "r",
    rabbitmq: "q",
    erlangCookie: "e",
    bkrepo: "b",
    cluster: "clusterToken",
  },
};

interface Options {
  readonly options: Readonly<Record<string, unknown>>;
}

const { options } = parse(
  kwokctlConfiguration({
    name: "test",
    ports: settings.ports,
    bin: "/bin-of-sandbox",
    tokensFile: "/tokens",
  }),
) as Options;

test("every port of the control plane is the checkout's own", () => {
  const ports = Object.entries(options).filter(([key]) => key.endsWith("Port"));
  assert.deepEqual(
    ports.map(([, port]) => port).toSorted(),
    [20_009, 20_010, 20_011, 20_012, 20_013, 20_014],
  );
});

test("the control plane listens on the loopback interface only", () => {
  assert.equal(options["bindAddress"], "127.0.0.1");
});

test("every tool is a local file, so that kwokctl downloads nothing", () => {
  const tools = Object.entries(options).filter(([key]) => key.endsWith("Binary"));
  assert.equal(tools.length, 6);
  assert.ok(tools.every(([, file]) => typeof file === "string" && file.startsWith("/bin-of-sandbox/")));
});

test("our administrator has a name of its own and every right", () => {
  assert.equal(tokensOf(settings), "clusterToken,bkpaas-sandbox-admin,sandbox-1,system:masters\n");
});

test("the kubeconfig names the loopback address and carries the certificate authority", () => {
  const text = kubeconfig(settings, "PEM");
  assert.match(text, /server: https:\/\/127\.0\.0\.1:20009$/m);
  assert.match(
    text,
    new RegExp(`certificate-authority-data: ${Buffer.from("PEM").toString("base64")}$`, "m"),
  );
});

test("the simulated cluster has stages for nodes, pods, volumes, load balancers and ingresses", () => {
  const stages = parseAllDocuments(fs.readFileSync(STAGES, "utf8")).map(
    (document) => document.getIn(["metadata", "name"]) as string,
  );
  assert.deepEqual(stages.toSorted(), [
    "ingress-load-balancer",
    "node-heartbeat",
    "node-initialize",
    "pod-complete",
    "pod-delete",
    "pod-fail",
    "pod-ready",
    "pv-bind",
    "pv-delete",
    "pvc-delete",
    "pvc-provision",
    "service-load-balancer",
  ]);
});

test("the default storage class is the one that the volume stages know", () => {
  const [storage] = parseAllDocuments(fs.readFileSync(OBJECTS, "utf8"));
  assert.equal(storage?.getIn(["metadata", "name"]), "kwok-volume");
  assert.match(fs.readFileSync(STAGES, "utf8"), /storageClassName == 'kwok-volume'/);
});
