import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import * as pulumi from "@pulumi/pulumi";
import type { InitialClusterSettings } from "../../config/clusters/initial-cluster.ts";
import type { ClusterSettings } from "../../kubernetes/connect.ts";
import type { AppCluster } from "./app-cluster.ts";
import { givenLogin } from "./given-login.ts";
import { ClusterIdentity } from "./identity.ts";
import { PLATFORM_ACCOUNT } from "./ids.ts";
import { type InstalledArgs, installComponents } from "./installed.ts";
import { registrationOf } from "./registration-of.ts";
import { INITIAL_CLUSTER_ID, INITIAL_CLUSTER_NAME, type Registration } from "./registration.ts";

/** The section where there is an initial cluster. */
export type InitialClusterChoice = Exclude<InitialClusterSettings, { mode: "none" }>;

type SameCluster = Extract<InitialClusterSettings, { mode: "sameCluster" }>;

export interface InitialClusterArgs extends Omit<InstalledArgs, "settings"> {
  readonly settings: InitialClusterChoice;
  /** Root domain of the platform. */
  readonly sharedDomain: string;
  /** Domain of the platform's cluster, such as cluster.local. */
  readonly clusterDomain: string;
  /** Namespace of the platform: its name, the same once it exists, and its cluster as this machine reaches it. */
  readonly platform: {
    readonly namespace: string;
    readonly created: pulumi.Output<string>;
    readonly cluster: ClusterSettings;
  };
  /** The entry that it is, with mode appCluster. */
  readonly appCluster: AppCluster | undefined;
}

/** What is told of the initial cluster. */
type Facts = Pick<InitialCluster, "registration" | "namespace" | "ingressClass" | "tokenSecret">;

/** By what the platform knows it. */
export const INITIAL = { id: INITIAL_CLUSTER_ID, name: INITIAL_CLUSTER_NAME } as const;

/**
 * The cluster for applications that the platform is installed with. Takes `kubernetes` of the platform's cluster from its
 * options, and `bkpaas` where it makes bound tokens.
 */
export class InitialCluster extends pulumi.ComponentResource {
  declare readonly registration: Registration<pulumi.Output<string>>;
  /** At the first install only, or with every revision of the release. */
  declare readonly reapply: "never" | "always";
  /** Namespace of what is installed for it; undefined where this program installs nothing there. */
  declare readonly namespace: pulumi.Output<string> | undefined;
  /** Class of the Ingress controller; undefined where somebody else has one there. */
  declare readonly ingressClass: string | undefined;
  /** Secret with the token that this program made; undefined where somebody else made the login. */
  declare readonly tokenSecret: pulumi.Output<string> | undefined;

  constructor(name: string, args: InitialClusterArgs, options?: pulumi.ComponentResourceOptions) {
    const { mode, reapply } = args.settings;
    super("bkpaas:cluster:InitialCluster", name, { mode, reapply }, options);
    const { registration, namespace, ingressClass, tokenSecret } = this.#facts(name, args);
    this.registration = registration;
    this.reapply = reapply;
    this.namespace = namespace;
    this.ingressClass = ingressClass;
    this.tokenSecret = tokenSecret;
    this.registerOutputs({ ...INITIAL, namespace, ingressClass });
  }

  #facts(name: string, args: InitialClusterArgs): Facts {
    const { settings, sharedDomain, appCluster } = args;
    switch (settings.mode) {
      case "sameCluster":
        return this.#sameCluster(name, settings, args);
      case "appCluster":
        if (!appCluster) throw new Error(`appClusters has no entry ${settings.name}`);
        return appCluster;
      default: {
        const { apiServers } = settings;
        const given = { ids: INITIAL, apiServers, login: givenLogin(settings), sharedDomain };
        const registration = registrationOf(settings, given);
        return { registration, namespace: undefined, ingressClass: undefined, tokenSecret: undefined };
      }
    }
  }

  #sameCluster(name: string, settings: SameCluster, args: InitialClusterArgs): Facts {
    const { platform, sharedDomain, clusterDomain } = args;
    const wanted = settings.namespace ?? platform.namespace;
    const namespace = wanted === platform.namespace ? platform.created : this.#namespace(name, wanted);
    const identity = { namespace, account: PLATFORM_ACCOUNT, settings };
    const { login, tokenSecret } = new ClusterIdentity(`${name}-identity`, identity, { parent: this });
    const reported = { namespace: wanted, cluster: platform.cluster };
    installComponents(name, { ...args, settings }, { namespace, reported }, this);
    const apiServers = [`https://kubernetes.default.svc.${clusterDomain}`];
    return {
      registration: registrationOf(settings, { ids: INITIAL, apiServers, login, sharedDomain }),
      namespace,
      ingressClass: settings.ingress.className,
      tokenSecret,
    };
  }

  #namespace(name: string, wanted: string): pulumi.Output<string> {
    return new Namespace(`${name}-namespace`, { metadata: { name: wanted } }, { parent: this }).metadata.name;
  }
}
