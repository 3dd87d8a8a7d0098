import http from "node:http";
import https from "node:https";
import { type BkrepoSettings, isProvided, projectIdOf } from "../config/bkrepo.ts";
import type { Settings } from "../config/schema.ts";
import { ASSETS_REPOSITORY, type Presence } from "../config/uploads.ts";

/** How long bkrepo may take to answer, in milliseconds. */
const DEADLINE = 3000;

/**
 * Files that every set of runtimes has, below the platform's repository: the first line of a build of Node.js reads one
 * (STDLIB_FILE_URL in init.sh of blueking-paas). Platforms of 2022 look below the stack; later ones at the top.
 */
export function runtimeFiles(stack: string): string[] {
  return [`runtimes/${stack}/vendor/common/v7/stdlib.sh`, "common/buildpack-stdlib/v7/stdlib.sh"];
}

/** Where builds download such a file, without an account. */
export function assetUrl(bkrepo: BkrepoSettings, file: string): string {
  return `${bkrepo.endpoint}/generic/${projectIdOf(bkrepo, bkrepo.project)}/${ASSETS_REPOSITORY}/${file}`;
}

/**
 * Whether bkrepo gives everybody the language runtimes, as builds ask for them: one of the files is enough.
 * @returns `unknown` where bkrepo does not answer this machine, or answers neither yes nor no
 */
export async function runtimesPresent({
  bkrepo,
  uploads,
}: Pick<Settings, "bkrepo" | "uploads">): Promise<Presence> {
  const files = runtimeFiles(uploads.stack);
  const statuses = await Promise.all(files.map((file) => statusOf(assetUrl(bkrepo, file), bkrepo)));
  if (statuses.includes(200)) return "there";
  // A repository that is private, or not there yet, gives nobody a file.
  return statuses.every((status) => status !== undefined && status < 500) ? "missing" : "unknown";
}

/** The HTTP status of an anonymous GET; undefined where there is no answer. */
function statusOf(url: string, bkrepo: BkrepoSettings): Promise<number | undefined> {
  const tls = isProvided(bkrepo) ? bkrepo.tls : undefined;
  const trust = tls && { ca: tls.ca, rejectUnauthorized: tls.verify === "full" };
  const { request } = url.startsWith("https:") ? https : http;
  return new Promise((resolve) => {
    const asked = request(url, { ...trust, signal: AbortSignal.timeout(DEADLINE) }, (response) => {
      response.destroy();
      resolve(response.statusCode);
    });
    asked.on("error", () => {
      resolve(undefined);
    });
    asked.end();
  });
}
