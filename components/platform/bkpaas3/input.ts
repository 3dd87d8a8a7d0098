import type { Registration } from "../../cluster/registration.ts";
import type { PlatformInput } from "../input.ts";
import type { PlatformSecretValues } from "../secret-environment.ts";
import type { Tls } from "../../../config/storage/existing.ts";

/** What chart bkpaas3 wants to know beside what every chart does. */
export interface Bkpaas3Input<Text> extends PlatformInput<Text> {
  readonly redis: RedisInput;
  /** Whether bk-auth keeps the secrets of applications, and not PaaS 2.0. */
  readonly hasBkAuth: boolean;
}

/** The platform's Redis in parts: the chart puts its addresses together itself. */
export interface RedisInput {
  /** Behind Sentinels, the first of them. */
  readonly host: string;
  readonly port: number;
  readonly tls: Tls;
  /** As `host:port`, all with one port; undefined where the server is asked directly. */
  readonly sentinels?: readonly string[] | undefined;
  readonly databases: { readonly platform: number; readonly workloadsTasks: number };
}

/** The secrets that chart bkpaas3 takes, each as its reader is to hold it. */
export interface Bkpaas3SecretValues<Text> extends PlatformSecretValues<Text> {
  readonly redisPassword?: Text | undefined;
  /** Virtual host of the platform on RabbitMQ, for the tasks of workloads; without it they are in Redis. */
  readonly celeryBrokerUrl?: Text | undefined;
  /** The cluster for applications that the platform is installed with. */
  readonly initialCluster?: Registration<Text> | undefined;
}

/** Writes a text in another form: at once, or when it is known. */
export type Rewrite<Text> = (text: Text, form: (plain: string) => string) => Text;

/** For texts that are known. */
export const atOnce: Rewrite<string> = (text, form) => form(text);
