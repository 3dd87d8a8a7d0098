import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { chartDigest } from "../../config/chart-digest.ts";
import { LOGS_CHART } from "../../config/clusters/component-charts.ts";
import type { LogSettings } from "../../config/clusters/components.ts";
import { isOwn, ownChartFolder } from "../../config/platform/chart.ts";
import { type ReleaseFacts, shownChart } from "../platform/helm-release.ts";
import type { ElasticSearch } from "../storage/elasticsearch.ts";
import { type ComponentArgs, componentPullSecrets, componentRelease } from "./component-release.ts";
import { type LogAccount, type LogInput, documentedLogValues, logValues } from "./log-collection-values.ts";

const FOLDER = ownChartFolder(LOGS_CHART.name);

export interface LogCollectionArgs extends ComponentArgs {
  readonly settings: LogSettings;
  /** Where the platform reads the logs. */
  readonly elasticsearch: ElasticSearch;
}

type Text = pulumi.Output<string>;

/**
 * bkapp-log-collection in one application cluster: the logs of applications and of their Ingress controller, brought to the
 * ElasticSearch that the platform reads. Takes the provider `kubernetes` of that cluster from its options.
 *
 * **Gotchas** A published chart takes the password as a value, and puts it into ConfigMaps.
 */
export class LogCollection extends pulumi.ComponentResource {
  declare readonly release: ReleaseFacts;

  constructor(name: string, args: LogCollectionArgs, options?: pulumi.ComponentResourceOptions) {
    const { settings, images, elasticsearch } = args;
    const { chart, runtime, values: overlay } = settings;
    super("bkpaas:cluster:LogCollection", name, { chart: shownChart(chart), runtime }, options);
    const input = {
      settings,
      images,
      pullSecrets: componentPullSecrets(name, LOGS_CHART, "logstash", args, this),
      elasticsearch,
    };
    const account = elasticsearch.auth && accountOf(elasticsearch.auth);
    const values = isOwn(chart) ? this.#own(name, input, account, args) : documentedLogValues(input, account);
    this.release = componentRelease(name, { chart: LOGS_CHART, source: chart, values, overlay }, args, this);
    const { revision, status } = this.release;
    this.registerOutputs({ revision, status });
  }

  #own(
    name: string,
    input: LogInput<Text>,
    account: LogAccount<Text> | undefined,
    { namespace }: LogCollectionArgs,
  ) {
    const existingSecret = account && this.#secret(name, account, namespace);
    return logValues(input, { existingSecret, digest: chartDigest(FOLDER) });
  }

  /** Another password is another Secret: by its name the pods learn of it. */
  #secret(name: string, { user, password }: LogAccount<Text>, namespace: pulumi.Input<string>): Text {
    return new Secret(
      `${name}-elasticsearch`,
      { metadata: { namespace }, immutable: true, stringData: { username: user, password } },
      { parent: this },
    ).metadata.name;
  }
}

/** Both parts of `user:password`; a password may have colons in it. */
function accountOf(auth: Text): LogAccount<Text> {
  const part = (take: (text: string, colon: number) => string): Text =>
    auth.apply((text) => take(text, text.indexOf(":")));
  return {
    user: part((text, colon) => text.slice(0, colon)),
    password: part((text, colon) => text.slice(colon + 1)),
  };
}
