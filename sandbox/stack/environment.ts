import path from "node:path";
import { BIN, CACHE, KUBECONFIG, PASSPHRASE_FILE, PULUMI_HOME, STATE } from "../layout.ts";

/** Folder of the `pulumi` that adds the dev stack's configuration file; first on the PATH of `make env`. */
export const WRAPPERS = path.join(BIN, "wrappers");

/** Settings by which the CLI and its helpers work in the sandbox of this checkout and nowhere else. */
export function devEnvironment(): Record<string, string> {
  return {
    PATH: [WRAPPERS, BIN, path.dirname(process.execPath), process.env.PATH ?? ""].join(path.delimiter),
    KUBECONFIG,
    NODE_COMPILE_CACHE: path.join(CACHE, "compile"),
    PULUMI_BACKEND_URL: `file://${STATE}`,
    PULUMI_CONFIG_PASSPHRASE_FILE: PASSPHRASE_FILE,
    PULUMI_CREDENTIAL_STORE: "plaintext",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_HOME,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}
