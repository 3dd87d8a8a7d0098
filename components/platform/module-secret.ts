import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { keyedDigest } from "../secrets/digest.ts";
import type { ModuleSecret } from "./input.ts";
import type { Environment } from "./secret-environment.ts";

/** Registers the Secret that one module of a release reads. */
export type SecretFor = (
  module: string,
  content: Environment<pulumi.Output<string>>,
) => ModuleSecret<pulumi.Output<string>>;

/** Where the Secrets are, and the key that is mixed into their digests. */
export interface SecretsHome {
  readonly namespace: pulumi.Output<string>;
  readonly keys: { readonly encryption: pulumi.Output<string> };
}

/**
 * For the Secrets of one release, such as `bkpaas3-apiserver-secrets`.
 * @param release role of the release, with which the Secrets' resource names begin
 */
export function secretsOf(
  release: string,
  { namespace, keys }: SecretsHome,
  parent: pulumi.Resource,
): SecretFor {
  return (module, content) => {
    const name = `bkpaas3-${module}-secrets`;
    const secret = new Secret(
      `${release}-${module}-secrets`,
      { metadata: { name, namespace }, stringData: content },
      { parent },
    );
    return { name, digest: contentDigest(keys.encryption, content, secret) };
  };
}

/** A digest of a Secret's content. It also makes the release wait for the Secret. */
export function contentDigest(
  key: pulumi.Output<string>,
  content: Environment<pulumi.Output<string>>,
  secret: Secret,
): pulumi.Output<string> {
  return pulumi.unsecret(
    pulumi.all([key, pulumi.all(content), secret.id]).apply(([opened, texts]) => keyedDigest(opened, texts)),
  );
}
