import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";

/** How long a vendor may take to answer before it counts as not reachable, in milliseconds. */
const PROBE_LIMIT = 3_000;

/** How long one download may take, in milliseconds. */
const DOWNLOAD_LIMIT = 300_000;

/** A file that a vendor publishes. */
export interface Download {
  readonly url: string;
  /** Where the vendor publishes its SHA-256, alone or in a list of `<hash>  <file>`. */
  readonly checksums?: string;
  /** The programs inside a .tar.gz, the wanted one last; without it the file is the program itself. */
  readonly members?: readonly string[];
}

const probes = new Map<string, Promise<boolean>>();

/** Whether the host of an address answers without refusing. Each host is asked once in a run. */
export function isReachable(url: string): Promise<boolean> {
  const { origin, host } = new URL(url);
  const known = probes.get(origin);
  if (known) return known;
  const probe = answers(url).then((reachable) => {
    if (!reachable) process.stderr.write(`${host} is not reachable (asked once, for at most 3 s)\n`);
    return reachable;
  });
  probes.set(origin, probe);
  return probe;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(PROBE_LIMIT),
    });
    return response.status < 400;
  } catch {
    return false;
  }
}

/**
 * Puts the programs of a download into a directory, the wanted one last and each in one step.
 * Throws where the file can't be had or is not the one that the vendor published. Only one process at a
 * time may fetch the same file into the same directory.
 */
export async function fetchPrograms(download: Download, directory: string): Promise<void> {
  const scratch = path.join(directory, `${path.basename(download.url)}.download`);
  // A run that was killed may have left it.
  fs.rmSync(scratch, { recursive: true, force: true });
  fs.mkdirSync(scratch, { recursive: true });
  try {
    const file = path.join(scratch, path.basename(download.url));
    const hash = await fetchFile(download.url, file);
    if (download.checksums !== undefined) await verify(download.checksums, path.basename(file), hash);
    if (download.members) {
      await promisify(execFile)("tar", ["-xzf", file, "-C", scratch, ...download.members]);
    }
    for (const member of download.members ?? [path.basename(file)]) {
      const program = path.join(scratch, member);
      fs.chmodSync(program, 0o755);
      fs.renameSync(program, path.join(directory, programName(member)));
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/** A published program is called as it is, or with the platform behind: `kwok-linux-amd64`. */
function programName(member: string): string {
  return path.basename(member).replace(/-linux-\w+$/, "");
}

/** Fetches a file; its SHA-256 in hexadecimal. */
async function fetchFile(url: string, file: string): Promise<string> {
  const response = await get(url);
  const hash = createHash("sha256");
  await pipeline(
    Readable.fromWeb(response),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    fs.createWriteStream(file),
  );
  return hash.digest("hex");
}

async function verify(checksums: string, name: string, hash: string): Promise<void> {
  const text = await new Response(await get(checksums)).text();
  const published = publishedChecksum(text, name);
  if (published !== hash) {
    throw new Error(`${name} has SHA-256 ${hash}; ${checksums} says ${published ?? "nothing about it"}`);
  }
}

/** The SHA-256 of a file in what a vendor publishes: a hash alone, or a list of `<hash>  <file>`. */
export function publishedChecksum(text: string, name: string): string | undefined {
  for (const line of text.split("\n")) {
    const [hash, file = name] = line.trim().split(/\s+\*?/);
    if (file === name && hash !== undefined && /^[0-9a-f]{64}$/.test(hash)) return hash;
  }
  return undefined;
}

async function get(url: string): Promise<NonNullable<Response["body"]>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_LIMIT) });
  if (!response.ok || !response.body) throw new Error(`${url} answers ${response.status}`);
  return response.body;
}
