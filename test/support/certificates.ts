import { execFileSync } from "node:child_process";
import { createSign, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A certificate with its key, both base64 of PEM. */
export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

/** What a certificate is of, from which day to which one (0 is today), and who issues it: itself without an issuer. */
export interface Order {
  readonly name: string;
  readonly days?: readonly [number, number];
  readonly issuer?: string;
  readonly isAuthority?: boolean;
}

const CONFIGURATION = `
[ca]
default_ca = office
[office]
database = index
new_certs_dir = .
serial = serial
rand_serial = yes
policy = anything
default_md = sha256
unique_subject = no
[anything]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
[client]
basicConstraints = CA:FALSE
`;

/** Real certificates, issued by openssl; an issuer is ordered before what it issues. */
export function issued<const Name extends string>(
  orders: readonly (Order & { readonly name: Name })[],
): Record<Name, Pair> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bkpaas-certificates-"));
  try {
    writeFileSync(path.join(folder, "openssl.cnf"), CONFIGURATION);
    writeFileSync(path.join(folder, "index"), "");
    for (const order of orders) issue(folder, order);
    const base64 = (file: string): string => readFileSync(path.join(folder, file)).toString("base64");
    const pairs = orders.map(({ name }) => [
      name,
      { certificate: base64(`${name}.pem`), key: base64(`${name}.key`) },
    ]);
    return Object.fromEntries(pairs) as Record<Name, Pair>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function issue(
  folder: string,
  { name, days: [from, to] = [-1, 365], issuer = name, isAuthority }: Order,
): void {
  const openssl = (...args: string[]): unknown =>
    execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const request = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-subj",
    `/CN=${name}`,
  ];
  openssl("req", ...request, "-keyout", `${name}.key`, "-out", `${name}.csr`);
  openssl(
    ...["ca", "-config", "openssl.cnf", "-batch", "-notext", "-in", `${name}.csr`],
    ...["-out", `${name}.pem`, "-keyfile", `${issuer}.key`],
    ...(issuer === name ? ["-selfsign"] : ["-cert", `${issuer}.pem`]),
    ...["-extensions", isAuthority ? "authority" : "client"],
    ...["-startdate", day(from), "-enddate", day(to)],
  );
}

/** A day from today as openssl reads it: YYYYMMDDHHMMSSZ. */
function day(from: number): string {
  const moment = new Date(Date.now() + from * 86_400_000);
  return `${moment.toISOString().replaceAll(/[-:T]|\.\d+Z/g, "")}Z`;
}

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A token of a ServiceAccount, signed by an issuer of this process; other claims instead of its own, undefined for none. */
export function signedToken(claims: Readonly<Record<string, unknown>> = {}): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const own = {
    iss: "https://kubernetes.default.svc.cluster.local",
    sub: "system:serviceaccount:blueking:bk-paasengine",
  };
  const signed = [part({ alg: "RS256", kid: "one" }), part({ ...own, ...claims })].join(".");
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
}

/** Seconds since 1970, so many days from now, as a token's claims have them. */
export function inDays(days: number): number {
  return Math.floor(Date.now() / 1000) + days * 86_400;
}
