import { type ImageName, imageOf } from "../../config/images.ts";
import { APP_CODE } from "../app-account/application.ts";
import type { AuthorityName } from "../storage/url.ts";
import { authorityMounts, mysqlOptions } from "./authorities.ts";
import type { DatabaseServer, ModuleSecret, PlatformInput } from "./input.ts";

/** The Secrets of the release, by reader. */
export interface PaasStackSecrets<Text> {
  readonly apiserver: ModuleSecret<Text>;
  readonly workloads: ModuleSecret<Text>;
  readonly uploads: ModuleSecret<Text>;
}

/**
 * The values of the chart paas-stack, by the names of its install guide and values reference. No secret is among them:
 * modules read Secrets by `envFrom`, and the digest beside each restarts its readers.
 */
export function paasStackValues<Text>(
  input: PlatformInput<Text>,
  secrets: PaasStackSecrets<Text>,
  chartDigest: string,
) {
  const module = (image: ImageName) => ({
    replicaCount: input.replicas,
    image: imageOf(input.images, image),
  });
  const service = (image: ImageName, secret: ModuleSecret<Text>) => ({
    ...module(image),
    ...readsSecret(secret),
    ...authorityMounts(input.authorities),
  });
  return {
    chartDigest,
    global: {
      sharedDomain: input.domain,
      ...(input.pullSecret && { imagePullSecrets: { extraSecrets: [input.pullSecret] } }),
      bkrepoConfig: bkrepoConfig(input),
    },
    apiserver: { ...service("paas3-apiserver", secrets.apiserver), env: apiserverEnv(input) },
    workloads: { ...service("paas3-workloads", secrets.workloads), env: workloadsEnv(input) },
    webfe: module("paas3-webfe"),
    extraInitial: {
      devops: { image: imageOf(input.images, "paas3-buildpack-toolkit"), ...readsSecret(secrets.uploads) },
    },
  };
}

function readsSecret<Text>({ name, digest }: ModuleSecret<Text>) {
  return { envFrom: [{ secretRef: { name } }], podAnnotations: { "checksum/secrets": digest } };
}

function bkrepoConfig({ bkrepo }: PlatformInput<unknown>) {
  return {
    endpoint: bkrepo.endpoint,
    bkpaas3Project: bkrepo.project,
    addonsProject: bkrepo.addonsProject,
    // Uploads are Jobs of their own, which need no administrator.
    initEnabled: bkrepo.adminUser !== undefined,
    ...(bkrepo.adminUser !== undefined && { adminUsername: bkrepo.adminUser }),
    bkpaas3Username: bkrepo.platformUser,
    addonsUsername: bkrepo.addonsUser,
    lesscodeUsername: bkrepo.lesscodeUser,
  };
}

/** Environment values are text, ports included: the chart's documents say so. */
function apiserverEnv({ mysql, redisMaster, elasticsearch }: PlatformInput<unknown>): Record<string, string> {
  return {
    BK_APP_CODE: APP_CODE,
    ...database("PAAS3_MYSQL", "mysql", mysql, mysql.user, mysql.databases.apiserver),
    ...database("OPEN_PAAS_MYSQL", "mysql-open-paas", mysql.openPaas, mysql.user, mysql.databases.openPaas),
    ...sentinel(redisMaster),
    ...(elasticsearch && {
      LOG_ELASTICSEARCH_HOST: elasticsearch.host,
      LOG_ELASTICSEARCH_PORT: String(elasticsearch.port),
    }),
  };
}

function workloadsEnv({ mysql, redisMaster }: PlatformInput<unknown>): Record<string, string> {
  return {
    ...database("ENGINE_MYSQL", "mysql", mysql, mysql.user, mysql.databases.workloads),
    ...sentinel(redisMaster),
  };
}

/** The names are those of the platform's settings; the paas-stack documents know no Sentinels. */
function sentinel(master: string | undefined): Record<string, string> {
  return master === undefined ? {} : { SENTINEL_MASTER_NAME: master };
}

function database(
  prefix: string,
  authority: AuthorityName,
  server: DatabaseServer,
  user: string,
  name: string,
): Record<string, string> {
  return {
    [`${prefix}_NAME`]: name,
    [`${prefix}_USER`]: user,
    [`${prefix}_HOST`]: server.host,
    [`${prefix}_PORT`]: String(server.port),
    ...(server.tls && { [`${prefix}_OPTIONS`]: mysqlOptions(server.tls, authority) }),
  };
}
