import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A kubeconfig of an administrator, by token, whose server nobody asks. */
export function kubeconfigWith(server: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "admin",
    clusters: [{ name: "cluster", cluster: { server } }],
    contexts: [{ name: "admin", context: { cluster: "cluster", user: "admin" } }],
    users: [{ name: "admin", user: { token: "administrators-token" } }],
  });
}

/** A token of a ServiceAccount by its form; no API server signed it. */
export function tokenOf(namespace: string, account: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    iss: "https://kubernetes.default.svc",
    sub: `system:serviceaccount:${namespace}:${account}`,
  };
  return [part({ alg: "RS256" }), part(claims), "c2lnbmF0dXJl"].join(".");
}

/** A client certificate with its key, and the authority that issued it: base64 of PEM, made by openssl. */
export function clientCertificate(): { ca: string; certificate: string; key: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "client-certificate-"));
  const openssl = (...args: string[]): unknown =>
    execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const base64 = (name: string): string => readFileSync(path.join(folder, name)).toString("base64");
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  try {
    openssl("req", "-x509", ...ec, "-subj", "/CN=authority", "-keyout", "ca.key", "-out", "ca.pem");
    openssl(
      "req",
      ...ec,
      "-subj",
      "/O=system:masters/CN=admin",
      "-keyout",
      "client.key",
      "-out",
      "client.csr",
    );
    const issuer = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    openssl("x509", "-req", "-in", "client.csr", ...issuer, "-out", "client.pem");
    return { ca: base64("ca.pem"), certificate: base64("client.pem"), key: base64("client.key") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
