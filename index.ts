import * as pulumi from "@pulumi/pulumi";
import { loadSettings } from "./config/load.ts";
import { warningsOf } from "./config/warnings.ts";
import { deploy } from "./deployment.ts";
import { checkClusters } from "./preflight/clusters.ts";
import { checkReleases } from "./preflight/releases.ts";
import { runtimesPresent } from "./preflight/runtimes.ts";
import { checkReachable } from "./preflight/servers.ts";

// Node.js keeps the lines of TypeScript as they are. Looking each of them up in source maps, as the SDK asks for at every
// resource, costs a fifth of a preview.
Reflect.deleteProperty(Error, "prepareStackTrace");

const settings = loadSettings();
for (const warning of warningsOf(settings)) await pulumi.log.warn(warning);
await Promise.all([checkReachable(settings), checkClusters(settings)]);

const [initialise, runtimes] = await Promise.all([checkReleases(settings), runtimesPresent(settings)]);

export default deploy(settings, initialise, runtimes);
