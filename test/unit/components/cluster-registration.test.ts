import assert from "node:assert/strict";
import { test } from "node:test";
import { registrationEnvironment } from "../../../components/cluster/registration-environment.ts";
import { registrationRequests } from "../../../components/cluster/registration-request.ts";
import { CERTIFICATE, TOKEN, pem, registrationWith } from "../../support/registration.ts";

const everything = registrationWith({
  name: "east",
  apiServers: ["https://10.0.0.10:6443", "https://10.0.0.11:6443"],
  appRootDomain: "hosts.example.com",
  httpsByDefault: true,
  frontendIp: "10.0.0.20",
  httpPort: 30_180,
  httpsPort: 30_543,
  bcs: { clusterId: "BCS-K8S-10000", projectId: "project", bizId: "2" },
  nodeSelector: { pool: "apps" },
  tolerations: [
    { key: "dedicated", operator: "Equal", value: "apps", effect: "NoExecute", tolerationSeconds: 60 },
  ],
  features: { INGRESS_USE_REGEX: true },
});

/** What both versions of the command read alike. */
const ALIKE = {
  PAAS_WL_CLUSTER_APP_ROOT_DOMAIN: "hosts.example.com",
  PAAS_WL_CLUSTER_SUB_PATH_DOMAIN: "apps.example.com",
  PAAS_WL_CLUSTER_ENABLED_HTTPS_BY_DEFAULT: "true",
  PAAS_WL_CLUSTER_FRONTEND_INGRESS_IP: "10.0.0.20",
  PAAS_WL_CLUSTER_HTTP_PORT: "30180",
  PAAS_WL_CLUSTER_HTTPS_PORT: "30543",
  PAAS_WL_CLUSTER_BCS_CLUSTER_ID: "BCS-K8S-10000",
  PAAS_WL_CLUSTER_BCS_PROJECT_ID: "project",
  PAAS_WL_CLUSTER_BK_BIZ_ID: "2",
  PAAS_WL_CLUSTER_CA_DATA: pem("authority"),
  PAAS_WL_CLUSTER_TOKEN_VALUE: TOKEN,
  PAAS_WL_CLUSTER_NODE_SELECTOR: '{"pool":"apps"}',
  PAAS_WL_CLUSTER_TOLERATIONS:
    '[{"key":"dedicated","operator":"Equal","value":"apps","effect":"NoExecute","tolerationSeconds":60}]',
  PAAS_WL_CLUSTER_FEATURE_FLAGS: '{"INGRESS_USE_REGEX":true}',
};

test("the command before April 2025 reads addresses between semicolons, and a region", () => {
  assert.deepEqual(registrationEnvironment(everything, "list"), {
    ...ALIKE,
    PAAS_WL_CLUSTER_API_SERVER_URLS: "https://10.0.0.10:6443;https://10.0.0.11:6443",
    PAAS_WL_CLUSTER_REGION: "default",
  });
});

test("the command since April 2025 reads addresses as JSON, and ElasticSearch where it is given", () => {
  const hosts = "[{host='es.example.com', port='9200', http_auth='reader:s3cret'}]";
  assert.deepEqual(registrationEnvironment(everything, "json", hosts), {
    ...ALIKE,
    PAAS_WL_CLUSTER_API_SERVER_URLS: '["https://10.0.0.10:6443","https://10.0.0.11:6443"]',
    PAAS_ELASTICSEARCH_HOSTS: hosts,
  });
});

test("every variable that the first command fails without is there, empty where nothing is configured", () => {
  const environment = registrationEnvironment(registrationWith({ login: CERTIFICATE }), "list");
  assert.deepEqual(environment, {
    PAAS_WL_CLUSTER_REGION: "default",
    PAAS_WL_CLUSTER_APP_ROOT_DOMAIN: "apps.example.com",
    PAAS_WL_CLUSTER_SUB_PATH_DOMAIN: "apps.example.com",
    PAAS_WL_CLUSTER_ENABLED_HTTPS_BY_DEFAULT: "false",
    PAAS_WL_CLUSTER_FRONTEND_INGRESS_IP: "",
    PAAS_WL_CLUSTER_HTTP_PORT: "80",
    PAAS_WL_CLUSTER_HTTPS_PORT: "443",
    PAAS_WL_CLUSTER_API_SERVER_URLS: "https://10.0.0.10:6443",
    PAAS_WL_CLUSTER_BCS_CLUSTER_ID: "",
    PAAS_WL_CLUSTER_BCS_PROJECT_ID: "",
    PAAS_WL_CLUSTER_BK_BIZ_ID: "",
    PAAS_WL_CLUSTER_CA_DATA: pem("authority"),
    PAAS_WL_CLUSTER_CERT_DATA: pem("certificate"),
    PAAS_WL_CLUSTER_KEY_DATA: pem("key"),
    PAAS_WL_CLUSTER_NODE_SELECTOR: "{}",
    PAAS_WL_CLUSTER_TOLERATIONS: "[]",
  });
});

test("since April 2025 the ids of BCS come together or not at all", () => {
  const idsOf = (bizId?: string): string[] =>
    Object.keys(
      registrationEnvironment(
        registrationWith({ bcs: { clusterId: "BCS-K8S-10000", projectId: "project", bizId } }),
        "json",
      ),
    ).filter((name) => /BCS|BIZ/.test(name));
  assert.deepEqual(idsOf(), []);
  assert.equal(idsOf("2").length, 3);
});

const CONTEXT = {
  containerLogDir: "/var/log/pods",
  namespace: "blueking",
  imageRegistry: "registry.example.com/paas",
  elasticsearch: {
    scheme: "http",
    host: "es.example.com",
    port: 9200,
    username: "reader",
    password: "s3cret",
  },
} as const;

/** Fields of the first request, by the serializer. */
const CREATED = {
  name: "east",
  description: "application cluster east",
  cluster_source: "bcs",
  bcs_project_id: "project",
  bcs_cluster_id: "BCS-K8S-10000",
  bk_biz_id: "2",
  api_address_type: "custom",
  api_servers: ["https://10.0.0.10:6443", "https://10.0.0.11:6443"],
  auth_type: "token",
  token: TOKEN,
  container_log_dir: "/var/log/pods",
  access_entry_ip: "10.0.0.20",
  elastic_search_config: CONTEXT.elasticsearch,
  available_tenant_ids: ["default"],
};

const UPDATED = {
  ...CREATED,
  component_preferred_namespace: "blueking",
  component_image_registry: "registry.example.com/paas",
  feature_flags: { INGRESS_USE_REGEX: true },
  node_selector: { pool: "apps" },
  tolerations: everything.tolerations,
};

test("the platform's API is asked for the cluster, then for its domains, those of paths at last", () => {
  const domain = (name: string) => [{ name, https_enabled: true, reserved: false }];
  assert.deepEqual(registrationRequests(everything, CONTEXT), [
    { method: "POST", path: "/api/plat_mgt/infras/clusters/", body: CREATED },
    {
      method: "PUT",
      path: "/api/plat_mgt/infras/clusters/east/",
      body: { ...UPDATED, app_address_type: "subdomain", app_domains: domain("hosts.example.com") },
    },
    {
      method: "PUT",
      path: "/api/plat_mgt/infras/clusters/east/",
      body: { ...UPDATED, app_address_type: "subpath", app_domains: domain("apps.example.com") },
    },
  ]);
});

test("a cluster with a certificate and a name for its front end is told without token and address", () => {
  const [create] = registrationRequests(
    registrationWith({ login: CERTIFICATE, frontendIp: "ingress.example.com" }),
    CONTEXT,
  );
  const { body } = create ?? assert.fail();
  assert.equal(body["auth_type"], "cert");
  assert.deepEqual([body["ca"], body["cert"], body["key"]], ["authority", "certificate", "key"].map(pem));
  assert.ok(!("token" in body));
  assert.equal(body["access_entry_ip"], "");
  assert.equal(body["cluster_source"], "native_k8s");
});

test("the one address of a gateway of BCS is told as such", () => {
  const bcs = { clusterId: "BCS-K8S-10000", projectId: "project", bizId: "2" };
  const apiServers = ["https://bcs-api.example.com/clusters/BCS-K8S-10000"];
  const [create] = registrationRequests(registrationWith({ bcs, apiServers }), CONTEXT);
  assert.equal(create?.body["api_address_type"], "bcs_gateway");
});

test("seconds of a toleration go only with NoExecute, and a value only with Equal", () => {
  const tolerations = [
    { key: "a", operator: "Exists", value: "x", effect: "NoSchedule", tolerationSeconds: 60 },
  ] as const;
  const update = registrationRequests(registrationWith({ tolerations }), CONTEXT)[1];
  assert.deepEqual(update?.body["tolerations"], [{ key: "a", operator: "Exists", effect: "NoSchedule" }]);
});
