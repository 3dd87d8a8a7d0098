import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { initialClusterValues } from "../../../components/cluster/chart-values.ts";
import { clusterFixture } from "../../../components/cluster/fixture.ts";
import type { Registration } from "../../../components/cluster/registration.ts";
import { atOnce } from "../../../components/platform/bkpaas3/input.ts";
import { bkpaas3Values } from "../../../components/platform/bkpaas3/values.ts";
import { paasStackValues } from "../../../components/platform/paas-stack/values.ts";
import { CLUSTER_HOOKS } from "../../../config/platform/install-only.ts";
import { BKPAAS3, bkpaas3Input, bkpaas3Secrets } from "../../support/bkpaas3.ts";
import { platformInput, secretOf } from "../../support/platform.ts";
import { CERTIFICATE, TOKEN, pem, registrationWith } from "../../support/registration.ts";
import { PAAS_STACK, over, paasStack } from "../charts/installed.ts";
import { type Rendered, render } from "../support/render.ts";

const archive = process.env.BKPAAS3_CHART;
const skip =
  archive === undefined ? "chart bkpaas3 0.1.3 is not ours to pass on: BKPAAS3_CHART=<its archive>" : false;

type Changes = Partial<Registration<string>>;

interface Row {
  readonly model: string;
  readonly pk: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const NAME = "bkpaas3-workloads-initial-cluster";

/** What a chart may be told in every way that it has. */
const CLUSTERS: Readonly<Record<string, Changes>> = {
  "with a token": {},
  "with a token and no authority": { login: { by: "token", token: TOKEN } },
  "with a certificate": { login: CERTIFICATE },
  "with two addresses": { apiServers: ["https://10.0.0.10:6443", "https://[fd00::1]:6443"] },
  "with everything else": {
    appRootDomain: "hosts.example.com",
    httpsByDefault: true,
    frontendIp: "10.0.0.20",
    httpPort: 30_180,
    httpsPort: 30_543,
    bcs: { clusterId: "BCS-K8S-10000", projectId: "project" },
  },
};

for (const [which, changes] of Object.entries(CLUSTERS)) {
  test(`our fixture of a cluster ${which} is what our chart makes of the documented values`, async () => {
    const registration = registrationWith(changes);
    const initialCluster = initialClusterValues(registration, "host");
    const rendered = await render(PAAS_STACK, over(paasStack, { workloads: { initialCluster } }));
    const { data } = rendered.object("Secret", NAME);
    const text = Buffer.from(data?.["cluster.yaml"] ?? "", "base64").toString();
    assert.deepEqual(JSON.parse(clusterFixture(registration)), JSON.parse(text));
  });
}

/** Our chart as the program installs it. */
function ownChart(reapply: "never" | "always"): Promise<Rendered> {
  const secrets = { apiserver: secretOf("apiserver"), workloads: secretOf("workloads") };
  const initialise = new Set(reapply === "always" ? CLUSTER_HOOKS : []);
  const values = paasStackValues({ ...platformInput, initialise }, secrets, {
    bkrepo: secretOf("bkrepo"),
    present: { sentryDsn: false, sentinelPassword: false },
    digest: "chart",
    initialCluster: { name: NAME, digest: "digest-of-the-cluster", reapply },
  });
  return render(PAAS_STACK, values);
}

const HOOKS = ["bkpaas3-workloads-initial-fixtures", "bkpaas3-workloads-generate-initial-cluster-state"];

for (const [reapply, positions] of [
  ["never", ["pre-install", "post-install"]],
  ["always", ["pre-install,pre-upgrade", "post-install,post-upgrade"]],
] as const) {
  test(`with reapply ${reapply} our chart registers the cluster at ${positions.join(" and ")}`, async () => {
    const rendered = await ownChart(reapply);
    assert.deepEqual(
      HOOKS.map((name) => rendered.object("Job", name).metadata.annotations?.["helm.sh/hook"]),
      positions,
    );
    assert.deepEqual(rendered.ofKind("Secret"), [], "the program makes the Secret");
    assert.match(
      JSON.stringify(rendered.pod("Job", HOOKS[0] ?? "").spec["volumes"]),
      new RegExp(`"${NAME}"`),
    );
    const restarted = rendered.text.includes("checksum/cluster: digest-of-the-cluster");
    assert.equal(restarted, reapply === "always");
  });
}

test("with our chart no credential of the cluster stands anywhere but in its Secret, and there each once", async () => {
  const credentials = [TOKEN, ...["authority", "certificate", "key"].map(pem)];
  for (const login of [registrationWith().login, CERTIFICATE]) {
    const fixture = clusterFixture(registrationWith({ login }));
    const expected =
      login.by === "token" ? [login.ca ?? "", login.token] : [login.ca, login.certificate, login.key];
    for (const credential of expected) assert.equal(fixture.split(credential).length - 1, 1);
  }
  for (const reapply of ["never", "always"] as const) {
    const { text } = await ownChart(reapply);
    for (const credential of credentials) {
      assert.ok(!text.includes(credential));
      assert.ok(!text.includes(Buffer.from(credential).toString("base64")));
    }
  }
});

/** The rows of the ConfigMap that chart bkpaas3 0.1.3 makes, as a reader of YAML 1.1 such as the platform's sees them. */
async function rowsOfBkpaas3(changes: Changes): Promise<[cluster: Row, ...servers: Row[]]> {
  const secrets = { ...bkpaas3Secrets, initialCluster: registrationWith(changes) };
  const rendered = await render(archive ?? "", bkpaas3Values(bkpaas3Input, secrets, BKPAAS3, atOnce));
  const text = rendered.object("ConfigMap", NAME).data?.["cluster.yaml"] ?? "";
  return parse(text, { version: "1.1" }) as [Row, ...Row[]];
}

test("chart bkpaas3 0.1.3 loads address, authority and decoded token of the cluster", { skip }, async () => {
  const [cluster, ...servers] = await rowsOfBkpaas3({});
  assert.deepEqual(
    [cluster.fields["ca_data"], cluster.fields["token_value"], cluster.fields["token_type"]],
    [pem("authority"), TOKEN, 1],
  );
  assert.deepEqual([cluster.fields["cert_data"], cluster.fields["key_data"]], [null, null]);
  assert.deepEqual(
    servers.map(({ fields }) => fields["host"]),
    ["https://10.0.0.10:6443"],
  );
});

test("chart bkpaas3 0.1.3 loads a certificate, domains, ports and the ids of BCS", { skip }, async () => {
  const [{ fields }] = await rowsOfBkpaas3({ ...CLUSTERS["with everything else"], login: CERTIFICATE });
  assert.deepEqual(
    ["ca_data", "cert_data", "key_data", "token_value"].map((column) => fields[column]),
    [...["authority", "certificate", "key"].map(pem), null],
  );
  assert.deepEqual(fields["annotations"], { bcs_cluster_id: "BCS-K8S-10000", bcs_project_id: "project" });
  assert.deepEqual(fields["ingress_config"], {
    default_ingress_domain_tmpl: "%s.apps.example.com",
    frontend_ingress_ip: "10.0.0.20",
    app_root_domains: [{ name: "hosts.example.com", https_enabled: true }],
    sub_path_domains: [{ name: "apps.example.com", https_enabled: true }],
    port_map: { http: 30_180, https: 30_543 },
  });
});

for (const word of ["123456", "yes", "2024-01-01", "a: b #c", `it's "so"`, "%x", "[a]"]) {
  test(`${word} is the token that chart bkpaas3 0.1.3 loads`, { skip }, async () => {
    const [{ fields }] = await rowsOfBkpaas3({ login: { by: "token", ca: pem("authority"), token: word } });
    assert.equal(fields["token_value"], word);
  });
}

test(
  "chart bkpaas3 0.1.3 writes every address over the one before, so that one alone is told",
  { skip },
  async () => {
    const [, ...servers] = await rowsOfBkpaas3(CLUSTERS["with two addresses"] ?? {});
    assert.equal(new Set(servers.map(({ pk }) => pk)).size, 1);
  },
);
