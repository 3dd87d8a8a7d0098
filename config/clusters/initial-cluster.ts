import * as z from "zod";
import { choice, label } from "../fields.ts";
import { clusterName } from "./app-clusters.ts";
import { clusterComponents } from "./components.ts";
import { bcsCertificateLogin, bcsTokenLogin, certificateLogin, serviceAccount, tokenLogin } from "./login.ts";
import { registration } from "./registration.ts";

const reapply = choice(
  {
    doc: "always registers the cluster anew with every revision of the release, which undoes edits on the admin site; never registers it at the first install only.",
    example: "always",
  },
  ["never", "always"],
).default("never");

const namespace = label({
  doc: "Namespace of the Ingress controller, the log collection and the platform's account; without it the platform's own.",
  example: "blueking",
}).optional();

/** Section `initialCluster`: the cluster for applications that the platform is installed with. */
export const initialCluster = z
  .discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("none") }),
    z.strictObject({
      mode: z.literal("sameCluster"),
      reapply,
      ...serviceAccount,
      ...registration,
      ...clusterComponents,
      namespace,
    }),
    z.strictObject({ mode: z.literal("appCluster"), reapply, name: clusterName }),
    z.strictObject({ reapply, ...tokenLogin, ...registration }),
    z.strictObject({ reapply, ...certificateLogin, ...registration }),
    z.discriminatedUnion("login", [
      z.strictObject({ reapply, ...bcsTokenLogin, ...registration }),
      z.strictObject({ reapply, ...bcsCertificateLogin, ...registration }),
    ]),
  ])
  .prefault({ mode: "none" });

/** The section as read. */
export type InitialClusterSettings = z.output<typeof initialCluster>;
