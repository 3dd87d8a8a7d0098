import { type KeyObject, X509Certificate, createPrivateKey } from "node:crypto";
import { dayOf } from "../clock.ts";

/** What of a login is base64 of PEM. */
export interface PemLogin {
  readonly ca?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}

/** One thing wrong: `rule` completes the sentence "it …", and shows nothing of a key. */
export interface Fault {
  readonly field: keyof PemLogin;
  readonly rule: string;
}

/**
 * Everything that is wrong with the certificates of a login, as the platform checks it when a cluster is saved
 * (blueking-paas, plat_mgt/infras/clusters/serializers) and as the API server does when it is reached.
 * @param now milliseconds since 1970
 */
export function faultsOf(login: PemLogin, now: number): Fault[] {
  const [ca, certificate] = [certificatesIn(login.ca), certificatesIn(login.certificate)];
  const key = keyIn(login.key);
  const [client, ...intermediates] = isNone(certificate) ? [] : certificate;
  const found: [keyof PemLogin, string | undefined][] = [
    ["ca", isNone(ca) ? ca.none : authorityFault(ca, now)],
    ["certificate", isNone(certificate) ? certificate.none : client && validityFault([client], now)],
    ["key", isNone(key) ? key.none : undefined],
    ["key", client && !isNone(key) && key !== undefined ? pairFault(client, key) : undefined],
    ["certificate", client && !isNone(ca) ? issuerFault(client, intermediates, ca) : undefined],
  ];
  return found.flatMap(([field, rule]) => (rule === undefined ? [] : [{ field, rule }]));
}

/** When the first of a login's certificates ends, in milliseconds since 1970; undefined where it has none that are sound. */
export function endOf({ ca, certificate }: PemLogin): number | undefined {
  const [authorities, clients] = [certificatesIn(ca), certificatesIn(certificate)];
  const ends = [
    ...(isNone(authorities) || authorities.length === 0 ? [] : [latestEnd(authorities)]),
    ...(isNone(clients) ? [] : clients.slice(0, 1).map(({ validToDate }) => validToDate.getTime())),
  ];
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** Why a text holds nothing that can be used. */
interface None {
  readonly none: string;
}

function isNone(found: object | undefined): found is None {
  return found !== undefined && "none" in found;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function certificatesIn(base64: string | undefined): X509Certificate[] | None {
  if (base64 === undefined) return [];
  const text = decoded(base64);
  const blocks = text.match(BLOCK) ?? [];
  if (blocks.length === 0) return { none: `must be base64 of PEM certificates${twice(text)}` };
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return { none: "holds a certificate that can't be read: it was cut or changed" };
  }
}

function keyIn(base64: string | undefined): KeyObject | None | undefined {
  if (base64 === undefined) return undefined;
  const text = decoded(base64);
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return { none: `must be base64 of a private key in PEM${twice(text)}` };
  }
  try {
    return createPrivateKey(text);
  } catch {
    const isLocked = text.includes("ENCRYPTED");
    return {
      none: isLocked ? "has a passphrase, which nobody could enter" : "can't be read: it was cut or changed",
    };
  }
}

function decoded(base64: string): string {
  return Buffer.from(base64, "base64").toString("latin1");
}

/** A base64 text of a PEM begins so. */
function twice(text: string): string {
  return text.startsWith("LS0tLS1") ? "; it is base64 twice" : "";
}

/** An old authority beside a new one does no harm. */
function authorityFault(authorities: readonly X509Certificate[], now: number): string | undefined {
  const other = authorities.find(({ ca }) => !ca);
  if (other) return `holds a certificate that is no authority's: that of ${nameOf(other)}`;
  return validityFault(authorities, now);
}

function validityFault(certificates: readonly X509Certificate[], now: number): string | undefined {
  const hasBegun = certificates.filter(({ validFromDate }) => validFromDate.getTime() <= now);
  const [first] = certificates;
  if (first && hasBegun.length === 0) {
    return `is not valid before ${dayOf(first.validFromDate.getTime())}; if it is, this machine's clock is slow`;
  }
  const end = latestEnd(hasBegun);
  return hasBegun.length > 0 && end <= now ? `ended on ${dayOf(end)}` : undefined;
}

function latestEnd(certificates: readonly X509Certificate[]): number {
  return Math.max(...certificates.map(({ validToDate }) => validToDate.getTime()));
}

function pairFault(client: X509Certificate, key: KeyObject): string | undefined {
  if (client.checkPrivateKey(key)) return undefined;
  return `does not belong to the certificate, which is that of ${nameOf(client)}`;
}

function issuerFault(
  client: X509Certificate,
  intermediates: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): string | undefined {
  if (authorities.length === 0 || isIssuedBy(client, intermediates, authorities)) return undefined;
  return "was not issued by the authority in ca; where the cluster has another one for clients, ca holds both";
}

function isIssuedBy(
  certificate: X509Certificate,
  intermediates: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): boolean {
  const signed = (issuer: X509Certificate): boolean =>
    certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  if (authorities.some(signed)) return true;
  return intermediates.some(
    (issuer) =>
      signed(issuer) &&
      isIssuedBy(
        issuer,
        intermediates.filter((other) => other !== issuer),
        authorities,
      ),
  );
}

function nameOf({ subject }: X509Certificate): string {
  return (subject || "nobody").replaceAll("\n", ", ");
}
