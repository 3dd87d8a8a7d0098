import * as z from "zod";
import { pattern } from "../fields.ts";
import { clusterComponents } from "./components.ts";
import {
  bcsCertificateLogin,
  bcsTokenLogin,
  certificateLogin,
  kubeconfigLogin,
  tokenLogin,
} from "./login.ts";
import { registration } from "./registration.ts";

/**
 * The platform's name of a cluster, which never changes (blueking-paas, plat_mgt/infras/clusters/serializers: 3 to 32
 * letters, digits and -); here in lower case, because objects are named after it.
 */
export const clusterName = pattern(
  { doc: "An entry of appClusters.", example: "east" },
  /^[a-z][a-z0-9-]{1,30}[a-z0-9]$/,
  "must be 3 to 32 of a-z, 0-9 and -, beginning with a letter",
);

const everyCluster = { ...registration, ...clusterComponents };

const appCluster = z.discriminatedUnion("mode", [
  z.strictObject({ ...kubeconfigLogin, ...everyCluster }),
  z.strictObject({ ...tokenLogin, ...everyCluster }),
  z.strictObject({ ...certificateLogin, ...everyCluster }),
  z.discriminatedUnion("login", [
    z.strictObject({ ...bcsTokenLogin, ...everyCluster }),
    z.strictObject({ ...bcsCertificateLogin, ...everyCluster }),
  ]),
]);

/** Section `appClusters`: clusters for applications, by the platform's name of each. */
export const appClusters = z.record(clusterName, appCluster).default({});

/** One cluster for applications. */
export type AppClusterSettings = z.output<typeof appCluster>;
