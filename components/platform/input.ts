import type { Addresses } from "../../config/addresses.ts";
import type { ImageSettings } from "../../config/images.ts";
import type { HostAlias } from "../../config/platform/host-aliases.ts";
import type { InstallOnlyHook } from "../../config/platform/install-only.ts";
import type { Preset } from "../../config/platform/presets.ts";
import type { DatabaseNames } from "../../config/storage/database-names.ts";
import type { Tls } from "../../config/storage/existing.ts";
import type { BkrepoInput } from "./bkrepo-input.ts";

/**
 * What the releases need to know of an environment, without any secret; the input of every values builder. `Text` is
 * `string`, or `pulumi.Output<string>` for what another resource names.
 */
export interface PlatformInput<Text> {
  /** Shared root domain. */
  readonly domain: string;
  /** How browsers and pods reach what is below it. */
  readonly scheme: "http" | "https";
  readonly addresses: Addresses;
  /** How browsers reach the platform. */
  readonly ingress: {
    /** Class of the Ingresses; undefined lets the cluster's default decide. */
    readonly className?: string | undefined;
    /** Secret with the certificate, where browsers speak HTTPS with the Ingress controller. */
    readonly tlsSecret?: string | undefined;
  };
  readonly preset: Preset;
  readonly images: ImageSettings;
  /** Secrets by which nodes pull images. */
  readonly pullSecrets: readonly Text[];
  readonly hostAliases: readonly HostAlias[];
  /** DNS domain of the cluster's Services. */
  readonly clusterDomain: string;
  readonly proxy?: ProxyInput | undefined;
  readonly packages: {
    readonly pipIndexUrl?: string | undefined;
    readonly pipExtraIndexUrl?: string | undefined;
    readonly npmRegistry?: string | undefined;
  };
  /** Whether BlueKing's IAM is there. */
  readonly hasIam: boolean;
  /** Hooks of a first install that run in this upgrade too: they never did, or the initial cluster is registered anew. */
  readonly initialise: ReadonlySet<InstallOnlyHook>;
  readonly mysql: DatabaseServer & {
    readonly databases: DatabaseNames;
    /** User of apiserver and workloads, on both servers. */
    readonly user: string;
    /** User of the add-on services. */
    readonly servicesUser: string;
    /** Server of PaaS 2.0. */
    readonly openPaas: DatabaseServer;
    /** Server on which svc-mysql makes databases for applications, by this user. */
    readonly plan: DatabaseServer & { readonly user: string; readonly authIpList: readonly string[] };
  };
  /** The master's name, where Redis is behind Sentinels. */
  readonly redisMaster?: string | undefined;
  /** RabbitMQ on which svc-rabbitmq makes virtual hosts for applications, by this administrator. */
  readonly rabbitmq: {
    readonly host: string;
    readonly port: number;
    readonly apiPort: number;
    readonly admin: string;
  };
  /** ConfigMap with the certificates of the stores' authorities; undefined where every machine knows them. */
  readonly authorities: Text | undefined;
  readonly elasticsearch?: { readonly host: string; readonly port: number } | undefined;
  /** Begin of the index names in ElasticSearch, as the log collectors write them; undefined where there is none. */
  readonly indexPrefixes?: { readonly app: string; readonly ingress: string } | undefined;
  readonly bkrepo: BkrepoInput;
}

/** A MySQL server as pods reach it. */
export interface DatabaseServer {
  readonly host: string;
  readonly port: number;
  readonly tls: Tls;
}

/** By which proxy pods leave the cluster. */
export interface ProxyInput {
  readonly http?: string | undefined;
  readonly https?: string | undefined;
  /** Hosts and domains that are reached without it. */
  readonly except: readonly string[];
}

/** The Secret a module reads, and a digest that changes when its content does. */
export interface ModuleSecret<Digest> {
  readonly name: string;
  readonly digest: Digest;
}
