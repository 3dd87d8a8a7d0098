import * as pulumi from "@pulumi/pulumi";
import type { KeyName } from "../../config/secrets/catalogue.ts";
import type { KeyRing } from "./key-ring.ts";

/** Keys that every stack has; the salt comes first, the others' fingerprints need it. */
const ALWAYS = [
  "fingerprintSalt",
  "encryption",
  "jwt",
  "privateToken",
  "appSecret",
  "svcMysqlEncryption",
  "svcBkrepoEncryption",
  "svcRabbitmqEncryption",
  "svcRabbitmqDjango",
  "healthzToken",
  "metricsToken",
] as const satisfies readonly KeyName[];

/** Keys that a stack has where its configuration asks for them. */
const ASKED = ["apigatewayEncryption", "bkauthEncryption", "sentryDsn"] as const satisfies readonly KeyName[];

/** The keys that belong to the platform as a whole, by name; passwords are with their stores. */
export type PlatformKeys = Readonly<
  Record<(typeof ALWAYS)[number], pulumi.Output<string>> &
    Partial<Record<(typeof ASKED)[number], pulumi.Output<string>>>
>;

export interface PlatformSecretsArgs {
  readonly keys: KeyRing;
}

/**
 * The keys of the platform: generated, given or adopted. Takes the provider `random` from its options.
 *
 * **Gotchas** All are protected. Replacing an encryption key makes what it encrypted unreadable; the platform never
 * encrypts it again. So another value is refused, in a preview already.
 */
export class PlatformSecrets extends pulumi.ComponentResource {
  declare readonly keys: PlatformKeys;

  constructor(name: string, { keys }: PlatformSecretsArgs, options?: pulumi.ComponentResourceOptions) {
    super("bkpaas:secrets:PlatformSecrets", name, {}, options);
    const asked = ASKED.filter((key) => keys.settings[key] !== undefined);
    const made = [...ALWAYS, ...asked].map((key) => [key, keys.key(key, this)] as const);
    this.keys = Object.fromEntries(made) as PlatformKeys;
    this.registerOutputs({ keys: this.keys });
  }
}
