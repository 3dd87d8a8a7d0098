import type { batch, core } from "@pulumi/kubernetes/types/input.js";
import type * as pulumi from "@pulumi/pulumi";
import { listOf } from "../platform/container-env.ts";
import type { PlatformInput } from "../platform/input.ts";
import { proxyEnv } from "../platform/module-values.ts";
import { BKREPO_VARIABLES, type UploadTask } from "./task.ts";

type Text = pulumi.Input<string>;

/** A container of the platform's images, and how often a failed one is started again. */
export interface UploadContainer {
  readonly container: core.v1.Container;
  readonly volumes?: core.v1.Volume[];
  readonly retries: number;
  /** How long it may take, in seconds. */
  readonly deadline: number;
}

/** Everything of a Job but its name: where the platform's pods are, with the same way out. */
export function jobSpec(
  input: PlatformInput<Text>,
  { container, volumes = [], retries, deadline }: UploadContainer,
): batch.v1.JobSpec {
  return {
    backoffLimit: retries,
    activeDeadlineSeconds: deadline,
    template: {
      spec: {
        restartPolicy: "Never",
        automountServiceAccountToken: false,
        securityContext: { seccompProfile: { type: "RuntimeDefault" } },
        imagePullSecrets: input.pullSecrets.map((name) => ({ name })),
        hostAliases: input.hostAliases.map(({ ip, hostnames }) => ({ ip, hostnames: [...hostnames] })),
        containers: [
          {
            ...container,
            resources: input.preset.shares.job.resources,
            securityContext: { allowPrivilegeEscalation: false },
          },
        ],
        volumes,
      },
    },
  };
}

/** The container of an upload to bkrepo. The login is read from a Secret, by reference. */
export function uploadContainer(
  input: PlatformInput<Text>,
  name: string,
  { image, command, args, env }: UploadTask,
  secretName: string,
): core.v1.Container {
  return {
    name: `upload-${name}`,
    image,
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    env: [...fromSecret(secretName, BKREPO_VARIABLES), ...listOf({ ...proxyEnv(input), ...env })],
  };
}

/** Variables that are entries of a Secret, by the same names. */
export function fromSecret(secretName: string, names: readonly string[]): core.v1.EnvVar[] {
  return names.map((name) => ({ name, valueFrom: { secretKeyRef: { name: secretName, key: name } } }));
}
