import * as z from "zod";
import { certificates, choice, host, objectName, pattern, port, text } from "../fields.ts";
import { account } from "./account.ts";
import { managedStore } from "./managed.ts";

const indexPrefix = (doc: string, fallback: string) =>
  pattern(
    { doc, example: fallback },
    /^[a-z][a-z0-9_-]*$/,
    "must be lower-case letters, digits, _ and -, a letter first",
  ).default(fallback);

const logs = {
  indexPrefixes: z
    .strictObject({
      app: indexPrefix(
        "Begin of the index names of application logs, as in bkapp-log-collection.",
        "bk_paas3_app",
      ),
      ingress: indexPrefix(
        "Begin of the index names of access logs, as in bkapp-log-collection.",
        "bk_paas3_ingress",
      ),
    })
    .prefault({}),
};

/** Section `elasticsearch`: where the logs of applications are. */
export const elasticsearch = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("existing"),
    scheme: choice({ doc: "How ElasticSearch is spoken to.", example: "https" }, ["http", "https"]).default(
      "http",
    ),
    host: host({ doc: "Host of ElasticSearch 7, where application logs are.", example: "es.example.com" }),
    port: port("Port of ElasticSearch.", 9200).default(9200),
    version: text({
      doc: "Version of the server, where this machine can't ask it.",
      example: "7.17.28",
    }).optional(),
    ca: certificates(
      "The authority that signed the server's certificate, where no machine knows it.",
    ).optional(),
    account: account("an account that may read the application logs", "elastic").optional(),
    ...logs,
  }),
  z.strictObject({
    ...managedStore,
    nodes: choice({ doc: "How many nodes a managed ElasticSearch has.", example: "one" }, [
      "one",
      "three",
    ]).default("one"),
    transportSecret: objectName({
      doc: "For three nodes: Secret with ca.crt, tls.crt and tls.key by which they trust each other.",
      example: "elasticsearch-transport",
    }).optional(),
    ...logs,
  }),
]);

/** The section as read. */
export type ElasticSearchSettings = z.output<typeof elasticsearch>;
