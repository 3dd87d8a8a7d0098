import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { chartDefaults } from "../../../config/chart-defaults.ts";
import { chartDigest } from "../../../config/chart-digest.ts";
import { isOwn, ownChartFolder } from "../../../config/platform/chart.ts";
import type { PaasStackSettings } from "../../../config/platform/platform.ts";
import type { ValueTree } from "../../../config/platform/value-tree.ts";
import type { BkServices } from "../bk-services/bk-services.ts";
import { clusterFixture } from "../../cluster/fixture.ts";
import { withoutDefaults } from "../without-defaults.ts";
import { contentDigest, secretsOf } from "../module-secret.ts";
import { type ClusterSecret, documentedPaasStackValues, paasStackValues } from "./values.ts";
import { type PlatformArgs, inputOf, presentSecretsOf, secretValuesOf } from "../platform-args.ts";
import { type ReleaseFacts, platformRelease, shownInputs } from "../platform-release.ts";
import { apiserverSecrets, bkrepoSecrets, workloadsSecrets } from "../secret-environment.ts";

/** Name of the chart in the documents, and of the folder of ours. */
const CHART = "paas-stack";
const FOLDER = ownChartFolder(CHART);

/** Secret with the fixture of the initial cluster, which our chart calls so where it makes it itself. */
const CLUSTER_SECRET = "bkpaas3-workloads-initial-cluster";

export interface PaasStackArgs extends PlatformArgs {
  readonly platform: PaasStackSettings;
  /** The add-on services, which the last hook asks for their plans. */
  readonly services: BkServices;
}

/**
 * The developer centre: its Secrets, and the Helm release that reads them. Takes the provider `kubernetes` from its
 * options.
 *
 * **Gotchas** A failed first install is repaired by an upgrade, in which hooks of a first install run only with
 * `platform.recovery: initialise`.
 */
export class PaasStack extends pulumi.ComponentResource {
  declare readonly release: ReleaseFacts;

  constructor(name: string, args: PaasStackArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = args.platform.paasStack;
    super("bkpaas:platform:PaasStack", name, shownInputs(settings, args.platform), options);
    const secretFor = secretsOf(name, args, this);
    const secrets = secretValuesOf(args);
    const modules = {
      apiserver: secretFor("apiserver", apiserverSecrets(secrets)),
      workloads: secretFor("workloads", workloadsSecrets(secrets)),
    };
    const cluster = isOwn(settings.chart) ? this.#clusterSecret(name, args) : undefined;
    const own = (): ValueTree =>
      paasStackValues(inputOf(args), modules, {
        bkrepo: secretFor("bkrepo", bkrepoSecrets(secrets)),
        present: presentSecretsOf(args),
        digest: chartDigest(FOLDER),
        initialCluster: cluster,
      });
    const values = isOwn(settings.chart)
      ? withoutDefaults(own(), chartDefaults(FOLDER))
      : documentedPaasStackValues(inputOf(args), modules, {
          bkrepo: secrets.bkrepo,
          initialCluster: args.initialCluster?.registration,
        });
    this.release = platformRelease(
      name,
      {
        releaseName: settings.name,
        chart: CHART,
        source: settings.chart,
        values,
        overlay: settings.values,
      },
      args,
      // The migration Job needs the databases and the grants on them, the processes Redis, the last hook the application's
      // account, the uploads bkrepo's repositories.
      { parent: this, dependsOn: [args.services, args.mysql, args.redis, args.bkrepo, args.appAccount] },
    );
    const { name: releaseName, revision, status } = this.release;
    // Another digest, and the platform has to be told: by the release, or by a person (nextSteps).
    const registered = cluster && { initialCluster: cluster.digest };
    this.registerOutputs({ releaseName, revision, status, ...registered });
  }

  /** Where the cluster is registered at the first install only, the Secret may change without a revision of the release. */
  #clusterSecret(
    name: string,
    { initialCluster, namespace, keys }: PlatformArgs,
  ): ClusterSecret<pulumi.Output<string>> | undefined {
    if (!initialCluster) return undefined;
    const content = {
      "cluster.yaml": pulumi.secret(pulumi.output(initialCluster.registration).apply(clusterFixture)),
    };
    const secret = new Secret(
      `${name}-initial-cluster`,
      { metadata: { name: CLUSTER_SECRET, namespace }, stringData: content },
      { parent: this },
    );
    return {
      name: secret.metadata.name,
      digest: contentDigest(keys.encryption, content, secret),
      reapply: initialCluster.reapply,
    };
  }
}
