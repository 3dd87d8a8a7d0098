import { isIP } from "node:net";
import { type Addresses, addressesOf, hostOf, ingressHostOf } from "./addresses.ts";
import { dockerRegistryOf } from "./bkrepo.ts";
import { configuredClusters } from "./clusters/configured.ts";
import { domainsOf } from "./clusters/domains.ts";
import { bareHost, splitEndpoint } from "./host.ts";
import type { HostAlias } from "./platform/host-aliases.ts";
import type { Settings } from "./schema.ts";

/** What the names follow from. */
export type NamesInput = Pick<
  Settings,
  "addresses" | "bkrepo" | "domain" | "platform" | "initialCluster" | "appClusters"
>;

/** Names of the platform and its neighbours that somebody has to resolve. */
export interface Names {
  /** Pods of the platform and of bk-apigateway. */
  readonly cluster: readonly string[];
  /** Browsers of its users. */
  readonly browsers: readonly string[];
  /**
   * Users of applications: the domain whose paths, and the wildcard whose hosts applications are, of every application cluster.
   * Each leads to the Ingress controller of its own cluster.
   */
  readonly applications: readonly string[];
}

interface Table {
  /** Addresses whose hosts pods ask for, and further names below the domain. */
  readonly called: readonly (keyof Addresses)[];
  readonly calledBelow: readonly string[];
  /** Addresses to which pages lead, and further names below the domain. */
  readonly visited: readonly (keyof Addresses)[];
  readonly visitedBelow: readonly string[];
}

/** Install guide of paas-stack, step 4. */
const PAAS_STACK: Table = {
  called: ["paas3", "paas2", "login", "componentApi", "apiTemplate", "ssm", "iam", "cmdb", "job"],
  calledBelow: [],
  visited: [
    ...(["paas3", "paas2", "login", "componentApi", "apiGateway", "apiGatewayDocs"] as const),
    ...(["iam", "cmdb", "job", "lesscode"] as const),
  ],
  visitedBelow: [],
};

/** BlueKing 7: what its install documents enter into CoreDNS, and what they have users enter for browsers. */
const BLUEKING_7: Table = {
  called: ["paas2", "paas3", "login", "apiTemplate", "iamApi", "iam", "nodeman", "job", "bcs"],
  calledBelow: ["apps", "jobapi"],
  visited: [
    ...(["paas2", "paas3", "login", "apiTemplate", "apiGateway", "iam", "user", "cmdb", "job"] as const),
    ...(["nodeman", "repo", "bcs", "monitor", "log", "devops", "lesscode"] as const),
  ],
  visitedBelow: ["apps"],
};

/** The names that must resolve, each once; addresses that are none, and hosts with a placeholder, are left out. */
export function resolvableNames(settings: NamesInput): Names {
  const { domain, bkrepo, platform } = settings;
  const addresses = addressesOf(settings);
  const table = platform.generation === "bkpaas3" ? BLUEKING_7 : PAAS_STACK;
  const hosts = (keys: readonly (keyof Addresses)[]): string[] => keys.map((key) => hostOf(addresses[key]));
  const below = (names: readonly string[]): string[] => names.map((name) => `${name}.${domain}`);
  const registry = dockerRegistryOf(bkrepo, domain);
  const stores = [hostOf(bkrepo.endpoint), ...(registry === undefined ? [] : [splitEndpoint(registry).host])];
  return {
    cluster: namesAmong([...hosts(table.called), ...below(table.calledBelow), ...stores]),
    browsers: namesAmong([...hosts(table.visited), ...below(table.visitedBelow)]),
    applications: applicationNames(settings),
  };
}

function applicationNames(settings: NamesInput): string[] {
  const names = configuredClusters(settings).flatMap(({ settings: cluster }) => {
    const { subPathDomain, appRootDomain } = domainsOf(cluster, settings.domain);
    return [subPathDomain, appRootDomain === undefined ? undefined : `*.${appRootDomain}`];
  });
  return [...new Set(names)].filter((name) => name !== undefined);
}

/**
 * The names that the environment answers for itself in the cluster: those configured, else those below the shared domain that
 * pods must resolve. Hosts elsewhere are their owners' to answer for.
 */
export function answeredNames(settings: NamesInput): readonly string[] {
  const { dns } = settings.addresses;
  if (dns.mode !== "coredns" && dns.mode !== "hostAliases") return [];
  const { domain } = settings;
  const isOwn = (name: string): boolean => name === domain || name.endsWith(`.${domain}`);
  return dns.names ?? resolvableNames(settings).cluster.filter(isOwn);
}

/** What the pods of the platform resolve without DNS: what is configured for them, then the names above. */
export function hostAliasesOf(settings: NamesInput): HostAlias[] {
  const { dns } = settings.addresses;
  const given = settings.platform.hostAliases;
  if (dns.mode !== "hostAliases") return given;
  const taken = new Set(given.flatMap(({ hostnames }) => hostnames));
  const free = answeredNames(settings).filter((name) => !taken.has(name));
  return merged([...given, { ip: dns.ip, hostnames: free }]);
}

/** Value for the chart of bk-apigateway, whose pods call the platform by the name of its page; undefined where DNS knows it. */
export function apiGatewayValues(
  settings: NamesInput,
): { readonly global: { readonly HostAliases: readonly HostAlias[] } } | undefined {
  const { dns } = settings.addresses;
  if (dns.mode !== "hostAliases") return undefined;
  const hostnames = [ingressHostOf(addressesOf(settings))];
  return { global: { HostAliases: [{ ip: dns.ip, hostnames }] } };
}

/** Kubernetes keeps one entry for each address. */
function merged(aliases: readonly HostAlias[]): HostAlias[] {
  const byAddress = Map.groupBy(aliases, ({ ip }) => ip);
  return [...byAddress]
    .map(([ip, entries]) => ({ ip, hostnames: entries.flatMap(({ hostnames }) => hostnames) }))
    .filter(({ hostnames }) => hostnames.length > 0);
}

function namesAmong(hosts: readonly string[]): string[] {
  const isName = (host: string): boolean => isIP(bareHost(host)) === 0 && /^[a-z0-9.-]+$/.test(host);
  return [...new Set(hosts.map((host) => host.toLowerCase()))].filter(isName);
}
