import assert from "node:assert/strict";
import { test } from "node:test";
import { apiServersOf, kubeconfigOf, loginOf } from "../../../config/clusters/given-login.ts";
import { clusterIn } from "../../../config/clusters/kubeconfig.ts";
import { resolvableNames } from "../../../config/names.ts";
import { parse } from "../../../config/parse.ts";
import type { Problem } from "../../../config/problem.ts";
import { warningsOf } from "../../../config/warnings.ts";
import { clientCertificate, kubeconfigWith, tokenOf } from "../../support/cluster-logins.ts";
import { type Section, parsedWith, settingsWith } from "../../support/configuration.ts";

type Sections = Record<string, Section>;

const { ca, certificate, key } = clientCertificate();
const token = tokenOf("blueking", "bk-paasengine");
const apiServers = ["https://10.0.0.10:6443"];
const byToken = { mode: "token", apiServers, ca, token };
const bcs = { ...byToken, mode: "bcs", clusterId: "BCS-K8S-10000", projectId: "project" };
const east = { mode: "kubeconfig", kubeconfig: kubeconfigWith("https://10.0.1.10:6443") };

const bkpaas3 = (version: string): Sections => ({
  platform: {
    generation: "bkpaas3",
    bkpaas3: { chart: { from: "archive", path: "./bkpaas3.tgz", version } },
  },
});
const OLD = bkpaas3("0.1.3");
const NEW = bkpaas3("1.4.0");
const OFFICIAL: Sections = {
  platform: {
    paasStack: {
      chart: { from: "oci", reference: "oci://registry.example.com/paas-stack", version: "1.0.0" },
    },
  },
};

const initial = (changes: Section, of: Section = byToken): Sections => ({
  initialCluster: { ...of, ...changes },
});
const same = (changes: Section): Sections => initial(changes, { mode: "sameCluster" });
const always = { reapply: "always" };
const dedicated = { key: "dedicated", value: "apps" };

function problemsOf(changes: Sections): readonly Problem[] {
  const parsed = parsedWith(changes);
  return parsed.ok ? [] : parsed.problems;
}

const sound: [string, Sections][] = [
  ["no cluster", {}],
  ["the platform's own cluster", same({})],
  [
    "an entry of appClusters as the initial cluster",
    { initialCluster: { mode: "appCluster", name: "east" }, appClusters: { east } },
  ],
  [
    "several API servers with our own chart",
    initial({ apiServers: [...apiServers, "https://10.0.0.11:6443"] }),
  ],
  [
    "nodes and features with our own chart",
    same({ nodeSelector: { pool: "apps" }, tolerations: [dedicated], features: { INGRESS_USE_REGEX: true } }),
  ],
  [
    "the same with a chart that has values for them",
    { ...same({ nodeSelector: { pool: "apps" }, tolerations: [dedicated] }), ...NEW },
  ],
  ["one API server, its authority and reapply always with bkpaas3 0.1.3", { ...initial(always), ...OLD }],
  [
    "both domains with bkpaas3 0.1.3",
    { ...initial({ ...always, subPathDomain: "a.example.com", appRootDomain: "a.example.com" }), ...OLD },
  ],
  [
    "a kubeconfig without an authority with bkpaas3 0.1.3",
    { initialCluster: { mode: "appCluster", name: "east", ...always }, appClusters: { east }, ...OLD },
  ],
  ["two ids of BCS", { ...initial(always, bcs), ...OLD }],
  ["three ids of BCS with bkpaas3 since 1.0", { ...initial({ bizId: "2" }, bcs), ...NEW }],
  [
    "a toleration of every taint",
    same({ tolerations: [{ operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 }] }),
  ],
  ["a domain of 128 characters", same({ appRootDomain: `${"a".repeat(60)}.${"b".repeat(60)}.c.paas` })],
  ["a secret token, whatever the days of a bound one", same({ token: { lifetimeDays: 10 } })],
];

for (const [what, changes] of sound) {
  test(`${what} is accepted`, () => {
    assert.deepEqual(problemsOf(changes), []);
  });
}

const noValue = /no value for it: enter it on the platform's admin site/;
const refused: [string, Sections, string, RegExp, RegExp][] = [
  [
    "a cluster that no entry has",
    { initialCluster: { mode: "appCluster", name: "west" }, appClusters: { east } },
    "initialCluster.name",
    /names west.*there are: east/,
    /'initialCluster.name' 'east'/,
  ],
  [
    "a cluster without any entry",
    { initialCluster: { mode: "appCluster", name: "west" } },
    "initialCluster.name",
    /no such entry/,
    /rm 'initialCluster'/,
  ],
  [
    "a name of capitals",
    { appClusters: { East: east } },
    "appClusters.East",
    /3 to 32 of a-z/,
    /rm --path 'appClusters.East'/,
  ],
  [
    "a name of 33 characters",
    { appClusters: { ["e".repeat(33)]: east } },
    `appClusters.${"e".repeat(33)}`,
    /3 to 32/,
    /rm/,
  ],
  [
    "a domain of 129 characters",
    same({ appRootDomain: `${"a".repeat(60)}.${"b".repeat(60)}.c.paass` }),
    "initialCluster.appRootDomain",
    /at most 128/,
    /apps.example.com/,
  ],
  [
    "a domain of one label",
    same({ subPathDomain: "apps" }),
    "initialCluster.subPathDomain",
    /two labels/,
    /subPathDomain/,
  ],
  [
    "Equal without a value",
    same({ tolerations: [{ key: "dedicated" }] }),
    "initialCluster.tolerations[0].value",
    /Equal compares/,
    /tolerations\[0\].value'/,
  ],
  [
    "Equal without a key",
    same({ tolerations: [{ value: "apps" }] }),
    "initialCluster.tolerations[0].key",
    /Equal compares/,
    /tolerations\[0\].key'/,
  ],
  [
    "Exists with a value",
    same({ tolerations: [{ ...dedicated, operator: "Exists" }] }),
    "initialCluster.tolerations[0].value",
    /Exists drops/,
    /rm/,
  ],
  [
    "seconds without NoExecute",
    same({ tolerations: [{ ...dedicated, tolerationSeconds: 60 }] }),
    "initialCluster.tolerations[0].tolerationSeconds",
    /NoExecute only/,
    /rm/,
  ],
  [
    "a feature that nobody knows",
    same({ features: { ENABLE_ALL: true } }),
    "initialCluster.features.ENABLE_ALL",
    /known: ENABLE_MOUNT/,
    /rm/,
  ],
  [
    "a namespace of applications",
    same({ namespace: "bkapp-east" }),
    "initialCluster.namespace",
    /must not begin with bkapp/,
    /'blueking'/,
  ],
  [
    "one port for http and https",
    { appClusters: { east: { ...east, ingress: { httpsNodePort: 30180 } } } },
    "appClusters.east.ingress.httpsNodePort",
    /differ from httpNodePort/,
    /'30543'/,
  ],
  [
    "a class that applications don't have",
    same({ ingress: { className: "nginx" } }),
    "initialCluster.ingress.className",
    /must be bk-ingress-nginx/,
    /'bk-ingress-nginx'/,
  ],
  [
    "a bound token renewed from its first day on",
    same({ token: { kind: "bound", lifetimeDays: 30 } }),
    "initialCluster.token.renewDays",
    /less than lifetimeDays, which is 30/,
    /'10'/,
  ],
  [
    "several API servers with bkpaas3 0.1.3",
    { ...initial({ ...always, apiServers: [...apiServers, ...apiServers, ...apiServers] }), ...OLD },
    "initialCluster.apiServers",
    /keeps only the last/,
    /apiServers\[2\]' && pulumi config rm .*apiServers\[1\]'$/,
  ],
  [
    "no authority with bkpaas3 0.1.3",
    { ...initial({ ...always, ca: undefined }), ...OLD },
    "initialCluster.ca",
    /not rendered without it/,
    /^base64 < ca.pem/,
  ],
  [
    "the root domain alone with bkpaas3 0.1.3",
    { ...initial({ ...always, appRootDomain: "a.example.com" }), ...OLD },
    "initialCluster.subPathDomain",
    /registers no cluster without it/,
    /'a.example.com'/,
  ],
  [
    "the root domain alone with the official paas-stack",
    { ...initial({ appRootDomain: "a.example.com" }), ...OFFICIAL },
    "initialCluster.subPathDomain",
    /registers no cluster without it/,
    /'a.example.com'/,
  ],
  [
    "reapply never with bkpaas3 0.1.3",
    { ...initial({}), ...OLD },
    "initialCluster.reapply",
    /edits on the admin site are undone/,
    /'always'/,
  ],
  [
    "nodes with bkpaas3 0.1.3",
    { ...initial({ ...always, nodeSelector: { pool: "apps" } }), ...OLD },
    "initialCluster.nodeSelector",
    noValue,
    /rm/,
  ],
  [
    "tolerations of an entry with bkpaas3 0.1.3",
    {
      initialCluster: { mode: "appCluster", name: "east", ...always },
      appClusters: { east: { ...east, tolerations: [dedicated] } },
      ...OLD,
    },
    "appClusters.east.tolerations",
    noValue,
    /rm/,
  ],
  [
    "features with the official paas-stack",
    { ...initial({ features: { ENABLE_AUTOSCALING: true } }), ...OFFICIAL },
    "initialCluster.features",
    noValue,
    /rm/,
  ],
  [
    "two ids of BCS with bkpaas3 since 1.0",
    { ...initial({}, bcs), ...NEW },
    "initialCluster.bizId",
    /the cluster, the project and the business, or none/,
    /bizId' '2'/,
  ],
  [
    "a key of another mode",
    same({ apiServers }),
    "initialCluster.apiServers",
    /belongs to mode token or certificate or bcs/,
    /rm/,
  ],
];

for (const [what, changes, key, rule, fix] of refused) {
  test(`${what} is refused with its key, the rule and a command`, () => {
    const problem = problemsOf(changes).find((found) => found.key === key);
    assert.ok(problem, `no problem for ${key}: ${JSON.stringify(problemsOf(changes))}`);
    assert.match(problem.rule, rule);
    assert.match(problem.fix ?? "", fix);
  });
}

test("a sandbox knows clusters on this machine only", () => {
  const stores = { mode: "existing", host: "127.0.0.1", admin: { user: "root", password: "s3cret" } };
  const here: Sections = {
    mysql: stores,
    redis: { mode: "existing", host: "127.0.0.1" },
    rabbitmq: stores,
    bkrepo: { endpoint: "http://127.0.0.1", admin: stores.admin },
    initialCluster: { mode: "sameCluster" },
    appClusters: {
      local: { ...east, kubeconfig: kubeconfigWith("https://127.0.0.1:6443") },
      east,
      west: byToken,
    },
  };
  const values = Object.entries(here).map(([name, value]) => [name, JSON.stringify(value)]);
  const parsed = parse({
    values: {
      sandbox: "true",
      domain: "paas.example.com",
      ...(Object.fromEntries(values) as Record<string, string>),
    },
    secretKeys: new Set(Object.keys(here)),
  });
  const keys = parsed.ok ? [] : parsed.problems.map((problem) => problem.key);
  assert.deepEqual(keys, ["appClusters.east.kubeconfig", "appClusters.west.apiServers[0]"]);
});

test("a login in the clear is refused in every entry", () => {
  const parsed = parse({
    values: {
      appClusters: JSON.stringify({
        east,
        west: byToken,
        north: { ...byToken, mode: "certificate", token: undefined, certificate, key },
      }),
    },
    secretKeys: new Set(),
  });
  const clear = parsed.ok ? [] : parsed.problems.filter(({ rule }) => /encrypted/.test(rule));
  assert.deepEqual(
    clear.map((problem) => problem.key),
    ["appClusters.east.kubeconfig", "appClusters.west.token", "appClusters.north.key"],
  );
});

test("applications are below the shared domain unless told otherwise; their names are among those to resolve", () => {
  const root = { ...east, appRootDomain: "east.example.com" };
  const names = (changes: Sections) => resolvableNames(settingsWith(changes)).applications;
  assert.deepEqual(names({}), []);
  assert.deepEqual(names({ ...same({}), appClusters: { east: root } }), [
    "apps.paas.example.com",
    "*.east.example.com",
  ]);
});

test("every way of logging in gives a kubeconfig and the addresses of the API servers", () => {
  const login = { ...byToken, mode: "certificate", token: undefined, certificate, key };
  const { appClusters } = settingsWith({ appClusters: { east, west: byToken, north: login } });
  const found = Object.entries(appClusters).map(([name, settings]) => {
    const text = kubeconfigOf(settings).reveal();
    const reached = clusterIn(text);
    return [
      name,
      apiServersOf(settings),
      reached.server,
      reached.ca,
      [token, key].filter((secret) => text.includes(secret)),
    ];
  });
  assert.deepEqual(found, [
    ["east", ["https://10.0.1.10:6443"], "https://10.0.1.10:6443", undefined, []],
    ["west", apiServers, apiServers[0], ca, [token]],
    ["north", apiServers, apiServers[0], ca, [key]],
  ]);
});

test("a login is what the settings say, as one line", () => {
  const lines = ca.replaceAll(/(.{64})/g, "$1\n");
  const { initialCluster } = settingsWith({ initialCluster: { ...bcs, ca: lines } });
  assert.ok(initialCluster.mode === "bcs");
  const login = loginOf(initialCluster);
  assert.equal(login.by === "token" && login.token.reveal(), token);
  assert.equal(login.ca?.reveal(), ca);
});

const inCluster: Sections = {
  mysql: { mode: "managed" },
  rabbitmq: {
    mode: "existing",
    host: "rabbitmq.paas-system.svc",
    admin: { user: "root", password: "s3cret" },
  },
  elasticsearch: { mode: "managed" },
};
const two = (changes: Section): Sections => ({
  appClusters: { east: { ...east, ...changes }, west: { ...byToken, appRootDomain: "west.example.com" } },
});

const warned: [string, Sections, Sections, RegExp][] = [
  [
    "the login in a ConfigMap of bkpaas3 0.1.3",
    { ...initial(always), ...OLD },
    initial(always),
    /keeps the login .* in a ConfigMap of namespace paas-system, in clear text/,
  ],
  [
    "the login in an official chart",
    { ...initial({}), ...OFFICIAL },
    initial({}),
    /may keep the login .* in a ConfigMap/,
  ],
  ["edits that are undone", initial(always), initial({}), /every revision .* default-main anew.* lost/],
  ["no address of the controller", initial({}), initial({ frontendIp: "10.0.0.20" }), /has no frontendIp/],
  [
    "one API server for two clusters",
    { appClusters: { east, west: east } },
    two({}),
    /appClusters.east, bkpaas:appClusters.west have one API server, https:\/\/10.0.1.10:6443/,
  ],
  [
    "one domain for two clusters",
    { appClusters: { east, west: byToken } },
    two({}),
    /have one domain, apps.paas.example.com/,
  ],
  [
    "stores that other clusters don't find",
    { ...inCluster, ...two({}) },
    { ...inCluster, ...same({}) },
    /^bkpaas:mysql, bkpaas:rabbitmq, bkpaas:elasticsearch: only the platform's own cluster/,
  ],
];

for (const [what, changes, otherwise, warning] of warned) {
  test(`${what}: a warning, and only there`, () => {
    const among = (sections: Sections) =>
      warningsOf(settingsWith(sections)).filter((text) => warning.test(text));
    assert.equal(among(changes).length, 1, warningsOf(settingsWith(changes)).join("\n"));
    assert.deepEqual(among(otherwise), []);
  });
}
