import { imageOf } from "../../../../config/images.ts";
import { elasticsearchSizes } from "../../../../config/storage/sizes.ts";
import { headlessName, objectName } from "../host.ts";
import {
  type Files,
  type Mount,
  type Plan,
  type StoreSpec,
  fromSecret,
  liveness,
  readiness,
  startup,
} from "./spec.ts";

/** Nodes of a managed ElasticSearch, and by what they trust each other. */
export interface ElasticSearchNodes {
  readonly nodes: "one" | "three";
  /** For three nodes: a Secret with `ca.crt`, `tls.crt` (for servers and clients) and `tls.key`, as cert-manager makes it. */
  readonly transportSecret?: string | undefined;
}

const HOME = "/usr/share/elasticsearch";
const SECRETS = "/run/secrets/elasticsearch";

/** Below the configuration: elsewhere the server may not read keys. */
const TRANSPORT = "transport";

/** The server answers; of its cluster this says nothing. */
const CONNECT = { tcpSocket: { port: 9200 } };

/** A client can log in, and the node knows a master. */
const HEALTH = {
  exec: {
    command: [
      ...`curl --silent --fail --output /dev/null --max-time 8 --config ${SECRETS}/probe.conf`.split(" "),
      "http://127.0.0.1:9200/_cluster/health?master_timeout=5s",
    ],
  },
};

/**
 * One ElasticSearch, or three that tolerate the loss of one.
 * @throws Error when three nodes have no certificates: with passwords they refuse to start without.
 */
export function elasticsearchSpec({ name, size, images, ...cluster }: Plan & ElasticSearchNodes): StoreSpec {
  const share = elasticsearchSizes[size];
  const secret = objectName(name);
  return {
    software: "elasticsearch",
    image: imageOf(images, "elasticsearch"),
    nodes: cluster.nodes === "three" ? 3 : 1,
    share,
    // The image's files are the root group's.
    user: { uid: 1000, gid: 0, volumeGroup: 1000 },
    ports: { http: 9200 },
    configuration: { "elasticsearch.yml": yamlLines(elasticsearchSettings(name, cluster)) },
    mounts: [
      { from: "configuration", at: `${HOME}/config/elasticsearch.yml`, file: "elasticsearch.yml" },
      { from: "secrets", at: SECRETS },
      { from: "data", at: `${HOME}/data` },
      ...transportMounts(cluster),
    ],
    container: {
      env: [
        { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        { name: "ES_JAVA_OPTS", value: `-Xms${share.heap}m -Xmx${share.heap}m` },
        fromSecret("ELASTIC_PASSWORD", secret, "password"),
      ],
      startupProbe: startup(CONNECT),
      readinessProbe: readiness(HEALTH),
      livenessProbe: liveness(CONNECT),
    },
    // Its start script keeps the password in a keystore beside the configuration.
    writesOutsideMounts: true,
    graceSeconds: 300,
  };
}

/** Files of the Secret: the password, and how the probe logs in. */
export function elasticsearchSecrets(password: string): Files {
  const account = `elastic:${password}`.replaceAll(/["\\]/g, String.raw`\$&`);
  return { password, "probe.conf": `user = "${account}"\n` };
}

function elasticsearchSettings(name: string, cluster: ElasticSearchNodes) {
  return {
    "cluster.name": objectName(name),
    "node.name": "${POD_NAME}",
    "network.host": "0.0.0.0",
    "path.data": `${HOME}/data`,
    // Without mapped files no node of the cluster needs another vm.max_map_count, which takes root to set.
    "node.store.allow_mmap": false,
    "xpack.security.enabled": true,
    "xpack.ml.enabled": false,
    // It would load data from the Internet.
    "ingest.geoip.downloader.enabled": false,
    ...(cluster.nodes === "three" ? threeNodes(name) : { "discovery.type": "single-node" }),
  };
}

function threeNodes(name: string) {
  const pods = [0, 1, 2].map((ordinal) => `${objectName(name)}-${ordinal}`);
  return {
    "discovery.seed_hosts": [headlessName(name)],
    "cluster.initial_master_nodes": pods,
    "xpack.security.transport.ssl.enabled": true,
    // Whoever has a certificate of this authority is a node; addresses of pods are in none.
    "xpack.security.transport.ssl.verification_mode": "certificate",
    "xpack.security.transport.ssl.certificate_authorities": [`${TRANSPORT}/ca.crt`],
    "xpack.security.transport.ssl.certificate": `${TRANSPORT}/tls.crt`,
    "xpack.security.transport.ssl.key": `${TRANSPORT}/tls.key`,
  };
}

/** JSON values are YAML values too. */
function yamlLines(settings: Readonly<Record<string, unknown>>): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join("");
}

function transportMounts({ nodes, transportSecret }: ElasticSearchNodes): Mount[] {
  if (nodes === "one") return [];
  if (transportSecret !== undefined) {
    return [{ from: { secret: transportSecret }, at: `${HOME}/config/${TRANSPORT}` }];
  }
  throw new Error(
    "an ElasticSearch of three nodes needs elasticsearch.transportSecret: a Secret with ca.crt, tls.crt and tls.key",
  );
}
