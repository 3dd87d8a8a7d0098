import { LOGS_CHART } from "../../config/clusters/component-charts.ts";
import type { LogSettings } from "../../config/clusters/components.ts";
import type { ImageName, ImageSettings } from "../../config/images.ts";
import { chartImage } from "./chart-image.ts";

/** ElasticSearch as components/storage/elasticsearch.ts tells it the platform too. */
export interface LogTarget {
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly port: number;
  /** PEM, where no machine knows the authority. */
  readonly ca: string | undefined;
  readonly indexPrefixes: { readonly app: string; readonly ingress: string };
}

/** What the values of bkapp-log-collection follow from. `Text` is an output in the program, plain text in tests. */
export interface LogInput<Text> {
  readonly settings: LogSettings;
  readonly images: ImageSettings;
  /** Names of Secrets by which nodes pull images. */
  readonly pullSecrets: readonly Text[];
  readonly elasticsearch: LogTarget;
}

/** Our own chart's. */
export interface OwnLogs<Text> {
  /** Secret with username and password, where ElasticSearch asks for an account. */
  readonly existingSecret: Text | undefined;
  /** Of the chart's files. */
  readonly digest: string;
}

/** An account of ElasticSearch, for a chart that takes nothing but values. */
export interface LogAccount<Text> {
  readonly user: Text;
  readonly password: Text;
}

/** Where each runtime keeps the logs of containers, on the nodes. */
const RUNTIME_PATHS: Readonly<Record<LogSettings["runtime"], string>> = {
  docker: "/var/lib/docker/containers",
  containerd: "/var/log/pods",
};

/** What chart 1.1.7 mounts beside containersLogPath; a pod may not mount to one path twice. */
const ALWAYS_MOUNTED: readonly string[] = ["/var/log/containers", "/var/log/pods"];

/** The values of our own chart. No secret is among them, only the name of one. */
export function logValues<Text>(input: LogInput<Text>, { existingSecret, digest }: OwnLogs<Text>) {
  const { settings, elasticsearch } = input;
  const { global, filebeat, logstash } = shared(input);
  return {
    global: {
      ...global,
      ...(existingSecret !== undefined && { existingSecret }),
      ...(elasticsearch.ca !== undefined && { elasticSearchCa: elasticsearch.ca }),
    },
    "bkapp-filebeat": {
      ...filebeat,
      runtime: settings.runtime,
      containersLogPath: containersLogPath(settings),
    },
    "bkapp-logstash": logstash,
    chartDigest: digest,
  };
}

/** The values of another chart bkapp-log-collection: keys of 1.1.7 alone. */
export function documentedLogValues<Text>(input: LogInput<Text>, account: LogAccount<Text> | undefined) {
  const { global, filebeat, logstash } = shared(input);
  const path = containersLogPath(input.settings);
  return {
    global: {
      ...global,
      elasticSearchUsername: account?.user ?? "",
      elasticSearchPassword: account?.password ?? "",
    },
    "bkapp-filebeat": {
      ...filebeat,
      // With a slash it is another path to Kubernetes.
      containersLogPath: ALWAYS_MOUNTED.includes(path) ? `${path}/` : path,
    },
    "bkapp-logstash": logstash,
  };
}

/** Directory of the nodes with the logs of containers: the one configured, else the runtime's own. */
export function containersLogPath({ runtime, containersLogPath }: LogSettings): string {
  return containersLogPath ?? RUNTIME_PATHS[runtime];
}

function shared<Text>({ settings: { chart }, images, pullSecrets, elasticsearch }: LogInput<Text>) {
  const { scheme, host, port, indexPrefixes } = elasticsearch;
  const image = (name: ImageName) => ({ image: chartImage(images, name, chart, LOGS_CHART) });
  return {
    global: {
      imagePullSecrets: { extraSecrets: pullSecrets.map((name) => ({ name })) },
      elasticSearchSchema: scheme,
      elasticSearchHost: host,
      elasticSearchPort: String(port),
    },
    filebeat: image("filebeat"),
    logstash: {
      ...image("logstash"),
      appLogPrefix: indexPrefixes.app,
      ingressLogPrefix: indexPrefixes.ingress,
    },
  };
}
