import assert from "node:assert/strict";
import { test } from "node:test";
import { pictureOf } from "../../../picture/from-graph.ts";
import { leavesOf } from "../../../picture/graph.ts";
import { mermaidOf } from "../../../picture/mermaid.ts";
import type { Picture } from "../../../picture/model.ts";
import { svgOf } from "../../../picture/svg.ts";
import { LANGUAGES } from "../../../picture/words.ts";
import type { Graph } from "../../../report/graph.ts";
import { typeOf } from "../../../report/identity.ts";
import { isObject } from "../../../report/json.ts";
import type { Resource } from "../../../report/model.ts";
import { recorded, recordedGraph } from "../../../sandbox/report/recorded.ts";
import { below, parseXml } from "../../support/xml.ts";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const CLUSTER = "pulumi:providers:kubernetes";
const SERVER = "kubernetes:apps/v1:StatefulSet";

function idsOf(graph: Graph, ...types: readonly string[]): string[] {
  return Object.keys(graph.resources).filter((id) => types.includes(typeOf(id)));
}

function withResource(graph: Graph, id: string, resource: Resource): Graph {
  return { ...graph, resources: { ...graph.resources, [id]: resource } };
}

function lines({ edges }: Picture): string[] {
  return edges.map(({ kind, from, to }) => `${from} ${kind} ${to}`).sort();
}

for (const environment of recorded()) {
  const graph = recordedGraph(environment);
  const picture = pictureOf(environment, graph);

  test(`every release, server and cluster of ${environment} has exactly one label`, async () => {
    const svg = parseXml(await svgOf(picture, "en"));
    const tooltips = below(svg).filter(({ name }) => name === "title");
    for (const id of idsOf(graph, RELEASE, CLUSTER, SERVER)) {
      assert.equal(tooltips.filter(({ text }) => text.split("\n").includes(id)).length, 1, id);
    }
    const drawn = [...picture.nodes, ...picture.frames];
    for (const { id, resources } of drawn.filter((one) => one.resources.length > 0)) {
      const labels = below(svg)
        .filter(({ attributes }) => attributes["data-id"] === id)
        .flatMap(({ children }) => children.filter(({ attributes }) => attributes.class === "title"));
      assert.ok(labels.length >= 1, `${id}: ${resources.join(", ")}`);
    }
  });

  test(`every store of ${environment} has a box, and servers of several roles have one`, () => {
    const stores = idsOf(graph, "bkpaas:bkrepo:Accounts").length;
    const storage = Object.keys(graph.resources).filter((id) => /^bkpaas:storage:\w+::/.test(id));
    const roles = storage.map((id) => {
      const { modes, addons } = graph.resources[id]?.inputs ?? {};
      return typeof modes === "object" && modes !== null
        ? Object.keys(modes).length
        : addons === undefined
          ? 1
          : 2;
    });
    const boxes = picture.nodes.filter(({ kind }) => kind === "store");
    assert.equal(
      boxes.length,
      roles.reduce((sum, count) => sum + count, stores),
    );
    assert.equal(new Set(boxes.map(({ title }) => title.en)).size, boxes.length);
    assert.equal(new Set(boxes.map(({ title }) => title.zh)).size, boxes.length);
  });

  test(`lines of ${environment} lead from a box to another, each once`, () => {
    const ids = picture.nodes.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { from, to } of picture.edges)
      assert.ok(ids.includes(from) && ids.includes(to), `${from} ${to}`);
    assert.equal(new Set(lines(picture)).size, picture.edges.length);
  });

  test(`every key of ${environment} is named where it goes, or as one that goes nowhere`, () => {
    const keys = graph.outputs.keys;
    assert.ok(typeof keys === "object" && keys !== null);
    const texts = picture.nodes.flatMap((node) => [...node.keys, ...node.lines.map(({ en }) => en)]);
    for (const key of Object.keys(keys)) {
      assert.ok(
        texts.some((text) => new RegExp(`\\b${key}\\b`).test(text)),
        key,
      );
    }
  });

  test(`pictures of ${environment} show no secret, not even its digest`, async () => {
    const digests = Object.values(graph.resources)
      .flatMap(({ inputs }) => leavesOf(inputs))
      .flatMap(({ digest }) => digest ?? []);
    assert.ok(digests.length > 10);
    for (const language of LANGUAGES) {
      for (const text of [await svgOf(picture, language), mermaidOf(picture, language)]) {
        assert.doesNotMatch(text, /secret:|\[secret\]|password-of/);
        assert.deepEqual(
          digests.filter((digest) => text.includes(digest)),
          [],
        );
      }
    }
  });
}

const dev = recordedGraph("dev");

test("a release that is new in the graph is in the picture, in its namespace and cluster", () => {
  const [cluster = ""] = idsOf(dev, CLUSTER);
  const inputs = {
    name: "bk-new",
    namespace: "elsewhere",
    chart: "./charts/bk-new",
    values: { "module-a": { processes: { web: { replicas: 3 } } }, url: "http://127.0.0.1:28080" },
  };
  const id = `bkpaas:platform:BkServices$${RELEASE}::new-release`;
  const { nodes, frames, edges } = pictureOf("dev", withResource(dev, id, { provider: cluster, inputs }));
  const node = nodes.find(({ resources }) => resources.includes(id));
  const frame = frames.find((one) => one.id === node?.frame);
  assert.equal(node?.title.en, "bk-new");
  assert.ok(node.lines.some(({ en }) => en === "module-a: web ×3"));
  assert.equal(frame?.title.en, "Namespace elsewhere");
  assert.equal(frames.find((one) => one.id === frame.within)?.resources[0], cluster);
  assert.ok(edges.some(({ from, to }) => from === node.id && to === "bkrepo"));
});

test("a cluster that is new in the graph is in the picture, with its release", () => {
  const cluster = `${CLUSTER}::app-cluster-south`;
  const release = `bkpaas:cluster:AppCluster$bkpaas:cluster:LogCollection$${RELEASE}::south-logs-release`;
  const inputs = { name: "logs", namespace: "blueking", chart: "./charts/logs", values: {} };
  const graph = withResource(
    withResource(withResource(dev, cluster, { inputs: { clusterIdentifier: "south" } }), release, {
      provider: cluster,
      parent: "bkpaas:cluster:AppCluster::south",
      inputs,
    }),
    "bkpaas:cluster:AppCluster::south",
    { inputs: { mode: "token", apiServers: ["https://10.0.9.1:6443"] } },
  );
  const { frames, nodes, edges } = pictureOf("dev", graph);
  const frame = frames.find(({ resources }) => resources.includes(cluster));
  assert.equal(frame?.title.en, "Application cluster south");
  assert.ok(frames.some(({ within }) => within === frame.id));
  const api = nodes.find((node) => node.frame === frame.id);
  assert.equal(api?.kind, "api");
  assert.ok(edges.some(({ from, to }) => from === "paas-stack-release" && to === api.id));
});

test("an initial cluster of which only address and login are known is a frame of its own", async () => {
  const initial = "bkpaas:cluster:InitialCluster::initial-cluster";
  const graph = {
    ...withResource(dev, initial, { inputs: { mode: "token", reapply: "never" } }),
    outputs: { ...dev.outputs, initialCluster: { apiServers: ["https://10.0.9.1:6443"] } },
  };
  const picture = pictureOf("dev", graph);
  const frame = picture.frames.find(({ resources }) => resources.includes(initial));
  const api = picture.nodes.find(({ resources }) => resources.includes(initial));
  assert.equal(frame?.kind, "cluster");
  assert.deepEqual([api?.kind, api?.frame], ["api", frame.id]);
  assert.deepEqual(
    api?.lines.map(({ en }) => en),
    ["https://10.0.9.1:6443", "login: given token"],
  );
  assert.match(await svgOf(picture, "zh"), /初始应用集群/);
});

test("a component of a type that nobody knows is an error that says where to say how it is drawn", () => {
  const graph = withResource(dev, "bkpaas:storage:Kafka::kafka", { inputs: {} });
  assert.throws(
    () => pictureOf("dev", graph),
    /bkpaas:storage:Kafka, such as kafka: .*picture\/components\.ts/,
  );
});

test("who is not told of a server has no line to it", () => {
  const silent = Object.fromEntries(
    Object.entries(dev.resources).map(([id, resource]) => [
      id,
      id.endsWith("::bk-services-release")
        ? { ...resource, inputs: { ...resource.inputs, values: {} } }
        : resource,
    ]),
  );
  const told = lines(pictureOf("dev", dev)).filter((line) => line.startsWith("bk-services-release"));
  const untold = lines(pictureOf("dev", { ...dev, resources: silent }));
  assert.deepEqual(told, [
    "bk-services-release talks bkrepo",
    "bk-services-release talks mysql-platform",
    "bk-services-release talks rabbitmq",
  ]);
  assert.deepEqual(
    untold.filter((line) => line.startsWith("bk-services-release")),
    [],
  );
});

test("keys flow to the releases that read them, named and no more", () => {
  const keysOf = (name: string): readonly string[] =>
    pictureOf("dev", dev).nodes.find(({ id }) => id === name)?.keys ?? [];
  assert.deepEqual(
    ["encryption", "jwt", "mysqlPlatform"].filter((key) => keysOf("paas-stack-release").includes(key)),
    ["encryption", "jwt", "mysqlPlatform"],
  );
  assert.ok(!keysOf("bk-services-release").includes("encryption"));
  assert.ok(keysOf("bk-services-release").includes("svcMysqlEncryption"));
  assert.deepEqual(keysOf("uploads-devops"), ["bkrepoPlatform"]);
});

test("the order of the resources changes no picture", async () => {
  for (const environment of ["dev", "clusters", "managed"]) {
    const graph = recordedGraph(environment);
    const turned = { ...graph, resources: Object.fromEntries(Object.entries(graph.resources).reverse()) };
    const [one, other] = [pictureOf(environment, graph), pictureOf(environment, turned)];
    assert.equal(mermaidOf(other, "en"), mermaidOf(one, "en"));
    assert.equal(await svgOf(other, "zh"), await svgOf(one, "zh"));
  }
});

test("an empty graph is a picture of what every environment has", async () => {
  const picture = pictureOf("empty", { resources: {}, outputs: {} });
  assert.deepEqual(
    picture.nodes.map(({ id }) => id),
    ["key-ring", "neighbours", "browsers"],
  );
  assert.deepEqual([picture.frames, picture.edges], [[], []]);
  const drawn = below(parseXml(await svgOf(picture, "en")));
  assert.equal(drawn.filter(({ attributes }) => attributes.class === "node").length, 3);
  assert.equal(drawn.filter(({ attributes }) => attributes.class === "entry").length, 2);
});

/** The graph of `clusters` with so many more clusters like its cluster `north`. */
function withClusters(graph: Graph, count: number): Graph {
  const resources = Object.entries(graph.resources).filter(([id]) => id.includes("north"));
  const { appClusters } = graph.outputs;
  assert.ok(resources.length > 3 && isObject(appClusters) && isObject(appClusters.north));
  const north = appClusters.north;
  const names = Array.from({ length: count }, (_, index) => `north${index}`);
  const named = <T>(value: T, name: string): T =>
    JSON.parse(JSON.stringify(value).replaceAll("north", name)) as T;
  return {
    resources: {
      ...graph.resources,
      ...Object.fromEntries(names.flatMap((name) => named(resources, name))),
    },
    outputs: {
      ...graph.outputs,
      appClusters: {
        ...appClusters,
        ...Object.fromEntries(names.map((name) => [name, { ...named(north, name), id: `id of ${name}` }])),
      },
    },
  };
}

test("ten application clusters are ten frames, each with its API and its own domain, in a picture that is no wider", async () => {
  const before = recordedGraph("clusters");
  const picture = pictureOf("clusters", withClusters(before, 7));
  const frames = picture.frames.filter(({ title }) => title.en.startsWith("Application cluster"));
  assert.equal(frames.length, 10);
  for (const { id } of frames) {
    assert.equal(picture.nodes.filter(({ kind, frame }) => kind === "api" && frame === id).length, 1);
  }
  const domains = picture.edges
    .flatMap(({ label }) => label.map(({ en }) => en))
    .filter((text) => /north\d/.test(text));
  assert.equal(new Set(domains).size, 7);
  const svg = parseXml(await svgOf(picture, "en"));
  assert.ok(Number(svg.attributes.width) <= 1600, svg.attributes.width);
  assert.equal(
    below(svg).filter(({ attributes }) => attributes.class === "edge").length,
    picture.edges.length,
  );
});

test("names of any signs are drawn as they are", async () => {
  const name = `a"b[c]{d}<script>alert(1)</script>&amp; \\ 中文`;
  const renamed = JSON.parse(
    JSON.stringify(dev).replaceAll("paas-system", JSON.stringify(name).slice(1, -1)),
  ) as Graph;
  const picture = pictureOf("dev", renamed);
  assert.ok(picture.frames.some(({ title }) => title.en === `Namespace ${name}`));
  const svg = parseXml(await svgOf(picture, "en"));
  assert.ok(below(svg).some(({ text }) => text === `Namespace ${name}`));
  assert.equal(
    below(svg).filter(({ attributes }) => attributes.class === "frame").length,
    picture.frames.length,
  );
});
