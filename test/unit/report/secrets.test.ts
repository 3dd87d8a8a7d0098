import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../support/fast-check.ts";
import { stringify } from "yaml";
import type { Json, JsonObject } from "../../../provider/protocol/value.ts";
import { document } from "../../../report/markdown/document.ts";
import type { ChartTool } from "../../../report/manifests/chart-tool.ts";
import { reportOfGraphs, reportOfPreview } from "../../../report/report.ts";
import { graphOf } from "./graphs.ts";
import { RELEASE } from "./manifests.ts";

// Secrets that stand in the clear where they should not, or that only the chart makes: none of them is ever shown.

const SECRET = "kubernetes:core/v1:Secret::s";
const CONFIG = "kubernetes:core/v1:ConfigMap::c";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** As somebody may write it into an address without encoding it. */
const written = (secret: string): string => secret.replaceAll(/[\s"'\\]/g, "");

/** Ways in which a secret stands somewhere, each a part of a release's values. */
const PLACES: Readonly<Record<string, (secret: string) => JsonObject>> = {
  "by its key": (secret) => ({ dbPassword: secret }),
  "by its key, deep in a list": (secret) => ({ stores: [{ name: "a", auth: { password: secret } }] }),
  "by the name of a variable": (secret) => ({ env: [{ name: "BK_APP_SECRET", value: secret }] }),
  "in an address": (secret) => ({ url: `amqp://user:${encodeURIComponent(secret)}@host/x` }),
  "in an address as it is": (secret) => ({ url: `amqp://user:${written(secret)}@host:5672/x` }),
  "in an address in JSON": (secret) => ({
    json: JSON.stringify({ a: [`redis://:${written(secret)}@host`, "x@y"] }),
  }),
  "in JSON": (secret) => ({ json: JSON.stringify({ a: { "db-password": secret, port: 1 } }) }),
  "in JSON in JSON": (secret) => ({ json: JSON.stringify({ a: JSON.stringify({ token: secret }) }) }),
  "in a variable in JSON": (secret) => ({
    json: JSON.stringify([{ name: "BK_APP_SECRET", value: secret }]),
  }),
  "in YAML": (secret) => ({ file: `a:\n  password: ${JSON.stringify(secret)}\n  port: 1\n` }),
  "in lines of YAML": (secret) => ({ file: `a:\n  password: |-\n    ${secret}\n  port: 1\n` }),
  "as a private key": (secret) => ({
    file: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`,
  }),
};

/** A chart that writes its values down wherever a chart can. */
const charts: ChartTool = {
  render: ({ values }) => {
    const secret = typeof values.own === "string" ? values.own : "";
    const { env: variables = [] } = values;
    const config = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
    const env = Object.entries(config).map(([name, value]) => ({ name, value }));
    const container = { name: "web", image: "a:1", env, more: variables };
    const objects: Json[] = [
      { kind: "ConfigMap", metadata: { name: "c" }, data: { ...config, "values.yaml": stringify(values) } },
      { kind: "Secret", metadata: { name: "s" }, data: { own: base64(secret) }, stringData: { two: secret } },
      {
        kind: "Deployment",
        metadata: { name: "d" },
        spec: { template: { spec: { containers: [container] } } },
      },
    ];
    return Promise.resolve({ yaml: stringify({ kind: "List", items: objects }), namesRevision: false });
  },
  isSame: () => true,
};

/** What a report of a release, a ConfigMap and a Secret says that get other values. */
async function told(old: JsonObject, now: JsonObject): Promise<string> {
  const graph = (values: JsonObject) =>
    graphOf({
      [RELEASE]: { provider: "p", inputs: { name: "r", chart: "./charts/x", values } },
      [CONFIG]: { provider: "p", inputs: { metadata: { name: "c" }, data: values } },
      [SECRET]: { provider: "p", inputs: { metadata: { name: "s" }, stringData: values } },
    });
  const ground = { stack: "dev", base: "main", charts };
  return document(await reportOfGraphs({ ...ground, old: graph(old), now: graph(now) }));
}

/** A text that stands nowhere by chance, with whatever passwords have in them. */
const secrets = fc
  .string({
    unit: fc.constantFrom(...Array.from("abcXYZ019+/=?#@:!$%&-_. \"'\\")),
    minLength: 0,
    maxLength: 8,
  })
  .map((text) => `Canary${text}yranaC`);

function shows(text: string, secret: string): boolean {
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64(secret)];
  return forms.some((form) => text.includes(form)) || /Canary|yranaC/.test(text);
}

for (const [place, put] of Object.entries(PLACES)) {
  test(`a secret ${place} is never shown: where it comes, changes, stays and goes`, async () => {
    await fc.assert(
      fc.asyncProperty(secrets, secrets, async (one, other) => {
        const [before, after] = [
          { ...put(one), plain: "1" },
          { ...put(other), plain: "2" },
        ];
        for (const [old, now] of [
          [before, after],
          [{}, after],
          [before, {}],
          [before, { ...before, plain: "3" }],
        ] as const) {
          const text = await told(old, now);
          assert.ok(!shows(text, one) && !shows(text, other), text);
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
}

test("what stands for a secret of the graph is not shown either, in the clear or in Base64", async () => {
  const values = (digest: string): JsonObject => ({ own: `<secret:values.own#${digest}>` });
  const text = await told(values("00000001"), values("00000002"));
  assert.match(text, /\(secret, changed\)/);
  assert.doesNotMatch(text, /bksecret|<secret:|0000000/);
  assert.ok(!text.includes(base64("bksecret").slice(0, 8)));
});

test("that a secret changed is told, wherever it stands", async () => {
  for (const put of Object.values(PLACES)) {
    const text = await told(put("Canary1"), put("Canary2"));
    assert.match(text, /\((secret|private key), changed\)/);
  }
});

test("what helm and the engine say of a secret in the clear is told without it", async () => {
  const words = "values.url: amqp://user:Canary@host is no number\n-----BEGIN PRIVATE KEY-----\nCanary";
  const complaining: ChartTool = { ...charts, render: () => Promise.resolve({ notRendered: words }) };
  const graph = (plain: string) => graphOf({ [RELEASE]: { provider: "p", inputs: { values: { plain } } } });
  const ground = { stack: "dev", base: "main", charts: complaining };
  const report = await reportOfGraphs({ ...ground, old: graph("1"), now: graph("2") });
  assert.doesNotMatch(document(report), /Canary/);
  const diagnostics = ["error", "warning"].map((severity) => ({ severity, message: words }));
  const failed = await reportOfPreview({ ...ground, preview: JSON.stringify({ diagnostics, duration: 1 }) });
  assert.doesNotMatch(document(failed), /Canary/);
  assert.doesNotMatch(document(await reportOfPreview({ ...ground, preview: "", failure: words })), /Canary/);
});
