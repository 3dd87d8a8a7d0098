import assert from "node:assert/strict";
import { test } from "node:test";
import {
  documentedIngressValues,
  ingressValues,
} from "../../../components/cluster/ingress-controller-values.ts";
import {
  containersLogPath,
  documentedLogValues,
  logValues,
} from "../../../components/cluster/log-collection-values.ts";
import { APPLICATION_CLASS, ingress, logs } from "../../../config/clusters/components.ts";

const images = { registry: "hub.example.com/blueking", tags: {} };
const elasticsearch = {
  scheme: "http",
  host: "es.example.com",
  port: 9200,
  ca: undefined,
  indexPrefixes: { app: "a", ingress: "i" },
} as const;

const archive = (version: string) => ({ chart: { from: "archive", path: "a.tgz", version } });
const ingressInput = (configured: object = {}) => ({
  settings: ingress.parse(configured),
  images,
  pullSecrets: [],
});
const logInput = (configured: object = {}) => ({
  settings: logs.parse(configured),
  images,
  pullSecrets: ["registry"],
  elasticsearch,
});

test("the class is the one that the platform gives applications", () => {
  assert.equal(ingressValues(ingressInput(), "d").ingressClass, APPLICATION_CLASS);
});

test("a published chart gets no key that is not documented", () => {
  const values = documentedIngressValues(ingressInput(archive("1.1.0")));
  const own = ingressValues(ingressInput(), "d");
  assert.deepEqual(
    Object.keys(own).filter((key) => !(key in values)),
    ["chartDigest"],
  );
  const { global, "bkapp-filebeat": filebeat } = documentedLogValues(logInput(archive("1.1.7")), undefined);
  assert.deepEqual(Object.keys(filebeat), ["image", "containersLogPath"]);
  assert.ok(!("existingSecret" in global));
});

test("a tag is told where it is known or configured, else the chart's own counts", () => {
  const tagOf = (version: string, tags = {}) =>
    documentedIngressValues({ ...ingressInput(archive(version)), images: { ...images, tags } }).image.tag;
  assert.equal(tagOf("1.1.0"), "1.3.0");
  assert.equal(tagOf("1.2.0"), undefined);
  assert.equal(tagOf("1.2.0", { "bk-ingress-nginx": "1.4.0" }), "1.4.0");
});

test("logs of containers are where the runtime has them, unless configured", () => {
  assert.equal(containersLogPath(logs.parse({})), "/var/log/pods");
  assert.equal(containersLogPath(logs.parse({ runtime: "docker" })), "/var/lib/docker/containers");
  assert.equal(containersLogPath(logs.parse({ containersLogPath: "/data/d" })), "/data/d");
});

test("our own chart is told the name of a Secret, and no account", () => {
  const values = logValues(logInput(), { existingSecret: "es-1", digest: "d" });
  assert.equal(values.global.existingSecret, "es-1");
  assert.doesNotMatch(JSON.stringify(values), /Password|Username/);
});

test("a published chart is told no account by empty texts: its own default is one", () => {
  const { global } = documentedLogValues(logInput(archive("1.1.7")), undefined);
  assert.equal(global.elasticSearchUsername, "");
  assert.equal(global.elasticSearchPassword, "");
});
