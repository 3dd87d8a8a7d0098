import os from "node:os";
import path from "node:path";

/** The checkout this sandbox belongs to. */
export const CHECKOUT = path.resolve(import.meta.dirname, "..");

/** Everything that belongs to one checkout and is never committed: data, ports, passwords, logs. */
export const SANDBOX = path.join(CHECKOUT, ".sandbox");

/** Links to the tools of this checkout; the CLI looks for its language host beside itself. */
export const BIN = path.join(SANDBOX, "bin");

/** Plugins of this checkout's sandbox, apart from those of the user. */
export const PULUMI_HOME = path.join(SANDBOX, "pulumi-home");

/** State of the dev stack. */
export const STATE = path.join(SANDBOX, "state");

/** Passphrase of the dev stack's secrets, made once. */
export const PASSPHRASE_FILE = path.join(SANDBOX, "passphrase");

/** The dev stack's configuration: the tracked file plus what belongs to this checkout. */
export const DEV_CONFIG = path.join(SANDBOX, "Pulumi.dev.yaml");

/** Credentials of the simulated cluster. */
export const KUBECONFIG = path.join(SANDBOX, "kubeconfig");

/** Logs of the servers, one file each. */
export const LOGS = path.join(SANDBOX, "logs");

/** Ports and generated passwords of this checkout. */
export const SETTINGS_FILE = path.join(SANDBOX, "settings.json");

/** What the servers keep, one directory each. */
export const DATA = path.join(SANDBOX, "data");

/** Which process each running server is. */
export const RUN = path.join(SANDBOX, "run");

/** Built and downloaded tools, shared by all checkouts of one user. */
export const CACHE = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "bkpaas");
