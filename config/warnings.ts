import { clusterWarnings } from "./clusters/warnings.ts";
import { imageWarnings } from "./images/rules.ts";
import type { Settings } from "./schema.ts";
import { keyWarnings } from "./secrets/key-rules.ts";

/** What is allowed and should nevertheless be known by whoever brings an environment up. */
export function warningsOf(settings: Settings): string[] {
  return [
    ...sharedServer(settings),
    ...keyWarnings(settings),
    ...imageWarnings(settings),
    ...clusterWarnings(settings),
  ];
}

function sharedServer({ sandbox, mysql }: Settings): string[] {
  if (sandbox || mysql.addons) return [];
  return [
    `svc-mysql's plan account ${mysql.users.plan} is on the platform's own MySQL server. It needs CREATE USER, by which ` +
      "it may drop other accounts there, and on MariaDB change any password, root's too. " +
      "Name another server for the applications in bkpaas:mysql.addons.",
  ];
}
