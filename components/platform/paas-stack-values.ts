import { type ImageName, imageOf } from "../../config/images.ts";
import type { ModuleSecret, PlatformInput } from "./input.ts";

/** The Secrets of the release, by reader. */
export interface PaasStackSecrets<Digest> {
  readonly apiserver: ModuleSecret<Digest>;
  readonly workloads: ModuleSecret<Digest>;
  readonly uploads: ModuleSecret<Digest>;
}

/**
 * The values of the chart paas-stack, by the names of its install guide and values reference. No secret is among them:
 * modules read Secrets by `envFrom`, and the digest beside each restarts its readers.
 */
export function paasStackValues<Digest>(
  input: PlatformInput,
  secrets: PaasStackSecrets<Digest>,
  chartDigest: string,
) {
  const module = (image: ImageName, secret?: ModuleSecret<Digest>) => ({
    replicaCount: input.replicas,
    image: imageOf(input.images, image),
    ...(secret && readsSecret(secret)),
  });
  return {
    chartDigest,
    global: { sharedDomain: input.domain, bkrepoConfig: bkrepoConfig(input) },
    apiserver: { ...module("paas3-apiserver", secrets.apiserver), env: apiserverEnv(input) },
    workloads: { ...module("paas3-workloads", secrets.workloads), env: workloadsEnv(input) },
    webfe: module("paas3-webfe"),
    extraInitial: {
      devops: { image: imageOf(input.images, "paas3-buildpack-toolkit"), ...readsSecret(secrets.uploads) },
    },
  };
}

function readsSecret<Digest>({ name, digest }: ModuleSecret<Digest>) {
  return { envFrom: [{ secretRef: { name } }], podAnnotations: { "checksum/secrets": digest } };
}

function bkrepoConfig({ bkrepo }: PlatformInput) {
  return {
    endpoint: bkrepo.endpoint,
    bkpaas3Project: bkrepo.project,
    adminUsername: bkrepo.adminUser,
    bkpaas3Username: bkrepo.platformUser,
    addonsUsername: bkrepo.addonsUser,
    lesscodeUsername: bkrepo.lesscodeUser,
  };
}

/** Environment values are text, ports included: the chart's documents say so. */
function apiserverEnv({ mysql, elasticsearch }: PlatformInput): Record<string, string> {
  return {
    BK_APP_CODE: "bk_paas3",
    ...database("PAAS3_MYSQL", mysql, mysql.databases.apiserver),
    ...database("OPEN_PAAS_MYSQL", mysql, mysql.databases.openPaas),
    ...(elasticsearch && {
      LOG_ELASTICSEARCH_HOST: elasticsearch.host,
      LOG_ELASTICSEARCH_PORT: String(elasticsearch.port),
    }),
  };
}

function workloadsEnv({ mysql }: PlatformInput): Record<string, string> {
  return database("ENGINE_MYSQL", mysql, mysql.databases.workloads);
}

function database(prefix: string, mysql: PlatformInput["mysql"], name: string): Record<string, string> {
  return {
    [`${prefix}_NAME`]: name,
    [`${prefix}_USER`]: mysql.user,
    [`${prefix}_HOST`]: mysql.host,
    [`${prefix}_PORT`]: String(mysql.port),
  };
}
