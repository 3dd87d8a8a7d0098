import type { ImageSettings } from "../../config/images.ts";
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
  /** Replicas of each process. */
  readonly replicas: number;
  readonly images: ImageSettings;
  /** Secret by which nodes pull images; undefined where the registry asks for no account. */
  readonly pullSecret: Text | undefined;
  readonly mysql: DatabaseServer & {
    readonly databases: DatabaseNames;
    /** User of apiserver and workloads, on both servers. */
    readonly user: string;
    /** Server of PaaS 2.0. */
    readonly openPaas: DatabaseServer;
  };
  /** The master's name, where Redis is behind Sentinels. */
  readonly redisMaster?: string | undefined;
  /** ConfigMap with the certificates of the stores' authorities; undefined where every machine knows them. */
  readonly authorities: Text | undefined;
  readonly elasticsearch?: { readonly host: string; readonly port: number } | undefined;
  readonly bkrepo: BkrepoInput;
}

/** A MySQL server as pods reach it. */
export interface DatabaseServer {
  readonly host: string;
  readonly port: number;
  readonly tls: Tls;
}

/** The Secret a module reads, and a digest that changes when its content does. */
export interface ModuleSecret<Digest> {
  readonly name: string;
  readonly digest: Digest;
}
