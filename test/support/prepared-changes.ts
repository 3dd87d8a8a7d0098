import type { Verdict } from "../../report/model.ts";
import { kubeconfigWith } from "./cluster-logins.ts";
import type { Section } from "./named-secrets.ts";

/** An edit of a file of the program, in a copy of the checkout. */
export interface Edit {
  /** Relative to the checkout. */
  readonly file: string;
  /** Stands there once. */
  readonly from: string;
  readonly to: string;
}

/** A change of the stack dev as a pull request would bring it, and all that is to come of it. */
export interface PreparedChange {
  readonly name: string;
  /** The change that it comes after; without it, it comes after {@link START}. */
  readonly after?: string;
  /** Sections of the stack file, laid over what is there. */
  readonly config?: Section;
  /** The same for what is stored encrypted. */
  readonly secrets?: Section;
  readonly edits?: readonly Edit[];
  readonly verdict: Verdict;
  /** Every resource that does not stay as it is: effect and name. Components come and go, but nothing else happens to one. */
  readonly effects: readonly string[];
  /** Workloads of which every pod is started anew. */
  readonly restarts: readonly string[];
  /** The rule of `policy/` that refuses it. */
  readonly refusedBy?: string;
}

/** Secrets of the configuration below; no report shows one. */
export const CANARIES = [
  "Canary-elasticsearch+first",
  "Canary-elasticsearch+second",
  "Canary-mail+1",
] as const;

const [FIRST, SECOND, MAIL] = CANARIES;

/** What stack dev has before any of the changes, beside its tracked file: an account of ElasticSearch. */
export const START: Pick<PreparedChange, "config" | "secrets"> = {
  config: { elasticsearch: { account: { user: "logs" } } },
  secrets: { elasticsearch: { account: { password: FIRST } } },
};

/** Where databases become resources, and how one of them gets another resource name. */
const DATABASES = "components/storage/mysql/by-provider.ts";
const MADE = "database(`${prefix}-${role}`, name, options)";
const RENAMED = 'database(`${prefix}-${role === "svcMysql" ? "renamed" : role}`, name, options)';
const WITH_ALIAS = "{ ...options, aliases: [{ name: `${prefix}-${role}` }] }";

/** The changes, in an order in which one can come after the other on a stack. */
export const PREPARED_CHANGES: readonly PreparedChange[] = [
  { name: "nothing", verdict: "nothing", effects: [], restarts: [] },
  {
    name: "value",
    config: { platform: { packages: { npmRegistry: "https://npm.example.test" } } },
    verdict: "restarts",
    effects: ["update paas-stack-release"],
    restarts: ["Deployment/bkpaas3-apiserver-web", "Deployment/bkpaas3-apiserver-worker"],
  },
  {
    name: "image",
    config: { images: { tags: { "paas3-webfe": "0.1.4" } } },
    verdict: "restarts",
    effects: ["update paas-stack-release"],
    restarts: ["Deployment/bkpaas3-webfe-web"],
  },
  {
    name: "replicas",
    config: { platform: { replicas: 2 } },
    verdict: "safe",
    effects: ["update bk-services-release", "update paas-stack-release"],
    restarts: [],
  },
  {
    name: "secret",
    secrets: { elasticsearch: { account: { password: SECOND } } },
    verdict: "restarts",
    effects: ["update paas-stack-apiserver-secrets", "update paas-stack-release"],
    restarts: ["Deployment/bkpaas3-apiserver-web", "Deployment/bkpaas3-apiserver-worker"],
  },
  {
    name: "new-database",
    config: { mysql: { createOpenPaas: true } },
    verdict: "safe",
    effects: ["create mysql-openPaas"],
    restarts: [],
  },
  {
    name: "removed-database",
    after: "new-database",
    config: { mysql: { createOpenPaas: false } },
    verdict: "destroys",
    effects: ["forget mysql-openPaas"],
    restarts: [],
    refusedBy: "irreplaceable",
  },
  {
    name: "key",
    config: { keys: { jwt: { source: "generated", edition: 2 } } },
    verdict: "keys change",
    effects: [
      "create secrets-jwt-key-2",
      "update bk-services-release",
      "update bk-services-svc-bkrepo-secrets",
      "update bk-services-svc-mysql-secrets",
      "update bk-services-svc-rabbitmq-secrets",
      "update paas-stack-apiserver-secrets",
      "update paas-stack-release",
      "update paas-stack-workloads-secrets",
    ],
    restarts: [
      "Deployment/bkpaas3-apiserver-web",
      "Deployment/bkpaas3-apiserver-worker",
      "Deployment/bkpaas3-svc-bkrepo-web",
      "Deployment/bkpaas3-svc-mysql-web",
      "Deployment/bkpaas3-svc-rabbitmq-web",
      "Deployment/bkpaas3-workloads-web",
      "Deployment/bkpaas3-workloads-worker",
    ],
  },
  {
    name: "chart-version",
    edits: [
      {
        file: "charts/bk-services/Chart.yaml",
        from: "version: 0.1.0\nappVersion",
        to: "version: 0.1.1\nappVersion",
      },
    ],
    verdict: "safe",
    effects: ["update bk-services-release"],
    restarts: [],
  },
  {
    name: "renamed-irreplaceable",
    edits: [{ file: DATABASES, from: MADE, to: RENAMED }],
    verdict: "destroys",
    effects: ["create mysql-renamed", "forget mysql-svcMysql"],
    restarts: [],
    refusedBy: "irreplaceable",
  },
  {
    name: "renamed-with-alias",
    edits: [{ file: DATABASES, from: MADE, to: RENAMED.replace("options", WITH_ALIAS) }],
    verdict: "safe",
    effects: ["rename mysql-renamed"],
    restarts: [],
  },
  {
    name: "renamed-replaceable",
    edits: [
      {
        file: "components/platform/bk-services/bk-services.ts",
        from: "secretFor(`${module}-plan`",
        to: "secretFor(`${module}-plan-row`",
      },
    ],
    verdict: "destroys",
    effects: [
      "create bk-services-svc-bkrepo-plan-row-secrets",
      "create bk-services-svc-mysql-plan-row-secrets",
      "delete bk-services-svc-bkrepo-plan-secrets",
      "delete bk-services-svc-mysql-plan-secrets",
      "update bk-services-release",
    ],
    restarts: [],
  },
  {
    name: "replaced-job",
    config: { uploads: { stack: "heroku-22" } },
    verdict: "replaces",
    effects: ["replace uploads-devops"],
    restarts: [],
  },
  {
    name: "image-without-version",
    config: { images: { tags: { "paas3-webfe": "latest" } } },
    verdict: "restarts",
    effects: ["update paas-stack-release"],
    restarts: ["Deployment/bkpaas3-webfe-web"],
    refusedBy: "image-tag",
  },
  {
    name: "secret-in-values",
    config: {
      platform: {
        paasStack: {
          values: { apiserver: { env: { MAIL_URL: `smtp://mailer:${MAIL}@mail.example.test` } } },
        },
      },
    },
    verdict: "restarts",
    effects: ["update paas-stack-release"],
    restarts: ["Deployment/bkpaas3-apiserver-web", "Deployment/bkpaas3-apiserver-worker"],
    refusedBy: "plaintext-secret",
  },
  {
    name: "application-cluster",
    config: { appClusters: { east: { mode: "kubeconfig", logs: { runtime: "containerd" } } } },
    secrets: { appClusters: { east: { kubeconfig: kubeconfigWith("https://127.0.0.1:26443") } } },
    verdict: "safe",
    effects: [
      "create app-cluster-east",
      "create east",
      "create east-identity",
      "create east-identity-account",
      "create east-identity-rights",
      "create east-identity-token-1",
      "create east-ingress",
      "create east-ingress-release",
      "create east-logs",
      "create east-logs-elasticsearch",
      "create east-logs-release",
      "create east-namespace",
    ],
    restarts: [],
  },
];
