import { changedVariables } from "../../../config/address-variables.ts";
import { ingressHostOf } from "../../../config/addresses.ts";
import { type ImageName, imageOf, runtimeImages } from "../../../config/images.ts";
import { APP_CODE } from "../../app-account/application.ts";
import type { BkrepoPasswords } from "../bkrepo-input.ts";
import type { ModuleSecret, PlatformInput } from "../input.ts";
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
        // Uploads are Jobs of their own, which need no administrator.
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
    },
    webfe: { ...webfe, processes: { web: { ...sized.webfe.web, ...ingress } } },
    extraInitial,
  };
}

/**
 * The values of another chart paas-stack: the keys of its install guide and values reference, and no other. What it takes
 * outside `env` is given as single secret values.
 */
export function documentedPaasStackValues<Text>(
  input: PlatformInput<Text>,
  secrets: PaasStackSecrets<Text>,
  passwords: BkrepoPasswords<Text>,
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
  const { images, uploads } = input;
  const changed = changedVariables(input.domain, derivedScheme, input.addresses);
  const upload = (enabled: boolean, image: ImageName) => ({ enabled, image: imageOf(images, image) });
  return {
    apiserver: {
      ...serviceValues(input, "paas3-apiserver", secrets.apiserver),
      env: { ...apiserverEnv(input), ...changed.apiserver },
    },
    workloads: { ...serviceValues(input, "paas3-workloads", secrets.workloads), env: workloadsEnv(input) },
    webfe: { ...imageValues(images, "paas3-webfe"), env: changed.webfe },
    extraInitial: {
      devops: upload(uploads.devops, "paas3-buildpack-toolkit"),
      npm: upload(uploads.npm, "paas3-init-npm"),
      pypi: upload(uploads.pypi, "paas3-init-pypi"),
    },
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
function apiserverEnv(input: PlatformInput<unknown>): Record<string, string> {
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
