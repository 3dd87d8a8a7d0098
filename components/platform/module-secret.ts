import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { keyedDigest } from "../secrets/digest.ts";
import type { ModuleSecret } from "./input.ts";
import type { Environment } from "./secret-environment.ts";

/** Whose Secrets they are, and where they go. */
export interface ModuleSecretArgs {
  /** Role of the release; the Secrets' resource names begin with it. */
  readonly release: string;
  readonly namespace: pulumi.Input<string>;
  /** Key of the digests. */
  readonly digestKey: pulumi.Output<string>;
  readonly parent: pulumi.Resource;
}

/** Registers the Secret that one module of a release reads, such as `bkpaas3-apiserver-secrets`. */
export function moduleSecret(
  { release, namespace, digestKey, parent }: ModuleSecretArgs,
  module: string,
  content: Environment<pulumi.Output<string>>,
): ModuleSecret<pulumi.Output<string>> {
  const name = `bkpaas3-${module}-secrets`;
  const secret = new Secret(
    `${release}-${module}-secrets`,
    { metadata: { name, namespace }, stringData: content },
    { parent },
  );
  return { name, digest: digestOf(digestKey, content, secret) };
}

/** A digest of a Secret's content. It also makes the release wait for the Secret. */
function digestOf(
  key: pulumi.Output<string>,
  content: Environment<pulumi.Output<string>>,
  secret: Secret,
): pulumi.Output<string> {
  return pulumi.unsecret(
    pulumi.all([key, pulumi.all(content), secret.id]).apply(([opened, texts]) => keyedDigest(opened, texts)),
  );
}
