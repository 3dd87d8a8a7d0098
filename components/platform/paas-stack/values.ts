import { changedVariables } from "../../../config/address-variables.ts";
import { ingressHostOf } from "../../../config/addresses.ts";
import { runtimeImages } from "../../../config/images.ts";
import { APP_CODE } from "../../app-account/application.ts";
import { initialClusterValues } from "../../cluster/chart-values.ts";
import type { Registration } from "../../cluster/registration.ts";
import type { BkrepoPasswords } from "../bkrepo-input.ts";
import type { ModuleSecret, PlatformInput } from "../input.ts";
import { NO_UPLOADS } from "../no-uploads.ts";
import {
  databaseEnv,
  imageValues,
  initialiseValues,
  placeValues,
  podValues,
  processValues,
  serviceValues,
} from "../module-values.ts";

import { type PresentSecrets, apiserverSettings, workloadsSettings } from "./settings-env.ts";

/** The Secrets of the release, by reader. */
export interface PaasStackSecrets<Text> {
  readonly apiserver: ModuleSecret<Text>;
  readonly workloads: ModuleSecret<Text>;
}

/** Our chart's own: where bkrepo's passwords are, which secrets modules have, and a digest of the chart's files. */
export interface OwnPaasStack<Text> {
  readonly bkrepo: ModuleSecret<Text>;
  readonly present: PresentSecrets;
  readonly digest: string;
  readonly initialCluster?: ClusterSecret<Text> | undefined;
}

/** The Secret with the initial cluster's fixture. */
export interface ClusterSecret<Text> {
  readonly name: Text;
  readonly digest: Text;
  readonly reapply: "never" | "always";
}

/**
 * The values of our chart paas-stack. No secret is among them: modules read Secrets by `envFrom`, bkrepo's passwords by
 * `existingSecret`, and the digest beside each restarts its readers.
 */
export function paasStackValues<Text>(
  input: PlatformInput<Text>,
  secrets: PaasStackSecrets<Text>,
  own: OwnPaasStack<Text>,
) {
  const { apiserver, workloads, webfe, extraInitial } = modules(input, secrets, input.scheme);
  const ingress = { ingress: { host: ingressHostOf(input.addresses) } };
  const sized = {
    apiserver: processValues(input, { web: "web", worker: "worker" }).processes,
    workloads: processValues(input, { web: "web", worker: "worker" }).processes,
    webfe: processValues(input, { web: "page" }).processes,
  };
  return {
    chartDigest: own.digest,
    global: {
      sharedDomain: input.domain,
      scheme: input.scheme,
      ...placeValues(input),
      ...podValues(input),
      ...ingressValues(input),
      bkrepoConfig: {
        ...bkrepoConfig(input),
        addonsProject: input.bkrepo.addonsProject,
        initEnabled: input.bkrepo.adminUser !== undefined,
        existingSecret: own.bkrepo.name,
        checksum: own.bkrepo.digest,
      },
    },
    apiserver: {
      ...apiserver,
      extraEnv: apiserverSettings(input, own.present),
      processes: { ...sized.apiserver, web: { ...sized.apiserver.web, ...ingress } },
      preRunHooks: { "on-initial-script": { resources: input.preset.shares.job.resources } },
    },
    workloads: {
      ...workloads,
      extraEnv: workloadsSettings(input, own.present),
      processes: sized.workloads,
      ...initialiseValues(input, "workloads"),
      ...clusterReference(own.initialCluster, workloads.podAnnotations),
    },
    webfe: { ...webfe, processes: { web: { ...sized.webfe.web, ...ingress } } },
    extraInitial,
  };
}

/** What workloads knows of the initial cluster. */
interface ClusterReference<Text> {
  readonly podAnnotations: Readonly<Record<string, Text>>;
  readonly initialCluster?: {
    readonly enabled: true;
    readonly existingSecret: Text;
    readonly checksum?: Text;
  };
}

/**
 * The initial cluster of workloads. Registered anew, a change of it makes a revision of the release, and after its hook
 * restarts the processes, which read their clusters once, at the start.
 */
function clusterReference<Text>(
  cluster: ClusterSecret<Text> | undefined,
  podAnnotations: Readonly<Record<string, Text>>,
): ClusterReference<Text> {
  if (!cluster) return { podAnnotations };
  const { name, digest, reapply } = cluster;
  const initialCluster = { enabled: true, existingSecret: name } as const;
  if (reapply === "never") return { podAnnotations, initialCluster };
  return {
    podAnnotations: { ...podAnnotations, "checksum/cluster": digest },
    initialCluster: { ...initialCluster, checksum: digest },
  };
}

/** What another chart takes as single secret values: it knows no Secret of ours for them. */
export interface DocumentedSecrets<Text> {
  readonly bkrepo: BkrepoPasswords<Text>;
  readonly initialCluster?: Registration<Text> | undefined;
}

/**
 * The values of another chart paas-stack: the keys of its install guide and values reference, and no other. What it takes
 * outside `env` is given as single secret values.
 */
export function documentedPaasStackValues<Text>(
  input: PlatformInput<Text>,
  secrets: PaasStackSecrets<Text>,
  { bkrepo: passwords, initialCluster }: DocumentedSecrets<Text>,
) {
  const { apiserver, workloads, webfe, extraInitial } = modules(input, secrets, "http");
  const ingress = { processes: { ingress: { host: ingressHostOf(input.addresses) } } };
  const replicaCount = { replicaCount: input.preset.shares.web.replicas };
  return {
    global: {
      sharedDomain: input.domain,
      ...podValues(input),
      bkrepoConfig: {
        ...bkrepoConfig(input),
        ...(passwords.admin && { adminPassword: passwords.admin }),
        bkpaas3Password: passwords.platform,
        addonsPassword: passwords.addons,
        lesscodePassword: passwords.lesscode,
      },
    },
    apiserver: { ...apiserver, ...replicaCount, ...ingress },
    workloads: {
      ...workloads,
      ...replicaCount,
      ...ingress,
      ...initialiseValues(input, "workloads"),
      ...(initialCluster && { initialCluster: initialClusterValues(initialCluster, "host") }),
    },
    webfe: { ...webfe, ...replicaCount },
    extraInitial,
  };
}

function modules<Text>(
  input: PlatformInput<Text>,
  secrets: PaasStackSecrets<Text>,
  derivedScheme: "http" | "https",
) {
  const { images } = input;
  const changed = changedVariables(input.domain, derivedScheme, input.addresses);
  return {
    apiserver: {
      ...serviceValues(input, "paas3-apiserver", secrets.apiserver),
      env: { ...apiserverEnv(input), ...changed.apiserver },
    },
    workloads: { ...serviceValues(input, "paas3-workloads", secrets.workloads), env: workloadsEnv(input) },
    webfe: { ...imageValues(images, "paas3-webfe"), env: changed.webfe },
    extraInitial: NO_UPLOADS,
  };
}

function ingressValues({ ingress: { className, tlsSecret } }: PlatformInput<unknown>) {
  const ingress = {
    ...(className !== undefined && { className }),
    ...(tlsSecret !== undefined && { tlsSecret }),
  };
  return Object.keys(ingress).length > 0 ? { ingress } : {};
}

/** The keys of the guide's step 2 that are no secret. */
function bkrepoConfig({ bkrepo }: PlatformInput<unknown>) {
  return {
    endpoint: bkrepo.endpoint,
    ...(bkrepo.adminUser !== undefined && { adminUsername: bkrepo.adminUser }),
    bkpaas3Project: bkrepo.project,
    bkpaas3Username: bkrepo.platformUser,
    addonsUsername: bkrepo.addonsUser,
    lesscodeUsername: bkrepo.lesscodeUser,
  };
}

/** Environment values are text, ports included: the chart's documents say so. */
export function apiserverEnv(input: PlatformInput<unknown>): Record<string, string> {
  const { mysql, elasticsearch, packages } = input;
  return {
    BK_APP_CODE: APP_CODE,
    ...runtimeImages(input.images),
    ...databaseEnv("PAAS3_MYSQL", "mysql", mysql, mysql.user, mysql.databases.apiserver),
    ...databaseEnv(
      "OPEN_PAAS_MYSQL",
      "mysql-open-paas",
      mysql.openPaas,
      mysql.user,
      mysql.databases.openPaas,
    ),
    ...sentinel(input.redisMaster),
    ...(elasticsearch && {
      LOG_ELASTICSEARCH_HOST: elasticsearch.host,
      LOG_ELASTICSEARCH_PORT: String(elasticsearch.port),
    }),
    ...(packages.pipIndexUrl !== undefined && { BUILDPACK_PYTHON_PIP_INDEX_URL: packages.pipIndexUrl }),
    ...(packages.pipExtraIndexUrl !== undefined && {
      BUILDPACK_PYTHON_PIP_EXTRA_INDEX_URL: packages.pipExtraIndexUrl,
    }),
    ...(packages.npmRegistry !== undefined && { BUILDPACK_NODEJS_NPM_REGISTRY: packages.npmRegistry }),
    // The apiserver's own settings name; without it every page asks IAM, which isn't there.
    ...(!input.hasIam && { PAAS_BK_IAM_SKIP: "true" }),
  };
}

function workloadsEnv({ mysql, redisMaster }: PlatformInput<unknown>): Record<string, string> {
  return {
    ...databaseEnv("ENGINE_MYSQL", "mysql", mysql, mysql.user, mysql.databases.workloads),
    ...sentinel(redisMaster),
  };
}

/** The names are those of the platform's settings; the paas-stack documents know no Sentinels. */
function sentinel(master: string | undefined): Record<string, string> {
  return master === undefined ? {} : { SENTINEL_MASTER_NAME: master };
}
