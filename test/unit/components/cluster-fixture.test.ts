import assert from "node:assert/strict";
import { test } from "node:test";
import { clusterFixture } from "../../../components/cluster/fixture.ts";
import type { Registration } from "../../../components/cluster/registration.ts";
import { CERTIFICATE, TOKEN, pem, registrationWith } from "../../support/registration.ts";

interface Row {
  readonly model: string;
  readonly pk: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function rowsOf(changes: Partial<Registration<string>> = {}): [cluster: Row, ...servers: Row[]] {
  return JSON.parse(clusterFixture(registrationWith(changes))) as [Row, ...Row[]];
}

const fieldsOf = (changes?: Partial<Registration<string>>) => rowsOf(changes)[0].fields;

const INITIAL = "332d740b-03ed-40f2-aa6b-c90cc5f1e89c";
const TIMES = { created: "2021-02-23T09:52:25Z", updated: "2021-02-23T09:52:25Z" };
const APPS = [{ name: "apps.example.com", https_enabled: false }];

test("the initial cluster is the platform's default one, by its token", () => {
  assert.deepEqual(rowsOf(), [
    {
      model: "cluster.Cluster",
      pk: INITIAL,
      fields: {
        ...TIMES,
        region: "default",
        name: "default-main",
        description: "default application cluster",
        is_default: true,
        ingress_config: {
          default_ingress_domain_tmpl: "%s.apps.example.com",
          frontend_ingress_ip: "",
          app_root_domains: APPS,
          sub_path_domains: APPS,
          port_map: { http: 80, https: 443 },
        },
        annotations: { bcs_cluster_id: "", bcs_project_id: "" },
        ca_data: pem("authority"),
        cert_data: null,
        key_data: null,
        token_type: 1,
        token_value: TOKEN,
      },
    },
    {
      model: "cluster.APIServer",
      pk: "d395e9f6-54f4-4fb6-837a-feafacee73e4",
      fields: { ...TIMES, cluster_id: INITIAL, host: "https://10.0.0.10:6443" },
    },
  ]);
});

test("a certificate takes the token's place", () => {
  const { ca_data, cert_data, key_data, token_type, token_value } = fieldsOf({ login: CERTIFICATE });
  assert.deepEqual([ca_data, cert_data, key_data], ["authority", "certificate", "key"].map(pem));
  assert.deepEqual([token_type, token_value], [null, null]);
});

test("a token without an authority leaves the platform without one", () => {
  assert.equal(fieldsOf({ login: { by: "token", token: TOKEN } })["ca_data"], null);
});

test("every API server has a row of its own, whichever stands first", () => {
  const hosts = ["https://10.0.0.10:6443", "https://10.0.0.11:6443"];
  const [, ...servers] = rowsOf({ apiServers: hosts });
  const [, ...reversed] = rowsOf({ apiServers: hosts.toReversed() });
  assert.deepEqual(
    servers.map(({ fields }) => fields["host"]),
    hosts,
  );
  assert.equal(new Set(servers.map(({ pk }) => pk)).size, 2);
  assert.deepEqual(reversed, servers.toReversed());
});

test("another cluster is no default, and its API server another row than the initial cluster's of the same address", () => {
  const id = "11111111-2222-4333-8444-555555555555";
  const [cluster, server] = rowsOf({ id, name: "east" });
  assert.equal(cluster.pk, id);
  assert.equal(cluster.fields["name"], "east");
  assert.equal(cluster.fields["is_default"], false);
  assert.equal(server?.fields["cluster_id"], id);
  const [, initial] = rowsOf();
  assert.notEqual(server.pk, initial?.pk);
});

test("domains of hosts and of paths are each what was configured", () => {
  const domainsOf = (changes: Partial<Registration<string>>) => {
    const { ingress_config: config } = fieldsOf(changes) as { ingress_config: Record<string, unknown> };
    const {
      default_ingress_domain_tmpl: template,
      app_root_domains: hosts,
      sub_path_domains: paths,
    } = config;
    return { template, hosts, paths };
  };
  const hosts = [{ name: "hosts.example.com", https_enabled: true }];
  const both = { appRootDomain: "hosts.example.com", httpsByDefault: true };
  assert.deepEqual(domainsOf(both), {
    template: "%s.apps.example.com",
    hosts,
    paths: [{ name: "apps.example.com", https_enabled: true }],
  });
  assert.deepEqual(domainsOf({ ...both, subPathDomain: undefined }), { template: "", hosts, paths: [] });
});

test("front-end address, ports and BCS are told", () => {
  const { ingress_config: config, annotations } = fieldsOf({
    frontendIp: "10.0.0.20",
    httpPort: 30_180,
    httpsPort: 30_543,
    bcs: { clusterId: "BCS-K8S-10000", projectId: "project", bizId: "2" },
  }) as { ingress_config: Record<string, unknown>; annotations: unknown };
  assert.equal(config["frontend_ingress_ip"], "10.0.0.20");
  assert.deepEqual(config["port_map"], { http: 30_180, https: 30_543 });
  assert.deepEqual(annotations, {
    bcs_cluster_id: "BCS-K8S-10000",
    bcs_project_id: "project",
    bk_biz_id: "2",
  });
});

test("what images before 2022 have no column for is told only where it is configured", () => {
  const later = ["default_node_selector", "default_tolerations", "feature_flags"];
  const plain = fieldsOf();
  assert.deepEqual(
    later.filter((column) => column in plain),
    [],
  );
  const tolerations = [{ key: "dedicated", operator: "Exists", effect: "NoSchedule" }] as const;
  const fields = fieldsOf({
    nodeSelector: { pool: "apps" },
    tolerations,
    features: { INGRESS_USE_REGEX: true },
  });
  assert.deepEqual(
    later.map((column) => fields[column]),
    [{ pool: "apps" }, tolerations, { INGRESS_USE_REGEX: true }],
  );
});
