import type { ImageName, ImageSettings } from "../../config/images.ts";
import { imageOf } from "../../config/images.ts";
import type { Tls } from "../../config/storage/existing.ts";
import type { ProcessKind } from "../../config/platform/presets.ts";
import type { AuthorityName } from "../storage/url.ts";
import { authorityMounts, mysqlOptions } from "./authorities.ts";
import type { DatabaseServer, ModuleSecret, PlatformInput, ProxyInput } from "./input.ts";

/** `image` of a module, as every chart takes it. */
export function imageValues(images: ImageSettings, name: ImageName) {
  return { image: imageOf(images, name) };
}

/** Values by which a module's pods read a Secret, and restart when its content changes. */
function readsSecret<Text>({ name, digest }: ModuleSecret<Text>) {
  return { envFrom: [{ secretRef: { name } }], podAnnotations: { "checksum/secrets": digest } };
}

/** `processes` of a module of our charts: replicas and resources by the preset. */
export function processValues<const Name extends string>(
  { preset }: PlatformInput<unknown>,
  kinds: Readonly<Record<Name, ProcessKind>>,
) {
  const sized = Object.entries<ProcessKind>(kinds).map(([name, kind]) => [name, preset.shares[kind]]);
  return { processes: Object.fromEntries(sized) as Record<Name, (typeof preset.shares)[ProcessKind]> };
}

/** `global` of both of our charts beyond the documents: where pods are, and what their DNS calls the cluster. */
export function placeValues({ clusterDomain, preset: { spread } }: PlatformInput<unknown>) {
  return { clusterDomain, spread };
}

/** `global` of either chart: what every pod has around its containers. */
export function podValues<Text>(input: PlatformInput<Text>) {
  const proxy = proxyEnv(input);
  return {
    ...(input.pullSecrets.length > 0 && { imagePullSecrets: { extraSecrets: input.pullSecrets } }),
    ...(input.hostAliases.length > 0 && { hostAliases: input.hostAliases }),
    ...(Object.keys(proxy).length > 0 && { env: proxy }),
  };
}

/** A module that reads a Secret, and stores by the certificates of their authorities. */
export function serviceValues<Text>(
  { images, authorities }: PlatformInput<Text>,
  image: ImageName,
  secret: ModuleSecret<Text>,
) {
  return { ...imageValues(images, image), ...readsSecret(secret), ...authorityMounts(authorities) };
}

/** Environment of one database, by the prefix that its reader expects. Values are text, ports included. */
export function databaseEnv(
  prefix: string,
  authority: AuthorityName,
  server: DatabaseServer,
  user: string,
  name: string,
): Record<string, string> {
  return {
    [`${prefix}_NAME`]: name,
    [`${prefix}_USER`]: user,
    [`${prefix}_HOST`]: server.host,
    [`${prefix}_PORT`]: String(server.port),
    ...tlsEnv(prefix, authority, server.tls),
  };
}

function tlsEnv(prefix: string, authority: AuthorityName, tls: Tls): Record<string, string> {
  return tls ? { [`${prefix}_OPTIONS`]: mysqlOptions(tls, authority) } : {};
}

/** The variables that Python's and Go's clients read; what is in the cluster is reached without the proxy. */
export function proxyEnv({ proxy, clusterDomain }: PlatformInput<unknown>): Record<string, string> {
  if (!proxy) return {};
  return {
    ...(proxy.http !== undefined && { HTTP_PROXY: proxy.http }),
    ...(proxy.https !== undefined && { HTTPS_PROXY: proxy.https }),
    NO_PROXY: exceptions(proxy, clusterDomain).join(","),
  };
}

/** What pods never reach by a proxy; the platform calls its own modules by the short names of their Services. */
const IN_CLUSTER = [
  ...["localhost", "127.0.0.1", ".svc"],
  ...["bkpaas3-apiserver-web", "bkpaas3-workloads-web"],
  ...["bkpaas3-svc-mysql-web", "bkpaas3-svc-bkrepo-web", "bkpaas3-svc-rabbitmq-web"],
];

function exceptions({ except }: ProxyInput, clusterDomain: string): string[] {
  return [...new Set([...IN_CLUSTER, `.${clusterDomain}`, ...except])];
}

/** Modules with hooks that run at a first install only, and the positions at which these run in an upgrade too. */
const EVERY_RUN = {
  "svc-mysql": { "on-initial-fixtures": "pre-install,pre-upgrade" },
  "svc-bkrepo": { "on-initial-fixtures": "pre-install,pre-upgrade" },
  workloads: {
    "on-initial-fixtures": "pre-install,pre-upgrade",
    "generate-initial-cluster-state": "post-install,post-upgrade",
  },
} as const;

/** `preRunHooks` of a module whose first install is made up for (the platform's deployment FAQ); else nothing. */
export function initialiseValues(
  { initialise }: PlatformInput<unknown>,
  module: keyof typeof EVERY_RUN,
): { readonly preRunHooks?: Readonly<Record<string, { readonly position: string }>> } {
  const hooks = Object.entries(EVERY_RUN[module])
    .filter(([hook]) => ([...initialise] as string[]).includes(`${module}.${hook}`))
    .map(([hook, position]) => [hook, { position }]);
  return hooks.length === 0
    ? {}
    : { preRunHooks: Object.fromEntries(hooks) as Record<string, { position: string }> };
}
