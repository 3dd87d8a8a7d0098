import * as z from "zod";
import { flag, choice, domain, host, pattern, port, text, whole } from "../fields.ts";

/** Features of one application cluster that the platform knows by name (blueking-paas, infras/cluster/constants.py). */
export const FEATURE_FLAGS = [
  "ENABLE_MOUNT_LOG_TO_HOST",
  "INGRESS_USE_REGEX",
  "ENABLE_BK_MONITOR",
  "ENABLE_BK_LOG_COLLECTOR",
  "ENABLE_AUTOSCALING",
  "ENABLE_BCS_EGRESS",
  "ENABLE_GRPC_INGRESS",
] as const;

const toleration = z.strictObject({
  key: text({ doc: "Key of a taint; without it every taint.", example: "dedicated" }).optional(),
  operator: choice({ doc: "How the taint's value is compared.", example: "Equal" }, [
    "Equal",
    "Exists",
  ]).default("Equal"),
  value: text({ doc: "Value of the taint, with Equal.", example: "apps" }).optional(),
  effect: choice({ doc: "Effect of the taint; without it every effect.", example: "NoSchedule" }, [
    "NoSchedule",
    "PreferNoSchedule",
    "NoExecute",
  ]).optional(),
  tolerationSeconds: whole(
    { doc: "How long a pod stays, with NoExecute, in seconds.", example: "300" },
    0,
    86_400 * 365,
  ).optional(),
});

/** What the platform is told of every application cluster, however it logs in there. */
export const registration = {
  subPathDomain: domain({
    doc: "Applications are paths of this domain; without any domain apps below the shared one.",
    example: "apps.paas.example.com",
  }).optional(),
  appRootDomain: domain({
    doc: "Applications are hosts below this domain, whose wildcard must resolve to the cluster's Ingress controller.",
    example: "apps.paas.example.com",
  }).optional(),
  httpsByDefault: flag(
    "Applications get https addresses; the certificate is entered on the admin site.",
  ).default(false),
  frontendIp: host({
    doc: "Address of the Ingress controller, shown to users who bring a domain of their own.",
    example: "10.0.0.20",
  }).optional(),
  httpPort: port("Port of applications for http.", 80).default(80),
  httpsPort: port("Port of applications for https.", 443).default(443),
  nodeSelector: z
    .record(z.string(), z.string("must be text: in quotes, where YAML would read a number or true"))
    .default({}),
  tolerations: z.array(toleration).default([]),
  features: z
    .partialRecord(
      z.enum(FEATURE_FLAGS, { error: `must be one of: ${FEATURE_FLAGS.join(", ")}` }),
      flag("Whether the cluster has the feature."),
    )
    .default({}),
};

/** An address of an API server. */
export const apiServer = pattern(
  { doc: "Address of an API server, as the platform's pods reach it.", example: "https://10.0.0.10:6443" },
  /^https?:\/\/[^\s/]+(\/[^\s]*[^\s/])?$/,
  "must be an http(s) address without a trailing /",
);

/** The cluster in BlueKing's container service. */
export const bcsIds = {
  clusterId: text({ doc: "Id of the cluster in BCS.", example: "BCS-K8S-10000" }),
  projectId: text({ doc: "Id of its project in BCS.", example: "5c4b4c1ad7b04ddc8d0b1f1f1a2b3c4d" }),
  bizId: text({
    doc: "Id of its business in the configuration system, which platforms since 2025 want.",
    example: "2",
  }).optional(),
};

/** One toleration. */
export type Toleration = z.output<typeof toleration>;

/** What the platform is told, as configured. */
export type RegistrationSettings = Readonly<z.output<z.ZodObject<typeof registration>>>;
