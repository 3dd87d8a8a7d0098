import * as z from "zod";
import { domain, flag, host, httpUrl, label, port, secret, text, whole } from "./fields.ts";
import { type ImageName, imageNames } from "./images.ts";

/**
 * The configuration of one environment: the one source of shape, defaults, secrecy and explanation.
 * Keys stand under `bkpaas:` in `Pulumi.<env>.yaml`.
 */

const account = (doc: string, user: string) =>
  z.strictObject({
    user: text({ doc: `Name of ${doc}.`, example: user }),
    password: secret({ doc: `Password of ${doc}.` }),
  });

const mysqlDatabases = z
  .strictObject({
    apiserver: text({ doc: "Database of the apiserver.", example: "paas3_apiserver" }).default(
      "paas3_apiserver",
    ),
    workloads: text({ doc: "Database of workloads.", example: "paas3_workloads" }).default("paas3_workloads"),
    svcMysql: text({ doc: "Database of svc-mysql.", example: "svc_mysql" }).default("svc_mysql"),
    svcBkrepo: text({ doc: "Database of svc-bkrepo.", example: "svc_bkrepo" }).default("svc_bkrepo"),
    svcRabbitmq: text({ doc: "Database of svc-rabbitmq.", example: "svc_rabbitmq" }).default("svc_rabbitmq"),
    openPaas: text({
      doc: "Database of PaaS 2.0, which exists already: it is granted, never created.",
      example: "open_paas",
    }).default("open_paas"),
  })
  .prefault({});

const mysqlUsers = z
  .strictObject({
    platform: text({ doc: "User of apiserver and workloads.", example: "bk_paas3" }).default("bk_paas3"),
    services: text({ doc: "User of the add-on services.", example: "bk_services" }).default("bk_services"),
  })
  .prefault({});

const mysql = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("existing"),
    host: host({ doc: "Host of the MySQL server, as the cluster reaches it.", example: "db.example.com" }),
    port: port("Port of the MySQL server.", 3306).default(3306),
    admin: account("an account that may create databases and users", "root"),
    accountHost: text({
      doc: "Host part of the created accounts: % or the pod network, such as 10.244.%.",
      example: "%",
    }).default("%"),
    databases: mysqlDatabases,
    users: mysqlUsers,
  }),
]);

const redisDatabase = (doc: string, fallback: number) =>
  whole({ doc, example: String(fallback) }, 0, 65535).default(fallback);

const redis = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("existing"),
    host: host({ doc: "Host of the Redis server, as the cluster reaches it.", example: "redis.example.com" }),
    port: port("Port of the Redis server.", 6379).default(6379),
    password: secret({ doc: "Password of the Redis server." }).optional(),
    databases: z
      .strictObject({
        platform: redisDatabase("Cache, queue and log channel of apiserver and workloads.", 10),
        workloadsTasks: redisDatabase("Task queue of workloads; never the one above.", 11),
      })
      .prefault({}),
  }),
]);

const rabbitmq = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("existing"),
    host: host({ doc: "Host of the RabbitMQ server, as the cluster reaches it.", example: "mq.example.com" }),
    port: port("AMQP port.", 5672).default(5672),
    apiPort: port("Port of the management HTTP API.", 15672).default(15672),
    admin: account("a RabbitMQ administrator, for the add-on service", "admin"),
  }),
]);

const elasticsearch = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("existing"),
    scheme: z.enum(["http", "https"]).default("http"),
    host: host({ doc: "Host of ElasticSearch 7, where application logs are.", example: "es.example.com" }),
    port: port("Port of ElasticSearch.", 9200).default(9200),
    account: account("an account that may read the application logs", "elastic").optional(),
  }),
]);

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
  mysql,
  redis,
  rabbitmq,
  elasticsearch: elasticsearch.optional(),
  bkrepo: z.strictObject({
    endpoint: httpUrl({ doc: "Gateway address of bkrepo.", example: "http://bkrepo.example.com" }),
    admin: account("the bkrepo administrator", "admin"),
    project: text({ doc: "bkrepo project of the platform.", example: "bkpaas" }).default("bkpaas"),
  }),
  images: z
    .strictObject({
      registry: text({
        doc: "Registry and path all images of the platform are pulled from.",
        example: "hub.bktencent.com/blueking",
      }).default("hub.bktencent.com/blueking"),
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
