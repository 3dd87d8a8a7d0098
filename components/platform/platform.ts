import type * as pulumi from "@pulumi/pulumi";
import { isBkpaas3 } from "../../config/platform/platform.ts";
import { BkServices } from "./bk-services/bk-services.ts";
import { Bkpaas3 } from "./bkpaas3/bkpaas3.ts";
import { PaasStack } from "./paas-stack/paas-stack.ts";
import type { PlatformArgs } from "./platform-args.ts";
import type { ReleaseFacts } from "./platform-release.ts";

/** The Helm releases of an environment, by role: those of its generation of charts. */
export interface PlatformReleases {
  readonly paasStack?: ReleaseFacts;
  readonly bkServices?: ReleaseFacts;
  readonly bkpaas3?: ReleaseFacts;
}

/** The releases, and the resource after which all of them are there. */
export interface InstalledPlatform {
  readonly releases: PlatformReleases;
  readonly installed: pulumi.Resource;
}

/** Registers the releases of the configured generation of charts, the add-on services before the developer centre. */
export function platformReleases(
  args: PlatformArgs,
  options: pulumi.ComponentResourceOptions,
): InstalledPlatform {
  const { platform } = args.settings;
  if (isBkpaas3(platform)) {
    const umbrella = new Bkpaas3("bkpaas3", { ...args, platform }, options);
    return { releases: { bkpaas3: umbrella.release }, installed: umbrella };
  }
  const services = new BkServices("bk-services", { ...args, platform }, options);
  const paasStack = new PaasStack("paas-stack", { ...args, platform, services }, options);
  return {
    releases: { bkServices: services.release, paasStack: paasStack.release },
    installed: paasStack,
  };
}
