import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { Release } from "@pulumi/kubernetes/helm/v3/release.js";
import * as pulumi from "@pulumi/pulumi";
import type { ImageSettings } from "../../config/images.ts";
import type { AppAccount } from "../app-account/app-account.ts";
import type { Bkrepo } from "../bkrepo/bkrepo.ts";
import { keyedDigest } from "../secrets/digest.ts";
import type { PlatformKeys } from "../secrets/platform-secrets.ts";
import type { ElasticSearch } from "../storage/elasticsearch.ts";
import type { MySQL } from "../storage/mysql/mysql.ts";
import type { Redis } from "../storage/redis.ts";
import { authoritiesMap } from "./authorities.ts";
import { bkrepoInputOf } from "./bkrepo-input.ts";
import type { ModuleSecret, PlatformInput } from "./input.ts";
import { paasStackValues } from "./paas-stack-values.ts";
import { dockerConfig } from "./registry.ts";
import {
  type Environment,
  type PlatformSecretValues,
  apiserverSecrets,
  blobstoreConfig,
  uploadSecrets,
  workloadsSecrets,
} from "./secret-environment.ts";

export interface PaasStackArgs {
  /** Name of the Helm release. */
  readonly releaseName: string;
  /** Namespace, which exists already. */
  readonly namespace: pulumi.Input<string>;
  /** Folder of the chart, relative to the program, and a digest of its files. */
  readonly chart: { readonly path: string; readonly digest: string };
  /** How long an install or upgrade may take, in seconds. */
  readonly timeoutSeconds: number;
  /** Shared root domain. */
  readonly domain: string;
  /** Replicas of each process. */
  readonly replicas: number;
  readonly images: ImageSettings;
  readonly keys: PlatformKeys;
  readonly mysql: MySQL;
  readonly redis: Redis;
  readonly elasticsearch: ElasticSearch | undefined;
  readonly bkrepo: Bkrepo;
  readonly appAccount: AppAccount;
}

type SecretOutputs = Environment<pulumi.Output<string>>;

/**
 * The developer centre: its Secrets, and the Helm release that reads them. Takes the provider `kubernetes` from its
 * options.
 *
 * **Gotchas** A failed first install is repaired by an upgrade, and hooks that run at the first install only are not
 * made up for by it.
 */
export class PaasStack extends pulumi.ComponentResource {
  declare readonly releaseName: string;
  /** Revision of the release; a second update leaves it as it is. */
  declare readonly revision: pulumi.Output<number>;
  declare readonly status: pulumi.Output<string>;

  constructor(name: string, args: PaasStackArgs, options?: pulumi.ComponentResourceOptions) {
    const { releaseName, chart, namespace } = args;
    super("bkpaas:platform:PaasStack", name, { releaseName, chart: chart.path }, options);
    const secrets = secretValuesOf(args);
    const secretFor = (module: string, environment: SecretOutputs): ModuleSecret<pulumi.Output<string>> => {
      const secret = new Secret(
        `${name}-${module}-secrets`,
        { metadata: { name: `bkpaas3-${module}-secrets`, namespace }, stringData: environment },
        { parent: this },
      );
      return {
        name: `bkpaas3-${module}-secrets`,
        digest: digestOf(args.keys.encryption, environment, secret),
      };
    };
    const moduleSecrets = {
      apiserver: secretFor("apiserver", apiserverSecrets(secrets)),
      workloads: secretFor("workloads", workloadsSecrets(secrets)),
      uploads: secretFor("uploads", uploadSecrets(secrets)),
    };
    const authorities = this.#authorities(name, args);
    const pullSecret = this.#pullSecret(name, args);
    const release = new Release(
      `${name}-release`,
      {
        name: releaseName,
        namespace,
        chart: chart.path,
        timeout: args.timeoutSeconds,
        waitForJobs: true,
        maxHistory: 5,
        values: paasStackValues(inputOf(args, { authorities, pullSecret }), moduleSecrets, chart.digest),
      },
      // The migration Job needs the databases and the grants on them, the processes Redis, the last hook the application's
      // account, the uploads bkrepo's repositories.
      { parent: this, dependsOn: [args.mysql, args.redis, args.bkrepo, args.appAccount] },
    );
    this.releaseName = releaseName;
    this.revision = release.status.revision;
    this.status = release.status.status;
    this.registerOutputs({ releaseName, revision: this.revision, status: this.status });
  }

  /** Registers the ConfigMap that the release's pods mount. @returns its name, where there is one. */
  #authorities(
    name: string,
    { mysql, redis, elasticsearch, namespace }: PaasStackArgs,
  ): pulumi.Output<string> | undefined {
    const map = authoritiesMap({
      mysql: mysql.tls?.ca,
      "mysql-open-paas": mysql.openPaas.tls?.ca,
      redis: redis.tls?.ca,
      elasticsearch: elasticsearch?.ca,
    });
    if (!map) return undefined;
    const metadata = { name: map.name, namespace };
    return new ConfigMap(
      `${name}-authorities`,
      { metadata, data: map.data, immutable: true },
      { parent: this },
    ).metadata.name;
  }

  /** Registers the Secret by which nodes pull images. @returns its name, where the registry asks for an account. */
  #pullSecret(name: string, { images, namespace }: PaasStackArgs): pulumi.Output<string> | undefined {
    const { registry, credentials } = images;
    if (!credentials) return undefined;
    const config = dockerConfig(registry, credentials.user, credentials.password.reveal());
    return new Secret(
      `${name}-registry`,
      {
        metadata: { name: "bkpaas3-registry", namespace },
        type: "kubernetes.io/dockerconfigjson",
        stringData: { ".dockerconfigjson": pulumi.secret(config) },
      },
      { parent: this },
    ).metadata.name;
  }
}

function inputOf(
  { domain, replicas, images, mysql, redis, elasticsearch, bkrepo }: PaasStackArgs,
  named: Pick<PlatformInput<pulumi.Output<string>>, "authorities" | "pullSecret">,
): PlatformInput<pulumi.Output<string>> {
  return {
    ...named,
    domain,
    replicas,
    images,
    mysql: {
      host: mysql.host,
      port: mysql.port,
      tls: mysql.tls,
      databases: mysql.databases,
      user: mysql.platform.user,
      openPaas: mysql.openPaas,
    },
    redisMaster: redis.sentinel?.master,
    elasticsearch: elasticsearch && { host: elasticsearch.host, port: elasticsearch.port },
    bkrepo: bkrepoInputOf(bkrepo),
  };
}

function secretValuesOf(args: PaasStackArgs): PlatformSecretValues<pulumi.Output<string>> {
  const { keys, mysql, redis, elasticsearch, bkrepo } = args;
  const { endpoint, project, platform } = bkrepo;
  return {
    keys,
    mysqlPassword: mysql.platform.password,
    redisUrl: redis.platformUrl,
    workloadsTasksUrl: redis.workloadsTasksUrl,
    sentinelPassword: redis.sentinel?.password,
    elasticsearchAuth: elasticsearch?.auth,
    bkrepo: {
      admin: bkrepo.admin?.password,
      platform: platform.password,
      addons: bkrepo.addons.password,
      lesscode: bkrepo.lesscode.password,
      blobstore: platform.password.apply((password) =>
        blobstoreConfig({ endpoint, project, user: platform.user, password }),
      ),
    },
  };
}

/** A digest of a Secret's content. It also makes the release wait for the Secret. */
function digestOf(
  key: pulumi.Output<string>,
  environment: SecretOutputs,
  secret: Secret,
): pulumi.Output<string> {
  return pulumi.unsecret(
    pulumi
      .all([key, pulumi.all(environment), secret.id])
      .apply(([opened, content]) => keyedDigest(opened, content)),
  );
}
