import * as pulumi from "@pulumi/pulumi";

/** An ElasticSearch 7 that exists; the platform only reads application logs there. */
export interface ExistingElasticSearch {
  readonly mode: "existing";
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly port: number;
  readonly account?: { readonly user: string; readonly password: pulumi.Output<string> } | undefined;
}

/** Where the platform finds the logs of applications. */
export class ElasticSearch extends pulumi.ComponentResource {
  declare readonly scheme: "http" | "https";
  declare readonly host: string;
  declare readonly port: number;
  /** `user:password`, or undefined where ElasticSearch asks for none. */
  declare readonly auth: pulumi.Output<string> | undefined;

  constructor(
    name: string,
    args: { readonly server: ExistingElasticSearch },
    options?: pulumi.ComponentResourceOptions,
  ) {
    const { mode, scheme, host, port, account } = args.server;
    super("bkpaas:storage:ElasticSearch", name, { mode, scheme, host, port }, options);
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.auth = account && pulumi.interpolate`${account.user}:${account.password}`;
    this.registerOutputs({ scheme, host, port, auth: this.auth });
  }
}
