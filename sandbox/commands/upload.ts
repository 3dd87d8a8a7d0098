import {
  type UploadName,
  type UploadSettings,
  redisInstances,
  uploadBy,
  uploadNames,
} from "../../config/uploads.ts";
import { setCommand } from "../../config/problem.ts";
import type { Settings } from "../../config/schema.ts";
import { assetUrl, runtimeFiles, runtimesPresent } from "../../preflight/runtimes.ts";
import { bkrepoVariables, uploadTask, vendorTask } from "../../components/uploads/task.ts";
import { poolFile } from "../../components/uploads/redis-pool.ts";
import { handOut } from "../hand-out.ts";
import { prepare } from "../prepare.ts";
import { settingsOf } from "../stack/configured.ts";
import { askPulumi, runPulumi } from "../stack/pulumi.ts";
import { exportState } from "../stack/state.ts";
import { type Target, stackOf } from "../stack/target.ts";
import { dockerCommand, envFile, importLine } from "../uploads/command.ts";
import { jobsOf } from "../uploads/jobs.ts";

/** What `make upload` is told beside the stack. */
export interface UploadOptions {
  readonly what?: string;
  /** Folder with the runtimes, for a machine without the Internet. */
  readonly vendor?: string;
  /** Whether entries of the pool may be added a second time. */
  readonly isSure: boolean;
}

/**
 * Brings one thing of section `uploads` in again: a Job is run anew, of a command all that it needs is written and printed.
 * @returns 0 where it was done, or what is left to do is printed
 */
export async function upload(target: Target, { what, vendor, isSure }: UploadOptions): Promise<number> {
  const name = uploadNamed(what, vendor);
  if (target.kind === "dev") await prepare();
  const settings = await settingsOf(target);
  const by = uploadBy(settings.uploads, name);
  if (by === "off") return refuse(offText(name));
  if (name === "redis" && by === "job" && !isSure) return refuse(TWICE);
  const code =
    by === "job" && vendor === undefined
      ? await runAgain(target, name)
      : await printCommand(target, name, settings, vendor);
  if (code === 0 && name !== "redis") console.log(await runtimesReport(settings));
  return code;
}

/** What is meant. @throws Error with all names for any other word. */
export function uploadNamed(what: string | undefined, vendor: string | undefined): UploadName {
  const name = uploadNames.find((known) => known === what);
  if (name === undefined) throw new Error(`Say what: make upload WHAT=${uploadNames.join("|")}.`);
  if (vendor !== undefined && name !== "runtimes") {
    throw new Error(
      "VENDOR=<dir> is for WHAT=runtimes only: the other uploads bring their files in their images.",
    );
  }
  return name;
}

/** Says whether builds find the runtimes, and what to do where they don't. */
export async function runtimesReport(settings: Pick<Settings, "bkrepo" | "uploads">): Promise<string> {
  const [first = ""] = runtimeFiles(settings.uploads.stack);
  const asked = assetUrl(settings.bkrepo, first);
  switch (await runtimesPresent(settings)) {
    case "there":
      return `bkrepo has the language runtimes: everybody gets one of the files that builds ask for (${asked}).`;
    case "missing":
      return (
        `The language runtimes are missing in bkrepo: nobody gets ${asked}. Without them no application is built.\n` +
        "  make upload WHAT=runtimes                with the Internet\n" +
        "  make upload WHAT=runtimes VENDOR=<dir>   from a folder"
      );
    case "unknown":
      return `Nobody knows whether bkrepo has the language runtimes: this machine gets no answer for ${asked}.`;
  }
}

const TWICE =
  "The pool would have every entry twice: an import compares nothing with what is there. An instance that is new in " +
  "uploads.redis.instances is imported by make up. To add all of them again: make upload WHAT=redis YES=1";

function refuse(text: string): number {
  console.error(text);
  return 1;
}

function offText(name: UploadName): string {
  const key = name === "redis" ? "uploads.redis.by" : `uploads.${name}`;
  return `${key} is off. Switch it on, then make up:\n  ${setCommand(key, "job", false)}`;
}

/** Replaces the Job, and changes nothing else: the state stays true, and the next update has nothing to do. */
async function runAgain(target: Target, name: UploadName): Promise<number> {
  const { resources = [] } = (await exportState(target)).deployment;
  const urns = jobsOf(name, resources);
  if (urns.length === 0)
    return refuse(`Stack ${stackOf(target)} has no Job of it yet: bring it up first (make up).`);
  const chosen = urns.flatMap((urn) => ["--target", urn, "--replace", urn]);
  return runPulumi(target, ["up", ...chosen, ...(target.kind === "dev" ? ["--yes", "--skip-preview"] : [])]);
}

async function printCommand(
  target: Target,
  name: UploadName,
  settings: Settings,
  vendor: string | undefined,
): Promise<number> {
  const stack = stackOf(target);
  if (name === "redis") {
    const file = handOut("uploads", stack, "redis.yaml", poolText(settings.uploads));
    console.log(`Once, with a kubectl that reaches the platform's cluster:\n  ${importLine(settings, file)}`);
    console.log(
      `It adds its entries at every run. ${file} holds passwords: remove it when it has been used.`,
    );
    return 0;
  }
  const login = await loginOf(target);
  if (!login) return refuse(`Stack ${stack} has no account in bkrepo yet: bring it up first (make up).`);
  const file = handOut("uploads", stack, "bkrepo.env", envFile(bkrepoVariables(login)));
  const { uploads, images } = settings;
  const task = vendor === undefined ? uploadTask(name, uploads, images) : vendorTask(uploads, images);
  console.log(`On a machine that reaches bkrepo:\n  ${dockerCommand(task, file, vendor)}`);
  console.log(`${file} holds a password: hand it over as such, and remove it when it has been used.`);
  return 0;
}

function poolText(settings: UploadSettings): string {
  return Object.values(redisInstances(settings)).map(poolFile).join("---\n");
}

/** bkrepo and the platform's account there, as the stack tells them. */
interface BkrepoOutputs {
  readonly endpoint: string;
  readonly project: string;
  readonly platform: { readonly user: string; readonly password: string };
}

async function loginOf(target: Target): Promise<BkrepoOutputs | undefined> {
  const text = await askPulumi(target, ["stack", "output", "--json", "--show-secrets"]);
  return (JSON.parse(text) as { readonly bkrepo?: BkrepoOutputs }).bkrepo;
}
