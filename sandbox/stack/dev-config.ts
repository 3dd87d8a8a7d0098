import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { CHECKOUT, DEV_CONFIG, KUBECONFIG, PASSPHRASE_FILE, SANDBOX, STATE } from "../layout.ts";
import { readIfExists, writeAtomically } from "../files.ts";
import { type Settings, generatePassword } from "../settings.ts";
import { askPulumi } from "./pulumi.ts";
import { DEV } from "./target.ts";

/** Digest of what the configuration was last made from. */
const SOURCE_FILE = path.join(SANDBOX, "Pulumi.dev.source");

interface StackFile {
  encryptionsalt?: string;
  config: Record<string, unknown>;
}

/**
 * Makes the dev stack and its configuration: the tracked file, with the ports and passwords of this checkout. The
 * tracked file itself is only read. Nothing is written where nothing changed.
 */
export async function ensureDevStack(settings: Settings): Promise<void> {
  const tracked = fs.readFileSync(path.join(CHECKOUT, "Pulumi.dev.yaml"), "utf8");
  const source = createHash("sha256").update(tracked).update(JSON.stringify(settings)).digest("hex");
  if (readIfExists(SOURCE_FILE) === source && fs.existsSync(DEV_CONFIG)) return;
  const { config } = parse(tracked) as StackFile;
  const encryptionsalt = await encryptionSalt();
  const isLocal = ([path]: readonly [string, unknown]): boolean => isOfSandbox(path, config);
  const values = Object.fromEntries(Object.entries(localValues(settings)).filter(isLocal));
  const complete = { encryptionsalt, config: { ...merge(config, values), ...keysSetHere() } };
  writeAtomically(DEV_CONFIG, stringify(complete));
  for (const [key, secret] of Object.entries(localSecrets(settings)).filter(isLocal)) {
    await askPulumi({ kind: "dev" }, ["config", "set", "--secret", "--path", key], secret);
  }
  writeAtomically(SOURCE_FILE, source);
}

const KEYS = "bkpaas:keys";

/** Where keys come from is said by commands such as `make rotate`, never by the tracked file, which is for every checkout. */
function keysSetHere(): Record<string, unknown> {
  const text = readIfExists(DEV_CONFIG);
  const keys = text === undefined ? undefined : (parse(text) as StackFile).config[KEYS];
  return keys === undefined ? {} : { [KEYS]: keys };
}

/** Whether a path belongs to the sandbox's cluster or one of its servers, not to a store that is run or left out. */
function isOfSandbox(path: string, tracked: StackFile["config"]): boolean {
  const [key = ""] = path.split(".");
  if (key === "bkpaas:kubernetes") return true;
  const section = tracked[key];
  if (typeof section !== "object" || section === null) return false;
  return !("mode" in section) || section.mode === "existing";
}

/** The salt is made with the stack and kept as long as the passphrase. */
async function encryptionSalt(): Promise<string> {
  return saltIn(DEV_CONFIG) ?? createStack();
}

function saltIn(stackFile: string): string | undefined {
  const text = readIfExists(stackFile);
  return text === undefined ? undefined : (parse(text) as StackFile).encryptionsalt;
}

/** `pulumi stack init` writes the salt beside a Pulumi.yaml, so it gets one apart from the tracked files. */
async function createStack(): Promise<string> {
  if (!fs.existsSync(PASSPHRASE_FILE)) writeAtomically(PASSPHRASE_FILE, generatePassword());
  fs.mkdirSync(STATE, { recursive: true, mode: 0o700 });
  const folder = path.join(SANDBOX, "stack-init");
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(CHECKOUT, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
  await askPulumi({ kind: "dev" }, ["stack", "select", "--create", "--cwd", folder]);
  // Where only the configuration was lost, the file is there from the first time.
  const salt = saltIn(path.join(folder, `Pulumi.${DEV}.yaml`));
  if (salt === undefined) {
    throw new Error(
      "The salt of stack dev is lost: run `make down`, remove .sandbox and run `make up` again.",
    );
  }
  await askPulumi({ kind: "dev" }, ["stack", "select"]);
  return salt;
}

function localValues({ ports }: Settings): Record<string, unknown> {
  return {
    "bkpaas:kubernetes": { kubeconfig: KUBECONFIG },
    "bkpaas:mysql": { port: ports.mariadb },
    "bkpaas:redis": { port: ports.redis },
    "bkpaas:rabbitmq": { port: ports.rabbitmq, apiPort: ports.rabbitmqManagement },
    "bkpaas:elasticsearch": { port: ports.elasticsearch },
    "bkpaas:bkrepo": { endpoint: `http://127.0.0.1:${ports.bkrepo}` },
  };
}

function localSecrets({ passwords }: Settings): Record<string, string> {
  return {
    "bkpaas:mysql.admin.password": passwords.mariadb,
    "bkpaas:redis.password": passwords.redis,
    "bkpaas:rabbitmq.admin.password": passwords.rabbitmq,
    "bkpaas:bkrepo.admin.password": passwords.bkrepo,
  };
}

/** Sections of the tracked file, with the local values laid over. */
function merge(tracked: Record<string, unknown>, local: Record<string, unknown>): Record<string, unknown> {
  const sections = Object.entries(local).map(([key, values]) => {
    const before = tracked[key];
    return [key, { ...(typeof before === "object" ? before : {}), ...(values as object) }];
  });
  return { ...tracked, ...(Object.fromEntries(sections) as Record<string, unknown>) };
}
