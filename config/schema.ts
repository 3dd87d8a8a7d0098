import * as z from "zod";
import { appAccount } from "./app-account.ts";
import { bkrepo } from "./bkrepo.ts";
import { domain, flag, label, text, whole } from "./fields.ts";
import { type ImageName, OFFICIAL_IMAGES, imageNames } from "./images.ts";
import { keys } from "./secrets/keys.ts";
import { account } from "./storage/account.ts";
import { elasticsearch } from "./storage/elasticsearch.ts";
import { mysql } from "./storage/mysql.ts";
import { rabbitmq } from "./storage/rabbitmq.ts";
import { redis } from "./storage/redis.ts";

/**
 * The configuration of one environment: the one source of shape, defaults, secrecy and explanation.
 * Keys stand under `bkpaas:` in `Pulumi.<env>.yaml`.
 */

const imageTags = Object.fromEntries(
  imageNames.map((name) => [
    name,
    text({ doc: `Tag of the image ${name}.`, example: "your_tag" }).optional(),
  ]),
) as Record<ImageName, z.ZodOptional<z.ZodString>>;

/** One field per section; a section is one key in the stack file. */
export const sections = {
  sandbox: flag("This stack is the embedded sandbox: every endpoint must be on this machine.").default(false),
  domain: domain({
    doc: "Shared root domain; every address of the platform is a host below it.",
    example: "paas.example.com",
  }),
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
  images: z
    .strictObject({
      registry: text({
        doc: "Registry and path all images of the platform are pulled from.",
        example: "hub.bktencent.com/blueking",
      }).default("hub.bktencent.com/blueking"),
      storeRegistry: text({
        doc: "Registry and path the images of managed stores are pulled from: the official ones, or a mirror.",
        example: "registry.example.com/library",
      }).default(OFFICIAL_IMAGES),
      credentials: account("the account that pulls the platform's images", "puller").optional(),
      tags: z.strictObject(imageTags).prefault({}),
    })
    .prefault({}),
  release: z
    .strictObject({
      name: label({ doc: "Name of the Helm release.", example: "bk-paas3" }).default("bk-paas3"),
      timeoutMinutes: whole(
        { doc: "How long an install or upgrade may take, in minutes.", example: "30" },
        1,
        240,
      ).default(30),
      replicas: whole({ doc: "Replicas of each process.", example: "1" }, 1, 20).default(1),
    })
    .prefault({}),
} as const;

/** Name of a section. */
export type SectionName = keyof typeof sections;

/** The settings of one environment, complete and typed. */
export type Settings = { readonly [Name in SectionName]: z.output<(typeof sections)[Name]> };
