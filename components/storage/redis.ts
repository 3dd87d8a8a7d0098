import * as pulumi from "@pulumi/pulumi";
import { redisUrl } from "./url.ts";

/** A Redis server that exists. */
export interface ExistingRedis {
  readonly mode: "existing";
  readonly host: string;
  readonly port: number;
  readonly password?: pulumi.Output<string> | undefined;
}

export interface RedisArgs {
  readonly server: ExistingRedis;
  /** Database numbers by use; they differ (rule of the install guide, checked in the configuration). */
  readonly databases: { readonly platform: number; readonly workloadsTasks: number };
}

/** Where the platform finds Redis, and the addresses of its databases there. */
export class Redis extends pulumi.ComponentResource {
  declare readonly host: string;
  declare readonly port: number;
  /** `REDIS_URL` of the apiserver and `STREAM_CHANNEL_REDIS_URL` of workloads, one value for both. */
  declare readonly platformUrl: pulumi.Output<string>;
  /** Task queue and its results, of workloads. */
  declare readonly workloadsTasksUrl: pulumi.Output<string>;

  constructor(name: string, args: RedisArgs, options?: pulumi.ComponentResourceOptions) {
    const { mode, host, port } = args.server;
    super("bkpaas:storage:Redis", name, { mode, host, port, databases: args.databases }, options);
    const url = (database: number): pulumi.Output<string> =>
      pulumi.secret(
        pulumi.output(args.server.password).apply((password) => redisUrl({ host, port, database, password })),
      );
    this.host = host;
    this.port = port;
    this.platformUrl = url(args.databases.platform);
    this.workloadsTasksUrl = url(args.databases.workloadsTasks);
    this.registerOutputs({
      host,
      port,
      platformUrl: this.platformUrl,
      workloadsTasksUrl: this.workloadsTasksUrl,
    });
  }
}
