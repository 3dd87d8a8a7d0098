import * as pulumi from "@pulumi/pulumi";
import type { Bkpaas3Settings } from "../../../config/platform/platform.ts";
import type { Bkpaas3Input, Bkpaas3SecretValues, Rewrite } from "./input.ts";
import { bkpaas3Values } from "./values.ts";
import { type PlatformArgs, inputOf, secretValuesOf } from "../platform-args.ts";
import { type ReleaseFacts, platformRelease, shownInputs } from "../platform-release.ts";

/** Name of the chart in BlueKing's repository. */
const CHART = "bkpaas3";

export interface Bkpaas3Args extends PlatformArgs {
  readonly platform: Bkpaas3Settings;
}

/**
 * The developer centre and its add-on services as one Helm release of BlueKing's umbrella chart. Takes the provider
 * `kubernetes` from its options.
 *
 * **Gotchas** The chart takes secrets as values only, and puts most of them into ConfigMaps; who may read either in the
 * namespace reads them.
 */
export class Bkpaas3 extends pulumi.ComponentResource {
  declare readonly release: ReleaseFacts;

  constructor(name: string, args: Bkpaas3Args, options?: pulumi.ComponentResourceOptions) {
    const { name: releaseName, chart, values: overlay, migrateFrom } = args.platform.bkpaas3;
    super("bkpaas:platform:Bkpaas3", name, shownInputs({ name: releaseName, chart }, args.platform), options);
    const version = { chart: CHART, version: chart.version };
    const values = bkpaas3Values(bkpaas3InputOf(args), bkpaas3SecretsOf(args), version, whenKnown);
    this.release = platformRelease(
      name,
      { releaseName, chart: CHART, source: chart, values, overlay },
      args,
      {
        parent: this,
        dependsOn: [args.mysql, args.redis, args.rabbitmq, args.bkrepo, args.appAccount],
        // Helm can't upgrade over such a step, and both versions give their objects the same names.
        ...(migrateFrom !== undefined && { replaceOnChanges: ["version"], deleteBeforeReplace: true }),
      },
    );
    const { revision, status } = this.release;
    this.registerOutputs({ releaseName, revision, status });
  }
}

type Text = pulumi.Output<string>;

const whenKnown: Rewrite<Text> = (text, form) => text.apply(form);

function bkpaas3InputOf(args: PlatformArgs): Bkpaas3Input<Text> {
  const { settings, redis } = args;
  return {
    ...inputOf(args),
    redis: {
      host: redis.host,
      port: redis.port,
      tls: redis.tls,
      sentinels: settings.redis.mode === "sentinel" ? settings.redis.sentinels : undefined,
      databases: settings.redis.databases,
    },
    hasBkAuth: settings.appAccount.mode === "bkauth",
  };
}

function bkpaas3SecretsOf(args: PlatformArgs): Bkpaas3SecretValues<Text> {
  return {
    ...secretValuesOf(args),
    redisPassword: args.redis.password,
    celeryBrokerUrl: args.rabbitmq.platformUrl,
    initialCluster: args.initialCluster?.registration,
  };
}
