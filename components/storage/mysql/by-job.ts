import { Job } from "@pulumi/kubernetes/batch/v1/job.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { type ImageName, imageOf, referenceOf } from "../../../config/images.ts";
import { keyedDigest } from "../../secrets/digest.ts";
import type { Account } from "../../secrets/given.ts";
import type { Home } from "../home.ts";
import { objectName } from "../managed/host.ts";
import { restrictedContainer, restrictedPod, secretFiles } from "../managed/restricted.ts";
import { MYSQL_USER } from "../managed/specs/mysql.ts";
import { clientOptions } from "./client.ts";
import type { Endpoint } from "./endpoint.ts";

export interface StatementsJob {
  readonly server: Endpoint;
  /** Who executes them. */
  readonly account: Account;
  /** The statements, as one secret text. */
  readonly sql: pulumi.Output<string>;
  /** Any text; a changed one runs the Job again. */
  readonly run: string;
  readonly home: Home;
  /** Image with MySQL's client. */
  readonly client: ImageName;
}

/** Where the Secret is mounted. */
const MOUNT = "/provisioning";

/** How long the Job may take, in seconds: less than Pulumi waits for it. */
const DEADLINE_SECONDS = 540;

/**
 * Runs the statements in the cluster, by the server's own client. A Job can't be changed, so its name holds a digest of
 * what it does: other statements are another Job. The finished one stays, so that its log can be read.
 * @param name what they are for, such as `mysql-addons-provisioning`
 */
export function runStatements(
  name: string,
  wanted: StatementsJob,
  parent: pulumi.Resource,
  after: readonly pulumi.Resource[],
): void {
  const { server, account, sql, run, home, client } = wanted;
  const namespace = home.created;
  const secretName = objectName(name);
  const options = account.password.apply((password) =>
    clientOptions({ ...server, user: account.user, password }, `${MOUNT}/ca.pem`),
  );
  const secret = new Secret(
    `${name}-secret`,
    {
      metadata: { name: secretName, namespace },
      stringData: {
        "provision.sql": sql,
        "client.cnf": options,
        ...(server.tls?.ca !== undefined && { "ca.pem": server.tls.ca }),
      },
    },
    { parent },
  );
  // A corrected login counts too: the Job that failed with the wrong one would stay.
  const digest = pulumi.unsecret(
    pulumi
      .all([home.digestKey, sql, options])
      .apply(([key, ...content]) => keyedDigest(key, [...content, server.tls?.ca, run]).slice(0, 8)),
  );
  new Job(
    name,
    {
      metadata: { name: pulumi.interpolate`${secretName}-${digest}`, namespace },
      spec: jobSpec(secretName, referenceOf(imageOf(home.images, client))),
    },
    { parent, dependsOn: [secret, ...after], customTimeouts: { create: "10m" } },
  );
}

/** The password is in a file of the Secret, never among the arguments or the environment. */
function jobSpec(secretName: string, image: string) {
  const run = `exec mysql --defaults-extra-file=${MOUNT}/client.cnf --batch < ${MOUNT}/provision.sql`;
  return {
    backoffLimit: 6,
    activeDeadlineSeconds: DEADLINE_SECONDS,
    template: {
      spec: {
        restartPolicy: "Never",
        automountServiceAccountToken: false,
        securityContext: restrictedPod(MYSQL_USER),
        containers: [
          {
            name: "mysql",
            image,
            command: ["sh", "-ec", run],
            resources: {
              requests: { cpu: "50m", memory: "64Mi" },
              limits: { cpu: "500m", memory: "256Mi" },
            },
            securityContext: restrictedContainer(true),
            volumeMounts: [{ name: "provisioning", mountPath: MOUNT, readOnly: true }],
          },
        ],
        volumes: [{ name: "provisioning", ...secretFiles(secretName) }],
      },
    },
  };
}
