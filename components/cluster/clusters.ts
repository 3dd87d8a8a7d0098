import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { AppClusterSettings } from "../../config/clusters/app-clusters.ts";
import type { Settings } from "../../config/schema.ts";
import { BkpaasProvider } from "../../provider/sdk/provider.ts";
import { kubernetesProvider } from "../kubernetes-provider.ts";
import { secret } from "../secrets/given.ts";
import type { ElasticSearch } from "../storage/elasticsearch.ts";
import { AppCluster, connectionOf } from "./app-cluster.ts";
import { clusterId } from "./ids.ts";
import { INITIAL, InitialCluster, type InitialClusterChoice } from "./initial-cluster.ts";

export interface ClustersArgs {
  readonly settings: Settings;
  /** Namespace of the platform, which exists already. */
  readonly namespace: pulumi.Output<string>;
  readonly elasticsearch: ElasticSearch | undefined;
  /** Provider of the platform's cluster. */
  readonly kubernetes: KubernetesProvider;
}

/** The application clusters of an environment. */
export interface Clusters {
  /** Undefined where the platform is installed without one. */
  readonly initial: InitialCluster | undefined;
  /** By the names of their entries. */
  readonly apps: Readonly<Record<string, AppCluster>>;
}

/** Registers every application cluster, each by its name alone: one more touches none of the others. */
export function applicationClusters(args: ClustersArgs): Clusters {
  const { appClusters, initialCluster } = args.settings;
  const apps = Object.fromEntries(
    Object.entries(appClusters).map(([name, settings]) => [name, appCluster(name, settings, args)]),
  );
  return {
    apps,
    initial: initialCluster.mode === "none" ? undefined : initial(initialCluster, apps, args),
  };
}

function appCluster(
  name: string,
  settings: AppClusterSettings,
  { settings: { domain, images, initialCluster }, elasticsearch }: ClustersArgs,
): AppCluster {
  const isInitial = initialCluster.mode === "appCluster" && initialCluster.name === name;
  const ids = isInitial ? INITIAL : { id: clusterId(name, domain), name };
  const args = { settings, ids, sharedDomain: domain, images, elasticsearch };
  return new AppCluster(name, args, { providers: connectionTo(name, settings) });
}

/** The cluster is the one of this name: a new address, authority or login is no reason to make anew all that is there. */
function connectionTo(name: string, settings: AppClusterSettings): pulumi.ProviderResource[] {
  const { kubeconfig, context } = connectionOf(settings);
  const cluster = { kubeconfig: secret(kubeconfig), context };
  const kubernetes = kubernetesProvider(`app-cluster-${name}`, { ...cluster, clusterIdentifier: name });
  const makesTokens = settings.mode === "kubeconfig" && settings.token.kind === "bound";
  return makesTokens ? [kubernetes, new BkpaasProvider(`app-cluster-${name}-tokens`, cluster)] : [kubernetes];
}

function initial(settings: InitialClusterChoice, apps: Clusters["apps"], args: ClustersArgs): InitialCluster {
  const { domain, namespace, images, platform, kubernetes: cluster } = args.settings;
  const makesTokens = settings.mode === "sameCluster" && settings.token.kind === "bound";
  return new InitialCluster(
    "initial-cluster",
    {
      settings,
      sharedDomain: domain,
      clusterDomain: platform.clusterDomain,
      platform: { namespace, created: args.namespace, cluster },
      appCluster: settings.mode === "appCluster" ? apps[settings.name] : undefined,
      images,
      elasticsearch: args.elasticsearch,
    },
    {
      providers: [
        args.kubernetes,
        ...(makesTokens ? [new BkpaasProvider("initial-cluster-tokens", cluster)] : []),
      ],
    },
  );
}
