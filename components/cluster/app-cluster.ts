import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import * as pulumi from "@pulumi/pulumi";
import type { Login } from "../../config/clusters/login.ts";
import type { AppClusterSettings } from "../../config/clusters/app-clusters.ts";
import { apiServersOf, kubeconfigOf } from "../../config/clusters/given-login.ts";
import type { Hidden } from "../../config/hidden.ts";
import { givenLogin } from "./given-login.ts";
import { ClusterIdentity } from "./identity.ts";
import { type ClusterIds, PLATFORM_ACCOUNT } from "./ids.ts";
import { type InstalledArgs, installComponents } from "./installed.ts";
import { registrationOf } from "./registration-of.ts";
import type { Registration } from "./registration.ts";

export interface AppClusterArgs extends InstalledArgs {
  readonly settings: AppClusterSettings;
  /** By what the platform is to know it. */
  readonly ids: ClusterIds;
  /** Root domain of the platform. */
  readonly sharedDomain: string;
}

/**
 * One cluster for applications: a namespace of ours, the platform's account unless its login is given, and what applications
 * need there. Takes `kubernetes` of that cluster from its options, and `bkpaas` where it makes bound tokens.
 */
export class AppCluster extends pulumi.ComponentResource {
  declare readonly registration: Registration<pulumi.Output<string>>;
  /** Namespace of what is installed there, once it exists. */
  declare readonly namespace: pulumi.Output<string>;
  declare readonly ingressClass: string;
  /** Secret with the token that this program made; undefined where somebody else made the login. */
  declare readonly tokenSecret: pulumi.Output<string> | undefined;

  constructor(name: string, args: AppClusterArgs, options?: pulumi.ComponentResourceOptions) {
    const { settings, ids, sharedDomain } = args;
    const apiServers = apiServersOf(settings);
    super("bkpaas:cluster:AppCluster", name, { mode: settings.mode, apiServers }, options);
    const metadata = { name: settings.namespace };
    this.namespace = new Namespace(`${name}-namespace`, { metadata }, { parent: this }).metadata.name;
    const { login, tokenSecret } = this.#login(name, settings);
    this.registration = registrationOf(settings, { ids, apiServers, login, sharedDomain });
    this.tokenSecret = tokenSecret;
    this.ingressClass = settings.ingress.className;
    const { kubeconfig, context } = connectionOf(settings);
    const reported = { namespace: settings.namespace, cluster: { kubeconfig: kubeconfig.reveal(), context } };
    installComponents(name, args, { namespace: this.namespace, reported }, this);
    this.registerOutputs({ ...ids, namespace: this.namespace, ingressClass: this.ingressClass });
  }

  #login(
    name: string,
    settings: AppClusterSettings,
  ): { login: Login<pulumi.Output<string>>; tokenSecret?: pulumi.Output<string> } {
    if (settings.mode !== "kubeconfig") return { login: givenLogin(settings) };
    const args = { namespace: this.namespace, account: PLATFORM_ACCOUNT, settings };
    return new ClusterIdentity(`${name}-identity`, args, { parent: this });
  }
}

/** How this machine reaches a cluster. */
export function connectionOf(settings: AppClusterSettings): {
  kubeconfig: Hidden;
  context: string | undefined;
} {
  const context = settings.mode === "kubeconfig" ? settings.context : undefined;
  return { kubeconfig: kubeconfigOf(settings), context };
}
