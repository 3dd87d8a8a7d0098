import * as pulumi from "@pulumi/pulumi";

/** A RabbitMQ server that exists, with an administrator for the add-on service. */
export interface ExistingRabbitMQ {
  readonly mode: "existing";
  readonly host: string;
  readonly port: number;
  /** Port of the management HTTP API. */
  readonly apiPort: number;
  readonly admin: { readonly user: string; readonly password: pulumi.Output<string> };
}

/** Where the add-on service finds RabbitMQ. */
export class RabbitMQ extends pulumi.ComponentResource {
  declare readonly host: string;
  declare readonly port: number;
  declare readonly apiPort: number;
  declare readonly admin: ExistingRabbitMQ["admin"];

  constructor(
    name: string,
    args: { readonly server: ExistingRabbitMQ },
    options?: pulumi.ComponentResourceOptions,
  ) {
    const { mode, host, port, apiPort, admin } = args.server;
    super("bkpaas:storage:RabbitMQ", name, { mode, host, port, apiPort }, options);
    this.host = host;
    this.port = port;
    this.apiPort = apiPort;
    this.admin = admin;
    this.registerOutputs({ host, port, apiPort, admin });
  }
}
