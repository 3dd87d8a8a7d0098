import { isIPv4 } from "node:net";

/**
 * Whether a host is this machine and nothing else: `localhost`, 127.0.0.0/8 or ::1 (with or without brackets).
 * Any other name is not, wherever it may resolve to today.
 */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  return bare === "localhost" || bare === "::1" || (isIPv4(bare) && bare.startsWith("127."));
}

/** Why a stand-in refuses a server, and what to do instead. `plugin` is its package name: `mysql`. */
export function remoteRefusal(plugin: string, host: string): string {
  return (
    `the sandbox's stand-in for the ${plugin} plugin only talks to this machine, and ${JSON.stringify(host)} is not ` +
    `on its loopback interface. For a real server install the official plugin ` +
    `(pulumi plugin install resource ${plugin}) and run pulumi with your own PULUMI_HOME, not the sandbox's.`
  );
}
