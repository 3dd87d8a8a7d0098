import { type Parsed, parse } from "../../config/parse.ts";
import type { Problem } from "../../config/problem.ts";
import { keyNames, keyOf } from "../../config/secrets/catalogue.ts";
import type { FormatName } from "../../config/secrets/formats.ts";
import { clientCertificate, kubeconfigWith, tokenOf } from "./cluster-logins.ts";
import type { Configuration } from "./configurations.ts";

/** Reads a configuration as the program would; all of it is stored encrypted. */
export function parseConfiguration(configuration: Configuration): Parsed {
  const texts = Object.entries(configuration).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return parse({
    values: Object.fromEntries(texts) as Record<string, string>,
    secretKeys: new Set(Object.keys(configuration)),
  });
}

/** A secret of each format, for a command that asks for one. */
const SECRETS: Readonly<Record<FormatName, string>> = {
  fernetKey: Buffer.from("abcdefghijklmnopqrstuvwxyzABCDEF").toString("base64"),
  raw32: "abcdefghijklmnopqrstuvwxyzABCDEF",
  signingKey: "signing-key-of-somebody",
  gatewayToken: "abcdefghijklmnopqrstuvwxyzABCDEF",
  uuid: "b8d71f19-dced-48ac-a0b1-ddcf12d2fbab",
  alphanumeric32: "abcdefghijklmnopqrstuvwxyz123456",
  bkrepoPassword: "Aa1-password-of-bkrepo",
  password: "Aa1-password-of-somebody",
  address: "https://public@sentry.example.com/1",
};

/** What stands in a file of certificates. */
const CERTIFICATES = "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----";

const login = clientCertificate();

/** Files whose base64 a command gives. */
const ENCODED: Readonly<Record<string, string>> = {
  "ca.pem": login.ca,
  "client.pem": login.certificate,
  "client.key": login.key,
};

/** What a person logs in to an application cluster with, by the name of the key. */
const LOGINS: Readonly<Record<string, string>> = {
  token: tokenOf("blueking", "bk-paasengine"),
  key: login.key,
  kubeconfig: kubeconfigWith("https://10.0.0.10:6443"),
};

/** A command of a problem: what it does to which key, and the value it gives. */
interface Command {
  readonly does: "set" | "rm";
  readonly key: string;
  readonly value: string;
}

/** Runs the commands that problems name, as a person would, on a configuration that is not touched itself. */
export function followAdvice(configuration: Configuration, problems: readonly Problem[]): Configuration {
  const repaired = structuredClone(configuration) as Record<string, unknown>;
  for (const { fix = "" } of problems) {
    for (const { does, key, value } of commandsIn(fix)) {
      const path = segmentsOf(key);
      if (does === "rm") remove(repaired, path);
      else put(repaired, path, value);
    }
  }
  return repaired;
}

function commandsIn(fix: string): Command[] {
  const command =
    /(?:base64 < (\S+) \| )?pulumi config (set|rm)( --secret)?(?: --path)? '([^']+)'(?: '([^']*)')?/g;
  return [...fix.matchAll(command)].map(([, file = "", does, secret, key = "", value]) => ({
    does: does === "rm" ? "rm" : "set",
    key,
    value: ENCODED[file] ?? (secret === undefined ? (value ?? CERTIFICATES) : secretFor(key)),
  }));
}

function secretFor(key: string): string {
  const name = keyNames.find((candidate) => key === `keys.${candidate}.value`);
  const [, field = ""] = /^(?:initialCluster|appClusters\..+)\.(\w+)$/.exec(key) ?? [];
  return LOGINS[field] ?? SECRETS[name === undefined ? "password" : keyOf(name).format];
}

/** `a.b[0]["c.d"]` as the keys a, b, 0 and c.d. */
function segmentsOf(key: string): string[] {
  return [...key.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, plain]) => quoted ?? index ?? plain ?? "",
  );
}

function put(target: Record<string, unknown>, [first = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const below = target[first];
  const inner = typeof below === "object" && below !== null ? below : {};
  target[first] = inner;
  put(inner as Record<string, unknown>, rest, value);
}

function remove(target: Record<string, unknown>, [first = "", ...rest]: readonly string[]): void {
  const below = target[first];
  if (rest.length > 0) {
    if (typeof below === "object" && below !== null) remove(below as Record<string, unknown>, rest);
  } else if (Array.isArray(target)) target.splice(Number(first), 1);
  else Reflect.deleteProperty(target, first);
}
