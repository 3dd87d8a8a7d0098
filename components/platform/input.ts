import type { ImageSettings } from "../../config/images.ts";
import type { DatabaseNames } from "../storage/mysql.ts";

/** What the releases need to know of an environment, without any secret; the input of every values builder. */
export interface PlatformInput {
  /** Shared root domain. */
  readonly domain: string;
  /** Replicas of each process. */
  readonly replicas: number;
  readonly images: ImageSettings;
  readonly mysql: {
    readonly host: string;
    readonly port: number;
    readonly databases: DatabaseNames;
    /** User of apiserver and workloads. */
    readonly user: string;
  };
  readonly elasticsearch?: { readonly host: string; readonly port: number } | undefined;
  readonly bkrepo: {
    readonly endpoint: string;
    readonly project: string;
    readonly adminUser: string;
    readonly platformUser: string;
    readonly addonsUser: string;
    readonly lesscodeUser: string;
  };
}

/** The Secret a module reads, and a digest that changes when its content does. */
export interface ModuleSecret<Digest> {
  readonly name: string;
  readonly digest: Digest;
}
