import * as pulumi from "@pulumi/pulumi";
import { encryptionKeyFrom, fingerprintOf, uuidFrom } from "./formats.ts";
import { alphanumeric, generatedOnce, letters } from "./password.ts";

/** The keys of the platform by name. */
export interface PlatformKeys {
  /** `BKKRILL_ENCRYPT_SECRET_KEY`: base64 of 32 characters. Rows encrypted with it are lost without it. */
  readonly encryption: pulumi.Output<string>;
  /** `PAAS_SERVICE_JWT_CLIENTS_KEY`: HS256, equal in paas-stack and bk-services. */
  readonly jwt: pulumi.Output<string>;
  /** `BK_PAAS3_PRIVATE_TOKEN_FOR_APIGW`: 30 to 64 letters, equal in bk-apigateway. */
  readonly privateToken: pulumi.Output<string>;
  /** `BK_APP_SECRET` of bk_paas3: a UUID, equal in bk-auth or PaaS 2.0. */
  readonly appSecret: pulumi.Output<string>;
}

/**
 * The keys of the platform, generated once. Takes the provider `random` from its options.
 *
 * **Gotchas** All are protected. Replacing the encryption key makes every stored credential of every application
 * unreadable; the platform never re-encrypts.
 */
export class PlatformSecrets extends pulumi.ComponentResource {
  declare readonly keys: PlatformKeys;
  /** For each key a short digest, not secret, so that a preview shows whether it would change. */
  declare readonly fingerprints: Record<keyof PlatformKeys, pulumi.Output<string>>;

  constructor(name: string, options?: pulumi.ComponentResourceOptions) {
    super("bkpaas:secrets:PlatformSecrets", name, {}, options);
    const generate = (role: string, form: Parameters<typeof generatedOnce>[1]) =>
      generatedOnce(`${name}-${role}`, form, this);

    const hexadecimal = { length: 32, lower: false, upper: false, overrideSpecial: "abcdef" };
    this.keys = {
      encryption: generate("encryption-key", alphanumeric(32)).apply(encryptionKeyFrom),
      jwt: generate("jwt-key", alphanumeric(40)),
      privateToken: generate("private-token", letters(32)),
      appSecret: generate("app-secret", hexadecimal).apply(uuidFrom),
    };
    this.fingerprints = {
      encryption: fingerprint("encryption", this.keys.encryption),
      jwt: fingerprint("jwt", this.keys.jwt),
      privateToken: fingerprint("privateToken", this.keys.privateToken),
      appSecret: fingerprint("appSecret", this.keys.appSecret),
    };
    this.registerOutputs({ keys: this.keys, fingerprints: this.fingerprints });
  }
}

function fingerprint(name: string, key: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.unsecret(key.apply((value) => fingerprintOf(name, value)));
}
