/** Why a stand-in refuses a server, and what to do instead. `plugin` is its package name: `mysql`. */
export function remoteRefusal(plugin: string, host: string): string {
  return (
    `the sandbox's stand-in for the ${plugin} plugin only talks to this machine, and ${JSON.stringify(host)} is not ` +
    `on its loopback interface. For a real server install the official plugin ` +
    `(pulumi plugin install resource ${plugin}) and run pulumi with your own PULUMI_HOME, not the sandbox's.`
  );
}
