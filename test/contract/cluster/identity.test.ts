// The platform's account in a cluster, made by a program with the plugin kubernetes under test: its rights and its token's life.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import type { ClusterIdentityArgs } from "../../../components/cluster/identity.ts";
import { TestCluster } from "../support/cluster.ts";
import { PLUGINS } from "../support/plugins.ts";
import { ProviderStack } from "../support/provider-stack.ts";
import type { Declared } from "./declared.ts";
import { TokenHolder, type TokenLogin } from "../../support/token-holder.ts";

const NAMESPACE = "blueking";
const ACCOUNT = "bk-paasengine";
const SETTINGS: ClusterIdentityArgs["settings"] = {
  rights: "clusterAdmin",
  token: { kind: "secret", edition: 1, lifetimeDays: 90, renewDays: 30 },
};

interface Told {
  readonly login: TokenLogin & { readonly by: string };
  readonly tokenSecret: string;
}

const stack = await ProviderStack.create<Declared>(
  path.join(import.meta.dirname, "program"),
  "identity",
  { kubeconfig: "" },
  ["kubernetes"],
);
after(() => stack.workspace.remove());

describe(`the platform's account, ${PLUGINS} plugin`, { skip: stack.workspace.missing ?? false }, () => {
  let cluster: TestCluster;
  let server: string;
  let told: Told;
  const seen: string[] = [];

  const inNamespace = (...args: string[]): Promise<string> =>
    cluster.kubectl(...args, "--namespace", NAMESPACE);

  const declare = (
    token: Partial<typeof SETTINGS.token> = {},
    rights: typeof SETTINGS.rights = "clusterAdmin",
  ): Promise<void> =>
    stack.declare({
      kubeconfig: cluster.kubeconfigFile,
      identity: {
        namespace: NAMESPACE,
        account: ACCOUNT,
        settings: { rights, token: { ...SETTINGS.token, ...token } },
      },
    });

  /** Brings the program up, and the holder of the token that it tells then. */
  async function up(...args: string[]): Promise<TokenHolder> {
    await stack.up(...args);
    told = await stack.outputs<Told>();
    seen.push(told.login.token);
    return new TokenHolder(server, told.login);
  }

  before(async () => {
    cluster = await TestCluster.start();
    server = (
      await cluster.kubectl("config", "view", "--output=jsonpath={.clusters[0].cluster.server}")
    ).trim();
    await cluster.kubectl("create", "namespace", NAMESPACE);
    await declare();
  });

  after(() => cluster.stop());

  let holder: TokenHolder;

  it("is a cluster administrator by default, whose token lies in a Secret of its edition", async () => {
    holder = await up();
    assert.equal(told.login.by, "token");
    assert.match(told.tokenSecret, /^platform-token-1-[0-9a-f]{8}$/);
    assert.ok(await holder.may("*", "*", { group: "*" }));
    const bindings = await cluster.kubectl("get", "clusterrolebindings", "--output=name");
    assert.ok(bindings.includes(`/bkpaas:identity:${NAMESPACE}:${ACCOUNT}:clusterAdmin\n`));
    assert.deepEqual(await stack.planned("--refresh"), []);
  });

  it("gets another token with another edition, made before the old one goes", async () => {
    await declare({ edition: 2 });
    assert.deepEqual(await stack.planned(), ["delete platform-token-1", "create platform-token-2"]);
    const next = await up();
    assert.match(told.tokenSecret, /^platform-token-2-/);
    assert.equal(await next.status("GET", "/api/v1/nodes"), 200);
    assert.match(stack.printed, /platform-token-2 created[^]*platform-token-1 deleting/);
    await holder.refused();
    holder = next;
  });

  it("gets another token, not the ended one again, when the Secret was deleted by hand, which a preview shows", async () => {
    await inNamespace("delete", "secret", told.tokenSecret);
    assert.deepEqual(await stack.planned("--refresh"), ["create platform-token-2"]);
    const next = await up("--refresh");
    assert.equal(await next.status("GET", "/api/v1/nodes"), 200);
    await holder.refused();
    holder = next;
  });

  it("gets another token when the account was made anew by hand, which a preview shows", async () => {
    await inNamespace("delete", "serviceaccount", ACCOUNT);
    await inNamespace("create", "serviceaccount", ACCOUNT);
    await inNamespace("wait", "--for=delete", `secret/${told.tokenSecret}`, "--timeout=30s");
    assert.deepEqual(
      (await stack.planned("--refresh")).filter((step) => step.includes("-token")),
      ["create platform-token-2"],
    );
    const next = await up("--refresh");
    assert.equal(await next.status("GET", "/api/v1/nodes"), 200);
    await holder.refused();
    holder = next;
    assert.deepEqual(await stack.planned("--refresh"), []);
  });

  it("takes a bound token instead of the lasting one, with the same rights", async () => {
    await declare({ kind: "bound" }, "narrow");
    const next = await up();
    assert.match(told.tokenSecret, new RegExp(`^${ACCOUNT}-token-1-[0-9a-f]{8}$`));
    const claims = JSON.parse(Buffer.from(told.login.token.split(".")[1] ?? "", "base64url").toString()) as {
      iat: number;
      exp: number;
    };
    assert.equal(claims.exp - claims.iat, 90 * 86_400);
    await holder.refused();
    holder = next;
  });

  it("with narrow rights does what the platform does with an application", async () => {
    const post = (path: string, kind: string, name: string, more: object = {}): Promise<unknown> => {
      const apiVersion = /^\/apis?\/(.*)\/namespaces/.exec(path)?.[1] ?? "v1";
      return holder.ask("POST", path, { apiVersion, kind, metadata: { name }, ...more });
    };
    const labels = { app: "web" };
    const template = {
      metadata: { labels },
      spec: { containers: [{ name: "web", image: "web:1" }] },
    };
    const backend = { service: { name: "web", port: { number: 80 } } };
    await post("/api/v1/namespaces", "Namespace", "bkapp-demo-prod");
    await post("/api/v1/namespaces/bkapp-demo-prod/secrets", "Secret", "bkapp-demo--dockerconfigjson");
    await post("/api/v1/namespaces/bkapp-demo-prod/configmaps", "ConfigMap", "svc-disc");
    await post("/apis/apps/v1/namespaces/bkapp-demo-prod/deployments", "Deployment", "web", {
      spec: { selector: { matchLabels: labels }, template },
    });
    await post("/api/v1/namespaces/bkapp-demo-prod/services", "Service", "web", {
      spec: { selector: labels, ports: [{ port: 80 }] },
    });
    await post("/apis/networking.k8s.io/v1/namespaces/bkapp-demo-prod/ingresses", "Ingress", "web", {
      spec: { defaultBackend: backend },
    });
    await post("/api/v1/namespaces/bkapp-demo-prod/pods", "Pod", "slug-builder", { spec: template.spec });
    for (const path of [
      "/api/v1/namespaces",
      "/api/v1/nodes",
      "/api/v1/namespaces/bkapp-demo-prod/events",
      "/api/v1/namespaces/bkapp-demo-prod/serviceaccounts/default",
      "/api/v1/namespaces/bkapp-demo-prod/pods?labelSelector=app%3Dweb",
      "/api/v1/secrets?labelSelector=owner%3Dhelm",
    ]) {
      assert.equal(await holder.status("GET", path), 200, path);
    }
    const namespace = "bkapp-demo-prod";
    const needed: [string, string, Record<string, string>?][] = [
      ["get", "pods", { subresource: "log" }],
      ["watch", "deployments", { group: "apps" }],
      ["deletecollection", "replicasets", { group: "apps" }],
      ["patch", "bkapps", { group: "paas.bk.tencent.com" }],
      ["create", "domaingroupmappings", { group: "paas.bk.tencent.com" }],
      ["update", "persistentvolumeclaims"],
    ];
    for (const [verb, resource, more] of needed) {
      assert.ok(await holder.may(verb, resource, { namespace, ...more }), `${verb} ${resource}`);
    }
    assert.equal(
      await holder.status("DELETE", "/apis/apps/v1/namespaces/bkapp-demo-prod/deployments/web"),
      200,
    );
    assert.equal(await holder.status("DELETE", "/api/v1/namespaces/bkapp-demo-prod"), 200);
  });

  it("with narrow rights is refused what would give it more, and what is the cluster's", async () => {
    const binding = {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "more" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
    };
    const rbac = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
    assert.equal(await holder.status("POST", rbac, binding), 403);
    const token = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/default/token`;
    assert.equal(await holder.status("POST", token, { spec: {} }), 403);
    const nodes = (await cluster.kubectl("get", "nodes", "--output=name")).trim().replace("node/", "");
    assert.equal(await holder.status("DELETE", `/api/v1/nodes/${nodes}`), 403);
    const refused: [string, string, Record<string, string>?][] = [
      ["impersonate", "users"],
      ["impersonate", "serviceaccounts", { namespace: "kube-system" }],
      ["create", "pods", { namespace: NAMESPACE, subresource: "exec" }],
      ["create", "rolebindings", { group: "rbac.authorization.k8s.io", namespace: NAMESPACE }],
      ["update", "clusterroles", { group: "rbac.authorization.k8s.io" }],
      ["create", "mutatingwebhookconfigurations", { group: "admissionregistration.k8s.io" }],
      ["create", "customresourcedefinitions", { group: "apiextensions.k8s.io" }],
      ["delete", "persistentvolumes"],
      ["delete", "daemonsets", { group: "apps", namespace: "kube-system" }],
    ];
    for (const [verb, resource, more] of refused) {
      assert.equal(await holder.may(verb, resource, more), false, `${verb} ${resource}`);
    }
  });

  it("with narrow rights reads Secrets of every namespace, as its documentation says", async () => {
    assert.ok(await holder.may("get", "secrets", { namespace: "kube-system" }));
  });

  it("has told no token to a file or a reader, and leaves nothing when it is destroyed", async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview");
    const left = await cluster.kubectl(
      ...[
        "get",
        "clusterroles,clusterrolebindings,serviceaccounts,secrets",
        "--all-namespaces",
        "--output=name",
      ],
    );
    assert.doesNotMatch(left, /bkpaas|bk-paasengine/);
    await holder.refused();
    assert.equal(new Set(seen).size, 5);
    for (const token of seen) {
      const forms = [token, Buffer.from(token).toString("base64")];
      for (const form of forms) assert.ok(!stack.printed.includes(form));
      for (const [file, text] of await stack.files()) {
        for (const form of forms) assert.ok(!text.includes(form), file);
      }
    }
  });
});
