import { CONTRACT_VERSION } from "../../../contract/version.ts";

/** Outputs of a stack as the engine hands them out: a secret that it could not decrypt is an empty object. */
export type Received = Readonly<Record<string, unknown>>;

/** Makes a secret as the SDK in use has it. */
type MakeSecret = (text: string) => unknown;

/** Outputs of an environment; not all that there are. */
const outputs = (secret: MakeSecret): Received => ({
  contractVersion: CONTRACT_VERSION,
  namespace: "paas-system",
  mysql: {
    host: "db.example.com",
    port: 3306,
    tls: { verify: "full", ca: "certificates" },
    plan: { host: "apps-db.example.com", port: 3306, user: "bk_mysql_plan", password: secret("of-plan") },
    sql: {},
  },
  keys: { jwt: secret("of-jwt") },
  appClusters: {
    east: { namespace: "blueking", nodeSelector: {}, login: { by: "token", token: secret("of-east") } },
  },
  later: { text: "of-later", empty: {} },
});

/** A place that the engine could not decrypt. */
const UNDECRYPTED = {};

/** The same for who has another passphrase. */
const encrypted: Received = {
  ...outputs(() => UNDECRYPTED),
  mysql: { host: "db.example.com", plan: { password: UNDECRYPTED }, sql: { platform: UNDECRYPTED } },
};

/** Stacks that a consumer may name. */
export const stacks = (secret: MakeSecret): Readonly<Record<string, Received>> => ({
  "organization/bkpaas/production": outputs(secret),
  "organization/bkpaas/encrypted": encrypted,
  "organization/bkpaas/new": {},
  "organization/other/production": { url: "http://other.example.com" },
  "organization/bkpaas/newer": { ...outputs(secret), contractVersion: CONTRACT_VERSION + 1 },
  "organization/bkpaas/older": { ...outputs(secret), contractVersion: CONTRACT_VERSION - 1 },
});

/** Outputs that hold a secret, as the engine tells beside them. */
export const SECRET_OUTPUTS: readonly string[] = ["mysql", "keys", "appClusters"];
