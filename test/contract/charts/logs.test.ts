import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { parse } from "yaml";
import { imagesIn } from "../../support/images-in.ts";
import { type Rendered, namesOf, podOf, refusal, render } from "../support/render.ts";
import { LOGS, images, ownLogs, publishedLogs } from "./components.ts";
import { over } from "./installed.ts";

const FILEBEAT = "bkapp-log-collection-bkapp-filebeat";
const LOGSTASH = "bkapp-log-collection-bkapp-logstash";
const REFERENCES = [
  "mirror.example.com:5000/others/beats/filebeat:7.7.1",
  `mirror.example.com:5000/others/logstash/logstash:7.16.3@${images.digests?.logstash ?? ""}`,
];

/** What a pod has of its node, without where it remembers how far it has read: path on the node by path in the pod. */
function mountsOf(rendered: Rendered, daemonSet: string): Record<string, string> {
  const { spec } = rendered.pod("DaemonSet", daemonSet);
  const volumes = spec["volumes"] as readonly { name: string; hostPath?: { path: string } }[];
  const mounts = (spec.containers[0]?.volumeMounts ?? []).flatMap(({ name, mountPath }) => {
    const path = volumes.find((volume) => volume.name === name)?.hostPath?.path;
    return path === undefined || mountPath.endsWith("/data") || mountPath === "/data/run/"
      ? []
      : [[mountPath, path] as const];
  });
  const all = spec.containers[0]?.volumeMounts?.map(({ mountPath }) => mountPath) ?? [];
  assert.equal(new Set(all).size, all.length, "a path is mounted twice");
  return Object.fromEntries(mounts);
}

const same = (...paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, path]));

interface Filebeat {
  readonly "filebeat.inputs": readonly { type: string; format?: string; paths: readonly string[] }[];
  readonly "output.logstash": { readonly hosts: readonly string[] };
}

function filebeat(rendered: Rendered, kind: string): Filebeat {
  const { data } = rendered.object("ConfigMap", `${FILEBEAT}-${kind}`);
  return parse(data?.["filebeat.yml"] ?? "") as Filebeat;
}

const pipelines = (rendered: Rendered) => rendered.object("ConfigMap", `${LOGSTASH}-pipelines`).data ?? {};

test("three kinds of logs are collected on the nodes, and a process sends them on", async () => {
  const rendered = await render(LOGS, ownLogs());
  const kinds = ["ingress", "json", "stdout"];
  assert.deepEqual(
    namesOf(rendered.ofKind("DaemonSet")),
    kinds.map((kind) => `${FILEBEAT}-${kind}`),
  );
  assert.deepEqual(namesOf(rendered.ofKind("Deployment")), [LOGSTASH]);
  const { spec } = rendered.object("Service", LOGSTASH);
  for (const { name, port } of spec?.["ports"] as readonly { name: string; port: number }[]) {
    assert.deepEqual(filebeat(rendered, name)["output.logstash"].hosts, [`${LOGSTASH}:${port}`]);
    assert.match(pipelines(rendered)[`${name}.conf`] ?? "", new RegExp(`beats \\{ port => ${port} \\}`));
  }
});

const RUNTIMES = [
  { runtime: "docker", format: "docker", mounts: ["/var/lib/docker/containers"] },
  { runtime: "containerd", format: "cri", mounts: [] },
  { runtime: "docker", containersLogPath: "/data/docker/", format: "docker", mounts: ["/data/docker"] },
] as const;

for (const { format, mounts, ...configured } of RUNTIMES) {
  const where = "containersLogPath" in configured ? ` in ${configured.containersLogPath}` : "";

  test(`logs of ${configured.runtime}${where} are read where they are, in its form`, async () => {
    const rendered = await render(LOGS, ownLogs(configured));
    for (const kind of ["stdout", "ingress"]) {
      const expected = same("/var/log/containers", "/var/log/pods", ...mounts);
      assert.deepEqual(mountsOf(rendered, `${FILEBEAT}-${kind}`), expected);
      const [input] = filebeat(rendered, kind)["filebeat.inputs"];
      assert.deepEqual({ type: input?.type, format: input?.format }, { type: "container", format });
    }
    const [stdout] = filebeat(rendered, "stdout")["filebeat.inputs"];
    assert.deepEqual(stdout?.paths, ["/var/log/containers/*_bkapp-*_*.log"]);
  });
}

test("logs of JSON are read where the platform mounts the directories of applications", async () => {
  const rendered = await render(LOGS, ownLogs());
  assert.deepEqual(mountsOf(rendered, `${FILEBEAT}-json`), same("/data/bkapp/logs", "/data/bkapp/v3logs"));
});

test("the access log is read of the pods that our chart bk-ingress-nginx makes", async () => {
  const [input] = filebeat(await render(LOGS, ownLogs()), "ingress")["filebeat.inputs"];
  assert.deepEqual(input?.paths, ["/var/log/containers/bk-ingress-nginx-*_*.log"]);
});

test("every pipeline writes to the ElasticSearch of the platform, by its prefixes and authority", async () => {
  const rendered = await render(LOGS, ownLogs());
  const prefixes = { "stdout.conf": "logs_app", "json.conf": "logs_app", "ingress.conf": "logs_ingress" };
  assert.deepEqual(Object.keys(pipelines(rendered)).sort(), Object.keys(prefixes).sort());
  for (const [file, prefix] of Object.entries(prefixes)) {
    const text = pipelines(rendered)[file] ?? "";
    assert.match(text, /hosts => \["https:\/\/es\.example\.com:9243"\]/);
    assert.ok(text.includes(`index => "${prefix}-%{+YYYY.MM.dd}"`), file);
    assert.match(text, /cacert => "\/usr\/share\/logstash\/authority\/ca\.crt"/);
    assert.equal(text.split("{").length, text.split("}").length, `${file} has a brace too many`);
  }
  const { data } = rendered.object("ConfigMap", `${LOGSTASH}-authority`);
  assert.match(data?.["ca.crt"] ?? "", /BEGIN CERTIFICATE/);
});

test("an address of IPv6 stands in brackets", async () => {
  const values = over(ownLogs(), { global: { elasticSearchHost: "fd00::1" } });
  assert.match(JSON.stringify(pipelines(await render(LOGS, values))), /https:\/\/\[fd00::1\]:9243/);
});

test("the account comes from the Secret that exists, and the chart makes none", async () => {
  const rendered = await render(LOGS, ownLogs());
  assert.deepEqual(rendered.ofKind("Secret"), []);
  const { env = [] } = rendered.pod("Deployment", LOGSTASH).spec.containers[0] ?? {};
  const read = env.flatMap(({ name, valueFrom }) =>
    valueFrom?.secretKeyRef ? [[name, valueFrom.secretKeyRef.name, valueFrom.secretKeyRef.key]] : [],
  );
  assert.deepEqual(read, [
    ["ES_USERNAME", "elasticsearch", "username"],
    ["ES_PASSWORD", "elasticsearch", "password"],
  ]);
});

const inValues = (password: string) =>
  over(ownLogs(), {
    global: { existingSecret: "", elasticSearchUsername: "writer", elasticSearchPassword: password },
  });

test("a password in the values stands in a Secret and nowhere else, and a new one restarts logstash", async () => {
  const rendered = await render(LOGS, inValues("MARKER"));
  const encoded = Buffer.from("MARKER").toString("base64");
  for (const object of rendered.objects) {
    const text = JSON.stringify(object);
    assert.doesNotMatch(text, /MARKER/, object.metadata.name);
    assert.equal(text.includes(encoded), object.kind === "Secret", object.metadata.name);
  }
  const another = await render(LOGS, inValues("another"));
  for (const object of rendered.objects) {
    const after = podOf(another.object(object.kind, object.metadata.name))?.metadata.annotations;
    const isSame = JSON.stringify(podOf(object)?.metadata.annotations) === JSON.stringify(after);
    assert.equal(isSame, object.metadata.name !== LOGSTASH || object.kind !== "Deployment");
  }
  assert.match(await refusal(LOGS, inValues("")), /elasticSearchPassword is required/);
});

test("an ElasticSearch without accounts is sent none", async () => {
  const rendered = await render(LOGS, over(ownLogs(), { global: { existingSecret: "" } }));
  assert.doesNotMatch(JSON.stringify(pipelines(rendered)), /password/);
});

test("another configuration restarts its readers only", async () => {
  const [before, after] = await Promise.all([
    render(LOGS, ownLogs()),
    render(LOGS, over(ownLogs(), { "bkapp-filebeat": { ingressLogs: ["other-*.log"] } })),
  ]);
  const changed = before.objects.filter((object) => {
    const template = podOf(after.object(object.kind, object.metadata.name));
    return JSON.stringify(podOf(object)) !== JSON.stringify(template);
  });
  assert.deepEqual(namesOf(changed), [`${FILEBEAT}-ingress`]);
});

test("images are those of the values alone", async () => {
  const { text } = await render(LOGS, ownLogs());
  const found = new Set(imagesIn(text).map(({ reference }) => reference));
  assert.deepEqual([...found].sort(), REFERENCES);
});

test("pull secrets may be names or references", async () => {
  const extraSecrets = ["one", { name: "two" }];
  const values = over(ownLogs(), { global: { imagePullSecrets: { extraSecrets } } });
  const { spec } = (await render(LOGS, values)).pod("Deployment", LOGSTASH);
  assert.deepEqual(spec["imagePullSecrets"], [{ name: "one" }, { name: "two" }]);
});

const chart = process.env.BKAPP_LOG_COLLECTION_CHART;
const skip =
  chart === undefined
    ? "chart bkapp-log-collection 1.1.7 is not ours to pass on: BKAPP_LOG_COLLECTION_CHART=<its archive>"
    : false;

describe("the published chart bkapp-log-collection 1.1.7", { skip }, () => {
  it("writes to the same ElasticSearch, by the same prefixes", async () => {
    const { text } = await render(chart ?? "", publishedLogs("1.1.7"));
    const hosts = [...text.matchAll(/hosts => \["(.*)"\]/g)].map(([, host]) => host);
    assert.deepEqual(new Set(hosts), new Set(["es.example.com:9243"]));
    assert.match(text, /hosts: \["https:\/\/es\.example\.com:9243"\]/);
    for (const prefix of ["logs_app", "logs_ingress"]) {
      assert.ok(text.includes(`index => "${prefix}-%{+YYYY.MM.dd}"`), prefix);
    }
    assert.match(text, /user => "writer"\n\s+password => "PASSWORD-OF-ES"/);
  });

  for (const [runtime, path] of [
    ["docker", "/var/lib/docker/containers"],
    ["containerd", "/var/log/pods/"],
  ] as const) {
    it(`mounts what ${runtime} writes, no path twice`, async () => {
      const rendered = await render(chart ?? "", publishedLogs("1.1.7", { runtime }));
      const expected = same("/var/log/containers", "/var/log/pods", path);
      for (const kind of ["stdout", "ingress"]) {
        assert.deepEqual(mountsOf(rendered, `bk-paas3-bkapp-filebeat-${kind}`), expected);
      }
    });
  }

  it("pulls the same images, with the same pull secret", async () => {
    const rendered = await render(chart ?? "", publishedLogs("1.1.7"));
    const pods = rendered.objects.flatMap((object) => podOf(object) ?? []);
    const used = new Set(pods.flatMap(({ spec }) => spec.containers.map(({ image }) => image)));
    assert.deepEqual([...used].sort(), REFERENCES);
    for (const { spec } of pods) assert.deepEqual(spec["imagePullSecrets"], [{ name: "registry" }]);
  });
});
