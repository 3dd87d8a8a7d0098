import * as z from "zod";
import { addresses } from "./addresses-section.ts";
import { appAccount } from "./app-account.ts";
import { bkrepo } from "./bkrepo.ts";
import { appClusters } from "./clusters/app-clusters.ts";
import { initialCluster } from "./clusters/initial-cluster.ts";
import { domain, flag, label, text } from "./fields.ts";
import { platform } from "./platform/platform.ts";
import { images } from "./images/section.ts";
import { keys } from "./secrets/keys.ts";
import { elasticsearch } from "./storage/elasticsearch.ts";
import { mysql } from "./storage/mysql.ts";
import { rabbitmq } from "./storage/rabbitmq.ts";
import { redis } from "./storage/redis.ts";
import { uploads } from "./uploads.ts";

/**
 * The configuration of one environment: the one source of shape, defaults, secrecy and explanation.
 * Keys stand under `bkpaas:` in `Pulumi.<env>.yaml`.
 */

/** One field per section; a section is one key in the stack file. */
export const sections = {
  sandbox: flag("This stack is the embedded sandbox: every endpoint must be on this machine.").default(false),
  domain: domain({
    doc: "Shared root domain; every address of the platform is a host below it.",
    example: "paas.example.com",
  }),
  addresses,
  namespace: label({
    doc: "Namespace of the platform; must not begin with bkapp, which applications use.",
    example: "paas-system",
  }).default("paas-system"),
  kubernetes: z
    .strictObject({
      kubeconfig: text({
        doc: "Path of the kubeconfig; without it KUBECONFIG or ~/.kube/config counts.",
        example: "~/.kube/config",
      }).optional(),
      context: text({ doc: "Context in the kubeconfig.", example: "production" }).optional(),
    })
    .prefault({}),
  keys,
  mysql,
  redis,
  rabbitmq,
  elasticsearch: elasticsearch.optional(),
  bkrepo,
  appAccount,
  images,
  platform,
  uploads,
  initialCluster,
  appClusters,
} as const;

/** Name of a section. */
export type SectionName = keyof typeof sections;

/** The settings of one environment, complete and typed. */
export type Settings = { readonly [Name in SectionName]: z.output<(typeof sections)[Name]> };
