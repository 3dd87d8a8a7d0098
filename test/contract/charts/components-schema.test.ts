// The two charts of application clusters as others are held to it: helm's lint, their schema, and every Kubernetes they are for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it, test } from "node:test";
import { BIN } from "../support/checkout.ts";
import { execute } from "../support/execute.ts";
import { podOf, refusal, render } from "../support/render.ts";
import { INGRESS, LOGS, ownIngress, ownLogs } from "./components.ts";
import { type Values, at, over } from "./installed.ts";

const below = (prefix: string, keys: readonly string[]) => keys.map((key) => `${prefix}.${key}`);
const IMAGE = below("image", ["registry", "repository", "tag", "pullPolicy"]);

/** Keys of chart bk-ingress-nginx 1.1.0 that operators set, spelled as there. */
const INGRESS_KEYS = [
  ...IMAGE,
  ...["image.pullSecrets", "global.imagePullSecrets", "ingressClass", "kind", "replicaCount", "minAvailable"],
  ...[
    "hostNetwork",
    "dnsPolicy",
    "electionID",
    "extraArgs",
    "extraEnvs",
    "extraVolumes",
    "extraVolumeMounts",
  ],
  ...["config.log-format-upstream", "proxySetHeaders", "addHeaders", "priorityClassName", "podLabels"],
  ...["podAnnotations", "nodeSelector", "tolerations", "affinity", "resources", "podSecurityContext"],
  ...["securityContext", "terminationGracePeriodSeconds", "containerPort.http", "containerPort.https"],
  ...below("proxy", ["useForwardedHeaders", "trustedIPCidr", "proxyBodySize", "proxyReadTimeout"]),
  ...below("proxy", ["proxySendTimeout", "workerShutdownTimeout", "workerProcesses", "hstsEnabled"]),
  ...["proxy.errorLogLevel", "rbac.create", "serviceAccount.create", "serviceAccount.name"],
  ...below("accessControl", ["internalNetworkEntryIPList", "internalNetworkExportIPList"]),
  ...below("service", ["type", "ports.http", "ports.https", "nodePorts.http", "nodePorts.https"]),
  ...below("service", ["annotations", "externalIPs", "externalTrafficPolicy"]),
  ...["livenessProbe", "readinessProbe"].flatMap((probe) => below(probe, ["port", "initialDelaySeconds"])),
];

/** The documented keys of chart bkapp-log-collection 1.1.7, and those of its parts that operators set. */
const LOGS_KEYS = [
  ...["Schema", "Host", "Port", "Username", "Password"].map((key) => `global.elasticSearch${key}`),
  "global.imagePullSecrets.extraSecrets",
  ...below("bkapp-filebeat", [...IMAGE, "containersLogPath", "hostPathRoot", "resources", "tolerations"]),
  ...below("bkapp-logstash", [...IMAGE, "appLogPrefix", "ingressLogPrefix", "replicas", "logstashJavaOpts"]),
  ...["bkapp-filebeat", "bkapp-logstash"].flatMap((part) =>
    below(part, ["nodeSelector", "affinity", "podAnnotations", "priorityClassName", "securityContext"]),
  ),
];

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
}

const CHARTS: readonly {
  readonly chart: string;
  readonly keys: readonly string[];
  readonly values: Values;
  readonly maps: readonly string[];
}[] = [
  {
    chart: INGRESS,
    keys: INGRESS_KEYS,
    values: ownIngress({ replicas: 2 }),
    maps: ["", "global", "image", "proxy", "accessControl", "service", "service.nodePorts", "rbac"],
  },
  {
    chart: LOGS,
    keys: LOGS_KEYS,
    values: over(ownLogs(), {
      global: { existingSecret: "", elasticSearchUsername: "user", elasticSearchPassword: "password" },
      "bkapp-logstash": { replicas: 2 },
    }),
    maps: [
      "",
      "global",
      "global.imagePullSecrets",
      "bkapp-filebeat",
      "bkapp-filebeat.image",
      "bkapp-logstash",
    ],
  },
];

/** APIs of each kind, at the least version of Kubernetes, before and after they changed, and at the last. */
const VERSIONS = [
  { kubernetes: "1.13.0", budget: "policy/v1beta1", hasClass: false },
  { kubernetes: "1.18.9", budget: "policy/v1beta1", hasClass: false },
  { kubernetes: "1.21.0", budget: "policy/v1", hasClass: true },
  { kubernetes: "1.36.0", budget: "policy/v1", hasClass: true },
] as const;

for (const { chart, keys, values, maps } of CHARTS) {
  describe(`chart ${path.basename(chart)}`, () => {
    const schema = JSON.parse(readFileSync(path.join(chart, "values.schema.json"), "utf8")) as Schema & {
      readonly definitions: Readonly<Record<string, Schema>>;
    };
    const step = (here: Schema | undefined, key: string): Schema | undefined => {
      const more = here?.additionalProperties;
      const next = here?.properties?.[key] ?? (typeof more === "object" ? more : undefined);
      return next?.$ref === undefined ? next : schema.definitions[next.$ref.replace("#/definitions/", "")];
    };

    it("has nothing amiss for helm", async () => {
      for (const given of [{}, values]) {
        const args = ["lint", "--strict", chart, "--values", "-"];
        const run = await execute(path.join(BIN, "helm"), args, { input: JSON.stringify(given) });
        assert.equal(run.code, 0, run.stdout);
        assert.doesNotMatch(run.stdout, /ERROR|WARNING/);
      }
    });

    it("has every documented key in its schema", () => {
      const find = (key: string) => key.split(".").reduce<Schema | undefined>(step, schema);
      assert.deepEqual(
        keys.filter((key) => find(key) === undefined),
        [],
      );
    });

    it("refuses an unknown key wherever it stands", async () => {
      const unknown = maps.map((place) => at(place === "" ? "unknown" : `${place}.unknown`, "x"));
      const refused = await refusal(chart, unknown.reduce(over, values));
      for (const place of maps) {
        const pointer = place === "" ? "" : `/${place.replaceAll(".", "/")}`;
        assert.ok(refused.includes(`at '${pointer}': additional properties 'unknown' not allowed`), place);
      }
    });

    it("is refused without an image", async () => {
      const image = { repository: "" };
      const without = { image, "bkapp-logstash": { image } };
      const only = chart === INGRESS ? { image } : { "bkapp-logstash": without["bkapp-logstash"] };
      assert.match(await refusal(chart, over(values, only)), /image\.repository is required/);
    });

    for (const { kubernetes, budget, hasClass } of VERSIONS) {
      it(`is of APIs that Kubernetes ${kubernetes} serves`, async () => {
        const rendered = await render(chart, values, { kubernetes });
        const expected: Readonly<Record<string, string>> = {
          ...Object.fromEntries(
            ["ConfigMap", "Secret", "Service", "ServiceAccount"].map((kind) => [kind, "v1"]),
          ),
          ...Object.fromEntries(["Deployment", "DaemonSet"].map((kind) => [kind, "apps/v1"])),
          ...Object.fromEntries(
            ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"].map((kind) => [
              kind,
              "rbac.authorization.k8s.io/v1",
            ]),
          ),
          PodDisruptionBudget: budget,
          IngressClass: "networking.k8s.io/v1",
        };
        for (const { apiVersion, kind } of rendered.objects) assert.equal(apiVersion, expected[kind], kind);
        assert.equal(rendered.ofKind("IngressClass").length > 0, hasClass && chart === INGRESS);
        assert.equal(rendered.text.includes("--controller-class"), hasClass && chart === INGRESS);
        assert.equal(rendered.ofKind("PodDisruptionBudget").length, 1);
        for (const object of rendered.objects) {
          const { seccompProfile } = (podOf(object)?.spec["securityContext"] ?? {}) as Values;
          const isPod = podOf(object) !== undefined;
          assert.equal(seccompProfile !== undefined, isPod && Number(kubernetes.split(".")[1]) >= 19);
        }
      });
    }
  });
}

test("what both schemas define by the same name is the same", () => {
  const [ingress = {}, logs = {}] = CHARTS.map(
    ({ chart }) =>
      (
        JSON.parse(readFileSync(path.join(chart, "values.schema.json"), "utf8")) as {
          readonly definitions: Values;
        }
      ).definitions,
  );
  const common = Object.keys(ingress).filter((name) => name in logs);
  assert.deepEqual(common.sort(), ["annotations", "free", "items", "texts"]);
  for (const name of common) assert.deepEqual(ingress[name], logs[name], name);
});
