import { execFile } from "node:child_process";
import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { promisify } from "node:util";
import { bareHost } from "../config/host.ts";

/** Prints the addresses of the name that is its argument. */
const LOOKUP = `require("node:dns").lookup(process.argv[1], { all: true }, (error, addresses) => {
  if (error) throw error;
  process.stdout.write(JSON.stringify(addresses));
});`;

/**
 * The addresses of a host name, as this machine resolves it, or of an address, in brackets or not.
 * Rejects where there is none, or when the deadline passes.
 */
export async function addressesOf(host: string, deadline: AbortSignal): Promise<LookupAddress[]> {
  const bare = bareHost(host);
  const family = isIP(bare);
  if (family !== 0) return [{ address: bare, family }];
  // Node can't cancel a lookup: with a dead name server it would hold the program. A process can be ended.
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", LOOKUP, "--", bare], {
    signal: deadline,
    killSignal: "SIGKILL",
  });
  return JSON.parse(stdout) as LookupAddress[];
}
