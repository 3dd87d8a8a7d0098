import { DAY, now } from "../clock.ts";
import { messageOf } from "../message.ts";
import { type Problem, encodedFileCommand, removeCommand, setCommand } from "../problem.ts";
import type { Settings } from "../schema.ts";
import { type PemLogin, endOf, faultsOf } from "./certificates.ts";
import { type ClusterSettings, type ConfiguredCluster, configuredClusters } from "./configured.ts";
import { loginOf } from "./given-login.ts";
import { clusterIn } from "./kubeconfig.ts";
import type { GivenLogin, ServiceAccountSettings } from "./login.ts";
import { tokenEnd, tokenFault } from "./tokens.ts";

/** Whether somebody else made the login. */
export function isGiven(settings: ClusterSettings): settings is Extract<ClusterSettings, GivenLogin> {
  return settings.mode === "token" || settings.mode === "certificate" || settings.mode === "bcs";
}

/** What is wrong with the ways in which the platform logs in to its clusters. */
export function loginsAreSound(settings: Settings): Problem[] {
  return configuredClusters(settings).flatMap(({ key, settings: cluster }) => [
    ...(isGiven(cluster)
      ? [...pemProblems(key, cluster), ...tokenProblems(key, cluster), ...gatewayProblems(key, cluster)]
      : tokenLifeProblems(key, cluster.token)),
    ...(cluster.mode === "kubeconfig" ? kubeconfigProblems(key, cluster) : []),
  ]);
}

/** When a given login ends, in milliseconds since 1970; undefined where it does not. */
export function loginEnd({ settings }: ConfiguredCluster): number | undefined {
  if (!isGiven(settings)) return undefined;
  const login = loginOf(settings);
  const ends = [endOf(pemOf(settings)), login.by === "token" ? tokenEnd(login.token.reveal()) : undefined];
  const known = ends.filter((end) => end !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** How long before its end a login is worth a warning, in milliseconds. */
export const NOTICE = 30 * DAY;

/** A file's usual name, for the command that reads it. */
const FILES = { ca: "ca.pem", certificate: "client.pem", key: "client.key" } as const;

function pemProblems(key: string, settings: GivenLogin): Problem[] {
  return faultsOf(pemOf(settings), now()).map(({ field, rule }) => {
    const path = `${key}.${field}`;
    return { key: path, rule, fix: encodedFileCommand(path, FILES[field], field === "key") };
  });
}

function pemOf(settings: GivenLogin): PemLogin {
  const login = loginOf(settings);
  if (login.by === "token") return { ca: settings.ca };
  const { certificate, key } = login;
  return { ca: settings.ca, certificate: certificate.reveal(), key: key.reveal() };
}

function tokenProblems(key: string, settings: GivenLogin): Problem[] {
  const login = loginOf(settings);
  // BCS's gateway has tokens of its own.
  if (login.by !== "token" || (settings.mode === "bcs" && settings.apiServers.some(isGateway))) return [];
  const fault = tokenFault(login.token.reveal(), now());
  if (!fault) return [];
  const path = `${key}.token`;
  const set = setCommand(path, "", true);
  return [{ key: path, rule: fault.rule, fix: fault.isEncoded ? `base64 -d < token | ${set}` : set }];
}

function isGateway(address: string): boolean {
  return /\/clusters(\/|$)/.test(new URL(address).pathname);
}

/** BCS's gateway is one address, which names the cluster (blueking-paas, the same serializers). */
function gatewayProblems(key: string, settings: GivenLogin): Problem[] {
  if (settings.mode !== "bcs") return [];
  const { apiServers, clusterId } = settings;
  const gateways = apiServers.flatMap((address, index) => (isGateway(address) ? [{ address, index }] : []));
  const foreign = gateways.filter(({ address }) => !address.includes(clusterId));
  return [
    ...foreign.map(({ address, index }) => {
      const path = `${key}.apiServers[${index}]`;
      const rule = `is BCS's gateway, but not to ${clusterId}: its path must be /clusters/${clusterId}`;
      const right = address.replace(/\/clusters(\/.*)?$/, `/clusters/${clusterId}`);
      return { key: path, rule, fix: setCommand(path, right, false) };
    }),
    ...(gateways.length > 0 && apiServers.length > 1
      ? [onlyOneServer(key, apiServers.length, "must be the gateway of BCS alone, or API servers alone")]
      : []),
  ];
}

/** The problem of a cluster with more API servers than can be told; the command leaves the first. */
export function onlyOneServer(key: string, count: number, rule: string): Problem {
  const others = Array.from({ length: count - 1 }, (_, index) => count - 1 - index);
  const fix = others.map((index) => removeCommand(`${key}.apiServers[${index}]`)).join(" && ");
  return { key: `${key}.apiServers`, rule, fix };
}

function kubeconfigProblems(
  key: string,
  { kubeconfig, context }: Extract<ClusterSettings, { mode: "kubeconfig" }>,
): Problem[] {
  try {
    const { ca } = clusterIn(kubeconfig.reveal(), context);
    return faultsOf({ ca }, now()).map(({ rule }) => ({
      key: `${key}.kubeconfig`,
      rule: `has an authority (certificate-authority-data) that ${rule}`,
      fix: kubeconfigCommand(key),
    }));
  } catch (error) {
    return [{ key: `${key}.kubeconfig`, rule: messageOf(error), fix: kubeconfigCommand(key) }];
  }
}

function kubeconfigCommand(key: string): string {
  return `kubectl config view --flatten --minify --raw | ${setCommand(`${key}.kubeconfig`, "", true)}`;
}

/** A token that is renewed from its first day on would be a new one at every up. */
function tokenLifeProblems(key: string, { kind, lifetimeDays, renewDays }: ServiceAccountSettings["token"]) {
  if (kind !== "bound" || renewDays < lifetimeDays) return [];
  const path = `${key}.token.renewDays`;
  const rule = `must be less than lifetimeDays, which is ${lifetimeDays}`;
  return [{ key: path, rule, fix: setCommand(path, String(Math.floor(lifetimeDays / 3)), false) }];
}
