import { randomInt } from "node:crypto";
import fs from "node:fs";
import { privateDirectory, readIfExists, writeAtomically } from "./files.ts";
import { CHECKOUT, SANDBOX, SETTINGS_FILE } from "./layout.ts";
import { withLock } from "./lock.ts";
import { keepPorts, reservePorts } from "./ports.ts";

/** What listens on a port of its own. Nothing runs at elasticsearch: its port is reserved so that it stays so. */
const PORT_NAMES = [
  "mariadb",
  "redis",
  "rabbitmq",
  "rabbitmqManagement",
  "rabbitmqDistribution",
  "epmd",
  "bkrepo",
  "elasticsearch",
  "apiserver",
  "controllerManager",
  "scheduler",
  "etcd",
  "etcdPeer",
  "kwok",
] as const;

/** Whose password or token it is. */
const PASSWORD_NAMES = ["mariadb", "redis", "rabbitmq", "erlangCookie", "bkrepo", "cluster"] as const;

export type PortName = (typeof PORT_NAMES)[number];
export type PasswordName = (typeof PASSWORD_NAMES)[number];

/** The accounts whose passwords the settings hold. */
export const ADMINISTRATORS = {
  mariadb: "root",
  rabbitmq: "admin",
  bkrepo: "admin",
  cluster: "bkpaas-sandbox-admin",
} as const;

/** Chosen once for a checkout and kept through `make down`. */
export interface Settings {
  /** The checkout that the ports are reserved for. */
  readonly checkout: string;
  /** TCP ports on 127.0.0.1. */
  readonly ports: Readonly<Record<PortName, number>>;
  /** Generated, letters and digits only. */
  readonly passwords: Readonly<Record<PasswordName, string>>;
}

/** Reads the settings of this checkout, or chooses and keeps them. Raises an error where `.sandbox` was copied or moved here. */
export function loadSettings(): Promise<Settings> {
  return withLock(`settings-${CHECKOUT}`, async () => {
    // Whoever made it before may have left it open to others.
    fs.chmodSync(privateDirectory(SANDBOX), 0o700);
    const existing = readSettings();
    if (existing) {
      await keepPorts(CHECKOUT, Object.values(existing.ports));
      return existing;
    }
    const settings = {
      checkout: CHECKOUT,
      ports: await reservePorts(CHECKOUT, PORT_NAMES),
      passwords: generatePasswords(),
    };
    writeAtomically(SETTINGS_FILE, `${JSON.stringify(settings, null, 2)}\n`);
    return settings;
  });
}

/** The settings of this checkout if they were ever chosen. Raises an error where `.sandbox` was copied or moved here. */
export function readSettings(): Settings | undefined {
  const text = readIfExists(SETTINGS_FILE);
  if (text === undefined) return undefined;
  return checkSettings(JSON.parse(text), CHECKOUT);
}

/** Raises an error unless the value is complete and belongs to the checkout. */
export function checkSettings(value: unknown, checkout: string): Settings {
  if (!isSettings(value)) {
    throw new Error(
      `${SETTINGS_FILE} is damaged: run \`make down\`, remove .sandbox and run \`make up\` again.`,
    );
  }
  if (value.checkout !== checkout) {
    throw new Error(
      `.sandbox belongs to the checkout ${value.checkout} and can't be copied or moved: ` +
        "remove it here (rm -rf .sandbox) and run `make up` again.",
    );
  }
  return value;
}

/** A new password of letters and digits, which no configuration file, address or shell needs quoted. */
export function generatePassword(length = 32): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

function generatePasswords(): Record<PasswordName, string> {
  const passwords = PASSWORD_NAMES.map((name) => [name, generatePassword()]);
  return Object.fromEntries(passwords) as Record<PasswordName, string>;
}

function isSettings(value: unknown): value is Settings {
  return (
    isRecord(value) &&
    typeof value["checkout"] === "string" &&
    holds(value["ports"], PORT_NAMES, "number") &&
    holds(value["passwords"], PASSWORD_NAMES, "string")
  );
}

function holds(value: unknown, names: readonly string[], type: "number" | "string"): boolean {
  return isRecord(value) && names.every((name) => typeof value[name] === type);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
