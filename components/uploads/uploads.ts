import { Job } from "@pulumi/kubernetes/batch/v1/job.js";
import * as pulumi from "@pulumi/pulumi";
import {
  type BkrepoUpload,
  type UploadSettings,
  bkrepoUploads,
  redisInstances,
} from "../../config/uploads.ts";
import type { Bkrepo } from "../bkrepo/bkrepo.ts";
import type { PlatformInput } from "../platform/input.ts";
import { type SecretFor, type SecretsHome, secretsOf } from "../platform/module-secret.ts";
import type { PresentSecrets } from "../platform/paas-stack/settings-env.ts";
import { digestOf } from "../secrets/digest.ts";
import { POOL_FILE, importContainer } from "./import-container.ts";
import { jobSpec, uploadContainer } from "./job.ts";
import { poolFile } from "./redis-pool.ts";
import { bkrepoVariables, uploadTask } from "./task.ts";

export interface UploadsArgs extends SecretsHome {
  readonly settings: UploadSettings;
  /** The platform as its pods are told of it. */
  readonly input: PlatformInput<pulumi.Output<string>>;
  readonly bkrepo: Pick<Bkrepo, "endpoint" | "project" | "platform">;
  /** Which secrets the apiserver has. */
  readonly present: PresentSecrets;
  /** What makes repositories and tables. */
  readonly after: pulumi.Resource;
}

const MINUTE = 60;

/** The gigabytes of the runtimes come from the Internet: nobody waits for them, and `make upload` says whether they came. */
const PATIENCE: Readonly<Record<BkrepoUpload, { readonly minutes: number; readonly isAwaited: boolean }>> = {
  runtimes: { minutes: 6 * 60, isAwaited: false },
  devops: { minutes: 28, isAwaited: true },
  pypi: { minutes: 28, isAwaited: true },
  npm: { minutes: 28, isAwaited: true },
};

/** More than the longest Job that is waited for, so that the cluster ends it first and says why. */
const AWAITED = { create: "30m" };

/**
 * What the install guide does after the install, as Jobs. A Job can't be changed: its name holds a digest of what it does,
 * so that another image or another login is another Job. The finished one stays, for its log. Takes the provider
 * `kubernetes` from its options.
 *
 * **Gotchas** An instance of the Redis pool is imported once, whatever becomes of the image: a second import would have it
 * twice in the pool. Taken out of the configuration, or with another password, its old entries stay in the platform.
 */
export class Uploads extends pulumi.ComponentResource {
  constructor(name: string, args: UploadsArgs, options?: pulumi.ComponentResourceOptions) {
    const { redis, ...others } = args.settings;
    super("bkpaas:uploads:Uploads", name, { ...others, redis: redis.by }, options);
    const secretFor = secretsOf(name, args, this);
    this.#toBkrepo(name, args, secretFor);
    if (redis.by === "job") this.#toPool(name, args, secretFor);
    this.registerOutputs({});
  }

  #toBkrepo(name: string, args: UploadsArgs, secretFor: SecretFor): void {
    const { settings, input, bkrepo, namespace, after } = args;
    const byJob = bkrepoUploads.filter((upload) => settings[upload] === "job");
    if (byJob.length === 0) return;
    const login = secretFor(
      "uploads",
      bkrepoVariables({
        endpoint: pulumi.output(bkrepo.endpoint),
        project: pulumi.output(bkrepo.project),
        platform: { user: pulumi.output(bkrepo.platform.user), password: bkrepo.platform.password },
      }),
    );
    for (const upload of byJob) {
      const task = uploadTask(upload, settings, input.images);
      const { minutes, isAwaited } = PATIENCE[upload];
      const digest = login.digest.apply((secret) => digestOf([secret, task]).slice(0, 8));
      new Job(
        `${name}-${upload}`,
        {
          metadata: {
            name: pulumi.interpolate`bkpaas3-upload-${upload}-${digest}`,
            namespace,
            ...(!isAwaited && { annotations: { "pulumi.com/skipAwait": "true" } }),
          },
          spec: jobSpec(input, {
            container: uploadContainer(input, upload, task, login.name),
            retries: 6,
            deadline: minutes * MINUTE,
          }),
        },
        this.#options(after),
      );
    }
  }

  #toPool(
    name: string,
    { settings, input, present, namespace, after }: UploadsArgs,
    secretFor: SecretFor,
  ): void {
    for (const [instance, server] of Object.entries(redisInstances(settings))) {
      const pool = secretFor(`upload-redis-${instance}`, {
        [POOL_FILE]: pulumi.secret(poolFile(server)),
      });
      const digest = pool.digest.apply((content) => content.slice(0, 8));
      new Job(
        `${name}-redis-${instance}`,
        {
          metadata: {
            name: pulumi.interpolate`bkpaas3-upload-redis-${instance}-${digest}`,
            namespace,
          },
          spec: jobSpec(input, {
            ...importContainer(input, present, pool.name),
            // Tried again, it could add some entries twice.
            retries: 0,
            deadline: 10 * MINUTE,
          }),
        },
        { ...this.#options(after), ignoreChanges: ["spec"] },
      );
    }
  }

  /** A Job that is run again has the same name, so the old one goes first. */
  #options(after: pulumi.Resource): pulumi.CustomResourceOptions {
    return { parent: this, dependsOn: [after], deleteBeforeReplace: true, customTimeouts: AWAITED };
  }
}
