import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { CACHE } from "../../../sandbox/layout.ts";
import { withLock } from "../../../sandbox/lock.ts";
import { rememberFailure } from "../mysql/failure.ts";
import { freePorts } from "../ports.ts";
import type { Backend, Missing } from "./backend.ts";
import { textOf } from "./folder.ts";
import { Service } from "./service.ts";

/** Versity's S3 gateway: a server of the whole S3 protocol over a folder. Go checks the version's sum. */
const GATEWAY = "github.com/versity/versitygw/cmd/versitygw@v1.8.0";

const DIRECTORY = path.join(CACHE, "s3");

const READY = path.join(DIRECTORY, `versitygw-${GATEWAY.split("@")[1] ?? ""}`);

const ACCOUNT = { AWS_ACCESS_KEY_ID: "states", AWS_SECRET_ACCESS_KEY: "password-of-states" };

const REGION = "us-east-1";

/** States in a bucket of a server that speaks S3 and belongs to nobody's cloud. */
export async function s3Backend(): Promise<Backend | Missing> {
  try {
    await withLock(READY, async () => {
      if (!existsSync(READY)) await rememberFailure(path.join(DIRECTORY, "failure.json"), build);
    });
  } catch (error) {
    return {
      reason: `the S3 server can't be built: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  return serve();
}

/** Built once for each user, in a folder of its own first: what an interrupted build leaves is never run. */
async function build(): Promise<void> {
  console.log(
    `Building the S3 server for the tests of state backends, once (a minute or two), into ${READY} …`,
  );
  const draft = path.join(DIRECTORY, "draft");
  await mkdir(draft, { recursive: true });
  await promisify(execFile)("go", ["install", GATEWAY], {
    env: { ...process.env, GOBIN: draft, GOFLAGS: "" },
  });
  await rename(path.join(draft, "versitygw"), READY);
}

async function serve(): Promise<Backend> {
  const [port = 0] = await freePorts(1);
  const folder = await mkdtemp(path.join(os.tmpdir(), "bkpaas-s3-"));
  const [buckets, attributes] = [path.join(folder, "buckets"), path.join(folder, "attributes")];
  await mkdir(path.join(buckets, "states"), { recursive: true });
  await mkdir(attributes);
  const service = await Service.start(
    READY,
    ["--port", `127.0.0.1:${port}`, "posix", "--sidecar", attributes, buckets],
    port,
    {
      env: { ROOT_ACCESS_KEY: ACCOUNT.AWS_ACCESS_KEY_ID, ROOT_SECRET_KEY: ACCOUNT.AWS_SECRET_ACCESS_KEY },
    },
  );
  return {
    url: `s3://states?endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true&region=${REGION}`,
    env: ACCOUNT,
    kept: () => textOf(buckets),
    stop: async () => {
      await service.stop();
      await rm(folder, { recursive: true });
    },
  };
}
