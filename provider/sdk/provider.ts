import * as pulumi from "@pulumi/pulumi";
import { SETTINGS } from "../settings.ts";
import type { ArgumentsOf } from "./arguments.ts";
import { hidden } from "./resource.ts";

/** Settings of one instance: the server or cluster it speaks to, and how patiently. */
export type BkpaasProviderArgs = ArgumentsOf<typeof SETTINGS>;

/** One bkrepo, the management API of one RabbitMQ, or one cluster, as its administrator reaches it. */
export class BkpaasProvider extends pulumi.ProviderResource {
  constructor(name: string, args: BkpaasProviderArgs, options?: pulumi.ResourceOptions) {
    super("bkpaas", name, onTheWire(hidden(SETTINGS, args)), options);
  }
}

/** The engine takes settings as text: what is not text travels as JSON. */
function onTheWire(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      value === undefined || SETTINGS[name as keyof typeof SETTINGS].type === "string"
        ? value
        : pulumi.output(value).apply((known) => JSON.stringify(known)),
    ]),
  );
}
