/** An application cluster that this machine can ask. */
export interface AskedCluster {
  /** Configuration path, such as `appClusters.east`. */
  readonly key: string;
  /** How it is logged in to: decides what to renew. */
  readonly login: "kubeconfig" | "token" | "certificate";
  /** What is needed there: an administrator makes the platform's account, the platform itself uses any other login. */
  readonly needs: Right;
}

/** Something one may do in a cluster, as the API server knows it. */
export interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
}

/** What came of asking a cluster whether its login has the right. */
export type Finding =
  | { readonly kind: "answer"; readonly allowed: boolean }
  /** Something answers that is no API server. */
  | { readonly kind: "stranger"; readonly server: string }
  /** The API server says no: HTTP status and its own words. */
  | { readonly kind: "refusal"; readonly server: string; readonly status: number; readonly message: string }
  /** No connection: the code of Node.js for it, ABORT_ERR where nothing came in time. */
  | { readonly kind: "silence"; readonly server: string; readonly code: string }
  /** There is nothing to ask with. */
  | { readonly kind: "unusable" };

/** What is wrong with a cluster and what to do about it; undefined where all is well. Never shows a secret. */
export function warningOn(asked: AskedCluster, finding: Finding): string | undefined {
  const remark = remarkOn(asked, finding);
  return remark && `bkpaas:${asked.key}  ${remark}. The platform and every other cluster go on without it.`;
}

function remarkOn(asked: AskedCluster, finding: Finding): string | undefined {
  switch (finding.kind) {
    case "answer":
      return finding.allowed ? undefined : lacksRight(asked);
    case "refusal":
      return refused(asked, finding);
    case "stranger":
      return `what answers at ${finding.server} is no API server: check the address`;
    case "silence":
      return silent(finding);
    case "unusable":
      return "its kubeconfig can't be used here: no such context, a command that gives no login, or an address without https; try it with kubectl";
  }
}

function lacksRight({ login, needs: { verb, resource } }: AskedCluster): string {
  return `its ${login} may not ${verb} ${resource} there: give its account the rights, or configure another ${login}`;
}

/** What to renew where the API server does not know the login any more. */
const RENEWALS = {
  kubeconfig: "its token or certificate has ended: configure a new kubeconfig",
  token: "it has ended, or its Secret or ServiceAccount was deleted or made anew: configure a new one",
  certificate:
    "it has ended, or the cluster has another authority for clients: configure a new one with its key",
} as const;

/** How much of a server's own words is shown; what stands before it may send a whole page. */
const WORDS = 200;

function refused({ login }: AskedCluster, finding: Finding & { kind: "refusal" }): string {
  const { server, status, message } = finding;
  if (status === 401) return `${server} does not accept its ${login} (401): ${RENEWALS[login]}`;
  return `${server} answers with ${status} (${message.slice(0, WORDS)}): ask the cluster's administrator`;
}

const OTHER_AUTHORITY = [
  "its certificate is signed by no authority that is configured for it, as after new certificates of the cluster",
  "make sure that it is the cluster, then configure its authority and login anew",
] as const;

const NO_WAY = ["there is no way to it", "check the network of this machine"] as const;

/** What was seen, and what to do, by the code of Node.js. */
const OBSTACLES: Readonly<Record<string, readonly [seen: string, remedy: string]>> = {
  ABORT_ERR: ["nothing answers in time", "check the address and the firewalls between it and this machine"],
  ETIMEDOUT: ["nothing answers", "check the address and the firewalls between it and this machine"],
  ENOTFOUND: ["its name has no address here", "check the name and the name servers of this machine"],
  EAI_AGAIN: ["its name can't be looked up", "check the name servers of this machine"],
  ECONNREFUSED: ["the connection is refused", "check the address and that the server runs"],
  ECONNRESET: ["it closes the connection", "check the address and what stands before the server"],
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  EPROTO: ["what answers does not speak TLS", "check the address"],
  CERT_HAS_EXPIRED: ["its certificate has expired", "renew it there"],
  ERR_TLS_CERT_ALTNAME_INVALID: ["its certificate is for other addresses", "configure one of those"],
  SELF_SIGNED_CERT_IN_CHAIN: OTHER_AUTHORITY,
  DEPTH_ZERO_SELF_SIGNED_CERT: OTHER_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: OTHER_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OTHER_AUTHORITY,
  CERT_SIGNATURE_FAILURE: OTHER_AUTHORITY,
};

function silent({ server, code }: Finding & { kind: "silence" }): string {
  const [seen, remedy] = OBSTACLES[code] ?? [code, "check the address, the authority and the login"];
  return `${server} can't be asked: ${seen}; ${remedy}`;
}
