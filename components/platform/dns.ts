import * as pulumi from "@pulumi/pulumi";
import type { DnsSettings } from "../../config/addresses-section.ts";
import { CorefileBlock } from "../../provider/sdk/dns/corefile-block.ts";

export interface PlatformNamesArgs {
  readonly dns: DnsSettings;
  /** Names that the cluster's DNS is to answer, where it is asked to. */
  readonly names: readonly string[];
  /** Namespace of the platform, by which the block is told from those of other environments. */
  readonly namespace: string;
}

/**
 * The names of the platform in the DNS of the cluster; with any other `mode` nothing. Takes the provider `bkpaas` of the
 * cluster from its options.
 */
export class PlatformNames extends pulumi.ComponentResource {
  /** Address to which the cluster's DNS leads the names; undefined where it is not this program's to say. */
  declare readonly ip: pulumi.Output<string> | undefined;

  constructor(
    name: string,
    { dns, names, namespace }: PlatformNamesArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("bkpaas:platform:Names", name, {}, options);
    this.ip = dns.mode === "coredns" ? registerBlock(name, { dns, names, namespace }, this) : undefined;
    this.registerOutputs({ ip: this.ip });
  }
}

function registerBlock(
  name: string,
  { dns, names, namespace }: PlatformNamesArgs & { dns: Extract<DnsSettings, { mode: "coredns" }> },
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { target, configMap, key } = dns;
  const args = { name: namespace, names, target, namespace: dns.namespace, configMap, key };
  return new CorefileBlock(`${name}-coredns`, args, { parent }).ip;
}
