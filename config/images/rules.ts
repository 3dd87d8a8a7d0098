import { isBkpaas3 } from "../platform/platform.ts";
import { type Problem, setCommand } from "../problem.ts";
import type { Settings } from "../schema.ts";
import { registryOf } from "./reference.ts";

/** Chart bkpaas3 writes the apiserver's registry before the image of applications (its templates, 0.1.3). */
export function oneRegistryForBkpaas3({ images, platform }: Settings): Problem[] {
  const { registry, publicRegistry } = images;
  if (!isBkpaas3(platform) || publicRegistry === undefined) return [];
  if (registryOf(publicRegistry) === registryOf(registry)) return [];
  const key = "images.publicRegistry";
  return [
    {
      key,
      rule: `must be at ${registryOf(registry)}, as images.registry is: chart bkpaas3 has one registry for both`,
      fix: setCommand(key, `${registryOf(registry)}/public`, false),
    },
  ];
}

/**
 * Nodes pull APP_IMAGE and SMART_APP_IMAGE for applications, and the Job init-data copies them, all without an account
 * (values reference of paas-stack). A registry with an account may show some paths to everybody, so it is not refused.
 */
export function imageWarnings({ images: { credentials, registry, publicRegistry } }: Settings): string[] {
  if (!credentials || publicRegistry !== undefined) return [];
  return [
    `Applications run from slug-app and slug-smart-app, which are pulled from ${registry} without the account of ` +
      "bkpaas:images.credentials. Where that is refused, name a registry that asks for none in " +
      "bkpaas:images.publicRegistry; make images CHECK=1 tries it.",
  ];
}
