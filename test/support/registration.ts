import {
  INITIAL_CLUSTER_ID,
  INITIAL_CLUSTER_NAME,
  type Registration,
} from "../../components/cluster/registration.ts";

/** Base64 of PEM as a kubeconfig has it, told apart by its text. */
export const pem = (text: string): string =>
  Buffer.from(`-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`).toString("base64");

/** A token by its form, which nobody signed. */
export const TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJl_-";

/** Certificate and key instead of the token. */
export const CERTIFICATE = {
  by: "certificate",
  ca: pem("authority"),
  certificate: pem("certificate"),
  key: pem("key"),
} as const;

/** The initial cluster with a token and a domain for paths; a test changes what it is about. */
export function registrationWith(changes: Partial<Registration<string>> = {}): Registration<string> {
  return {
    name: INITIAL_CLUSTER_NAME,
    id: INITIAL_CLUSTER_ID,
    apiServers: ["https://10.0.0.10:6443"],
    login: { by: "token", ca: pem("authority"), token: TOKEN },
    subPathDomain: "apps.example.com",
    httpsByDefault: false,
    httpPort: 80,
    httpsPort: 443,
    nodeSelector: {},
    tolerations: [],
    features: {},
    ...changes,
  };
}
