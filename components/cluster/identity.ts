import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { ClusterRole } from "@pulumi/kubernetes/rbac/v1/clusterRole.js";
import { ClusterRoleBinding } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceAccountSettings, Login } from "../../config/clusters/login.ts";
import { ServiceAccountToken } from "../../provider/sdk/cluster/service-account-token.ts";
import { narrowRules } from "./narrow-rights.ts";

const SECONDS_PER_DAY = 86_400;

export interface ClusterIdentityArgs {
  /** Namespace of the account, which exists already. */
  readonly namespace: pulumi.Input<string>;
  /** Name of the ServiceAccount; upstream's scripts call it bk-paasengine. */
  readonly account: string;
  readonly settings: ServiceAccountSettings;
}

type TokenLogin = Extract<Login<pulumi.Output<string>>, { readonly by: "token" }>;

/** What a token is and where it lies. */
interface Issued {
  readonly token: pulumi.Output<string>;
  /** Base64 of PEM. */
  readonly ca: pulumi.Output<string>;
  readonly secret: pulumi.Output<string>;
}

/**
 * The platform's account in a cluster: a ServiceAccount, its rights, and a token. Takes the providers `kubernetes` and, for a
 * bound token, `bkpaas` of that cluster from its options. Whoever has the token has the rights: they are given before it.
 */
export class ClusterIdentity extends pulumi.ComponentResource {
  /** How the platform logs in; secret. */
  declare readonly login: TokenLogin;
  /** Secret of the namespace by whose deletion the token ends. */
  declare readonly tokenSecret: pulumi.Output<string>;

  constructor(name: string, args: ClusterIdentityArgs, options?: pulumi.ComponentResourceOptions) {
    super("bkpaas:cluster:Identity", name, {}, options);
    const metadata = { name: args.account, namespace: args.namespace };
    // Nothing runs by this account in the cluster.
    const account = new ServiceAccount(
      `${name}-account`,
      { metadata, automountServiceAccountToken: false },
      { parent: this },
    );
    const binding = this.#binding(name, args, account);
    const issue = { secret: longLived, bound }[args.settings.token.kind];
    const { token, ca, secret } = issue(name, args, account, { parent: this, dependsOn: binding });
    this.login = { by: "token", ca: pulumi.secret(ca), token: pulumi.secret(token) };
    this.tokenSecret = secret;
    this.registerOutputs({ login: this.login, tokenSecret: secret });
  }

  #binding(name: string, args: ClusterIdentityArgs, account: ServiceAccount): ClusterRoleBinding {
    const role = this.#role(name, args);
    return new ClusterRoleBinding(
      `${name}-rights`,
      {
        metadata: { name: clusterWide(args, args.settings.rights) },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
        subjects: [{ kind: "ServiceAccount", name: account.metadata.name, namespace: args.namespace }],
      },
      { parent: this },
    );
  }

  #role(name: string, args: ClusterIdentityArgs): pulumi.Input<string> {
    if (args.settings.rights === "clusterAdmin") return "cluster-admin";
    const metadata = { name: clusterWide(args, "narrow") };
    return new ClusterRole(`${name}-role`, { metadata, rules: narrowRules() }, { parent: this }).metadata
      .name;
  }
}

/** A name in the cluster that no other stack has there. Other rights have another: they are given before the old are taken. */
function clusterWide({ namespace, account }: ClusterIdentityArgs, rights: string): pulumi.Output<string> {
  return pulumi.interpolate`bkpaas:${pulumi.getStack()}:${namespace}:${account}:${rights}`;
}

/**
 * A token in a Secret that Kubernetes fills in; another edition is another Secret, made before the old one goes. Pulumi adds
 * random digits to its name: such a token is signed over the names and ids of account and Secret, without a time, so that a
 * Secret of the same name would bring a token back that was ended.
 */
function longLived(
  name: string,
  { namespace, settings }: ClusterIdentityArgs,
  { metadata }: ServiceAccount,
  options: pulumi.CustomResourceOptions,
): Issued {
  const secret = new Secret(
    `${name}-token-${settings.token.edition}`,
    {
      metadata: { namespace, annotations: { "kubernetes.io/service-account.name": metadata.name } },
      type: "kubernetes.io/service-account-token",
    },
    options,
  );
  const text = (key: string, encoding: "base64" | "utf8"): pulumi.Output<string> =>
    secret.data.apply((data) => Buffer.from(data[key] ?? "", "base64").toString(encoding));
  return { token: text("token", "utf8"), ca: text("ca.crt", "base64"), secret: secret.metadata.name };
}

/** A token that ends by itself. */
function bound(
  name: string,
  { namespace, settings }: ClusterIdentityArgs,
  { metadata }: ServiceAccount,
  options: pulumi.CustomResourceOptions,
): Issued {
  const { lifetimeDays, renewDays, edition } = settings.token;
  const { token, ca, marker } = new ServiceAccountToken(
    `${name}-token`,
    {
      namespace,
      serviceAccount: metadata.name,
      lifetimeSeconds: lifetimeDays * SECONDS_PER_DAY,
      renewSeconds: renewDays * SECONDS_PER_DAY,
      edition,
    },
    options,
  );
  return { token, ca, secret: marker };
}
