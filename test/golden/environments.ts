import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { CHECKOUT } from "../../sandbox/layout.ts";
import { clientCertificate, kubeconfigWith, tokenOf } from "../support/cluster-logins.ts";
import { type Section, merged, namedSecrets } from "../support/named-secrets.ts";
import type { StackConfig } from "../support/program.ts";
import type { MadeUp } from "./graph.ts";

/** An environment whose graph is recorded: its tracked stack file, and what is filled in where it is run. */
export interface Environment {
  readonly stackFile: string;
  readonly filledIn: Section;
  /** What of it is made anew for every recording, by the name that stands for it. */
  readonly madeUp?: MadeUp;
}

const password = (name: string): Section => ({ password: `password-of-${name}` });

/** Of a bkrepo whose administrator is somebody else. */
const passwordsOfBkrepo: Section = Object.fromEntries(
  ["bkrepoPlatform", "bkrepoAddons", "bkrepoLesscode"].map((name) => [
    name,
    { source: "given", value: `password-of-${name}` },
  ]),
);

const certificate = clientCertificate();

/** The certificate of a client both as it is configured and as clients read it. */
const certificateMadeUp: MadeUp = Object.fromEntries(
  Object.entries(certificate).flatMap(([name, base64]) => [
    [base64, name],
    [atob(base64), name],
  ]),
);

const PRODUCTION_EXAMPLE = "Pulumi.production.example.yaml";

/** The environments with a recorded graph. Every environment of the project gets one, and every kind of storage. */
export const environments: Readonly<Record<string, Environment>> = {
  dev: {
    stackFile: "Pulumi.dev.yaml",
    filledIn: {
      kubernetes: { kubeconfig: "/kubeconfig" },
      mysql: { port: 23306, admin: password("mysql") },
      redis: { port: 26379, ...password("redis") },
      rabbitmq: { port: 25672, apiPort: 25673, admin: password("rabbitmq") },
      bkrepo: { endpoint: "http://127.0.0.1:28080", admin: password("bkrepo") },
    },
  },
  production: {
    stackFile: PRODUCTION_EXAMPLE,
    filledIn: namedSecrets(readFileSync(path.join(CHECKOUT, PRODUCTION_EXAMPLE), "utf8")),
  },
  managed: {
    stackFile: "test/golden/managed.yaml",
    filledIn: { bkrepo: { admin: password("bkrepo") } },
  },
  umbrella: {
    stackFile: "test/golden/umbrella.yaml",
    filledIn: {
      mysql: { admin: password("mysql") },
      redis: password("redis"),
      rabbitmq: { admin: password("rabbitmq") },
      bkrepo: { admin: password("bkrepo") },
    },
  },
  existing: {
    stackFile: "test/golden/existing.yaml",
    filledIn: {
      mysql: {
        admin: password("mysql"),
        openPaas: { admin: password("open-paas") },
      },
      keys: {
        ...passwordsOfBkrepo,
        mysqlPlan: { source: "given", value: "password-of-plan" },
        jwt: { source: "generated", edition: 2 },
        bkauthEncryption: { source: "generated" },
        sentryDsn: { source: "given", value: "https://public@sentry.example.com/1" },
      },
      redis: { ...password("redis"), sentinelPassword: "password-of-sentinels", addons: password("addons") },
      rabbitmq: {
        admin: password("rabbitmq"),
        platform: password("platform"),
        addons: { admin: password("addons") },
      },
      elasticsearch: { account: password("elasticsearch") },
      images: { credentials: password("registry") },
    },
  },
  mixed: {
    stackFile: "test/golden/mixed.yaml",
    filledIn: {
      mysql: { admin: password("mysql") },
      rabbitmq: { admin: password("rabbitmq") },
      bkrepo: { admin: password("bkrepo") },
    },
  },
  clusters: {
    stackFile: "test/golden/clusters.yaml",
    filledIn: {
      mysql: { admin: password("mysql") },
      redis: password("redis"),
      rabbitmq: { admin: password("rabbitmq") },
      elasticsearch: { account: password("elasticsearch") },
      keys: passwordsOfBkrepo,
      appClusters: {
        east: { kubeconfig: kubeconfigWith("https://10.0.1.10:6443") },
        north: { token: tokenOf("blueking", "bk-paasengine") },
        west: certificate,
      },
    },
    madeUp: certificateMadeUp,
  },
};

/** The configuration an environment runs with. */
export function configOf(environment: Environment): StackConfig {
  const file = parse(readFileSync(path.join(CHECKOUT, environment.stackFile), "utf8")) as { config: Section };
  const tracked = Object.entries(file.config).map(([key, value]) => [key.replace("bkpaas:", ""), value]);
  const sections = merged(Object.fromEntries(tracked) as Section, environment.filledIn);
  const values = Object.entries(sections).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return {
    values: Object.fromEntries(values) as Record<string, string>,
    secretKeys: Object.keys(environment.filledIn),
  };
}
