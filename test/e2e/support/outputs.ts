import type { KeyName } from "../../../config/secrets/catalogue.ts";
import type { Clone } from "./clone.ts";

interface Account {
  readonly user: string;
  readonly password: string;
}

interface Release {
  readonly name: string;
  readonly revision: number;
}

/** The stack's outputs, secrets opened, as a consumer with the passphrase sees them. */
export interface OpenOutputs {
  readonly namespace: string;
  readonly mysql: {
    readonly host: string;
    readonly port: number;
    readonly databases: Record<string, string>;
    readonly platform: Account;
    readonly services: Account;
    readonly plan: Account;
  };
  readonly redis: { readonly platformUrl: string; readonly workloadsTasksUrl: string };
  readonly rabbitmq: {
    readonly admin: Account;
    readonly platformUrl: string;
    readonly addons: {
      readonly host: string;
      readonly port: number;
      readonly apiPort: number;
      readonly admin: Account;
    };
  };
  readonly bkrepo: Record<"platform" | "addons" | "lesscode", Account>;
  readonly keys: Readonly<Record<KeyName, string>>;
  readonly fingerprints: Record<string, string>;
  readonly releases: Readonly<Record<"paasStack" | "bkServices", Release>>;
}

/** The outputs of a clone's stack. */
export async function outputsOf(clone: Clone, stack = "dev"): Promise<OpenOutputs> {
  return JSON.parse(
    await clone.ask(`pulumi stack output --json --show-secrets --stack ${stack}`),
  ) as OpenOutputs;
}
