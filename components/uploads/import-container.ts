import type { core } from "@pulumi/kubernetes/types/input.js";
import type * as pulumi from "@pulumi/pulumi";
import { imageOf, referenceOf } from "../../config/images.ts";
import { authorityMounts } from "../platform/authorities.ts";
import { listOf } from "../platform/container-env.ts";
import type { PlatformInput } from "../platform/input.ts";
import { proxyEnv } from "../platform/module-values.ts";
import { type PresentSecrets, apiserverSettings } from "../platform/paas-stack/settings-env.ts";
import { apiserverEnv } from "../platform/paas-stack/values.ts";
import { fromSecret } from "./job.ts";
import { importCommand } from "./redis-pool.ts";

/** Where the Secret with the file is mounted. */
const MOUNT = "/pool";

/** Entry of that Secret. */
export const POOL_FILE = "pool.yaml";

/** Secrets of our chart's release, which the apiserver reads too. */
const MODULE_SECRET = "bkpaas3-apiserver-secrets";
const BKREPO_SECRET = "bkpaas3-bkrepo-secrets";

/** What the apiserver is told of bkrepo by single entries of that Secret. */
const BKREPO_KEYS = [
  "BKREPO_PASSWORD",
  "BKREPO_ADDONS_PASSWORD",
  "BKREPO_LESSCODE_PASSWORD",
  "BLOBSTORE_BKREPO_CONFIG",
];

/** The apiserver's image with its environment, of which the import reads database and encryption key. */
export function importContainer(
  input: PlatformInput<pulumi.Input<string>>,
  present: PresentSecrets,
  secretName: string,
): { readonly container: core.v1.Container; readonly volumes: core.v1.Volume[] } {
  const authorities = authorityMounts(input.authorities);
  return {
    container: {
      name: "upload-redis",
      image: referenceOf(imageOf(input.images, "paas3-apiserver")),
      command: ["python", ...importCommand(`${MOUNT}/${POOL_FILE}`)],
      envFrom: [{ secretRef: { name: MODULE_SECRET } }],
      env: [
        ...fromSecret(BKREPO_SECRET, BKREPO_KEYS),
        ...listOf({ ...proxyEnv(input), ...apiserverEnv(input) }),
        ...apiserverSettings(input, present),
      ],
      volumeMounts: [{ name: "pool", mountPath: MOUNT, readOnly: true }, ...(authorities.volumeMounts ?? [])],
    },
    volumes: [{ name: "pool", secret: { secretName } }, ...(authorities.volumes ?? [])],
  };
}
