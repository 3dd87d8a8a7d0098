import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import type { ImageSettings } from "../../config/images.ts";
import type { AuthorityName } from "../storage/url.ts";
import { authoritiesMap } from "./authorities.ts";
import { dockerConfig } from "./registry.ts";

export interface NamespaceObjectsArgs {
  /** Namespace of the platform, which exists already. */
  readonly namespace: pulumi.Input<string>;
  readonly images: ImageSettings;
  /** Certificates of the stores' authorities, where no machine knows them. */
  readonly authorities: Readonly<Partial<Record<AuthorityName, string | undefined>>>;
}

/** What pods of every release of the platform find in their namespace. Takes the provider `kubernetes` from its options. */
export class NamespaceObjects extends pulumi.ComponentResource {
  /** ConfigMap with the certificates of the stores' authorities; undefined where every machine knows them. */
  declare readonly authorities: pulumi.Output<string> | undefined;
  /** Secret by which nodes pull images; undefined where the registry asks for no account. */
  declare readonly pullSecret: pulumi.Output<string> | undefined;

  constructor(name: string, args: NamespaceObjectsArgs, options?: pulumi.ComponentResourceOptions) {
    super("bkpaas:platform:NamespaceObjects", name, {}, options);
    this.authorities = this.#authorities(name, args);
    this.pullSecret = this.#pullSecret(name, args);
    this.registerOutputs({ authorities: this.authorities, pullSecret: this.pullSecret });
  }

  #authorities(
    name: string,
    { authorities, namespace }: NamespaceObjectsArgs,
  ): pulumi.Output<string> | undefined {
    const map = authoritiesMap(authorities);
    if (!map) return undefined;
    const metadata = { name: map.name, namespace };
    return new ConfigMap(
      `${name}-authorities`,
      { metadata, data: map.data, immutable: true },
      { parent: this, aliases: [formerly("authorities")] },
    ).metadata.name;
  }

  #pullSecret(
    name: string,
    { images: { registry, credentials }, namespace }: NamespaceObjectsArgs,
  ): pulumi.Output<string> | undefined {
    if (!credentials) return undefined;
    const config = dockerConfig(registry, credentials.user, credentials.password.reveal());
    return new Secret(
      `${name}-registry`,
      {
        metadata: { name: "bkpaas3-registry", namespace },
        type: "kubernetes.io/dockerconfigjson",
        stringData: { ".dockerconfigjson": pulumi.secret(config) },
      },
      { parent: this, aliases: [formerly("registry")] },
    ).metadata.name;
  }
}

/** Until 0.1.0 the release paas-stack was the only one, and had them for itself. */
function formerly(role: string): pulumi.Alias {
  return {
    name: `paas-stack-${role}`,
    parent: pulumi.createUrn("paas-stack", "bkpaas:platform:PaasStack"),
  };
}
