import { choice, group, port, secret, text, url } from "../field.ts";
import { host, tls } from "./server.ts";

/** Output `elasticsearch`. */
export const elasticsearch = group(
  {
    en: "Where the platform finds the logs of applications; absent where the environment has none.",
    zh: "平台读取应用日志的 ElasticSearch；环境中没有时不存在。",
  },
  {
    scheme: choice({ en: "Scheme of its address.", zh: "地址的协议。" }, ["http", "https"]),
    host: host({ en: "Host of the server.", zh: "服务器地址。" }),
    port: port({ en: "Its port.", zh: "端口。" }),
    url: url({
      en: "Its address.",
      zh: "地址。",
      form: { en: "http(s)://host:port", zh: "http(s)://地址:端口" },
    }),
    tls: tls.optional(),
    auth: secret({
      en: "Its account; absent where it asks for none.",
      zh: "账号；无需认证时不存在。",
      form: { en: "user:password", zh: "账号:密码" },
    }).optional(),
    hosts: secret({
      en: "List of hosts as chart bkpaas3 takes it.",
      zh: "chart bkpaas3 所用的 hosts 列表。",
      form: {
        en: "list of tables in TOML, on one line; ca_certs is a file in the platform's pods",
        zh: "单行的 TOML 表列表；ca_certs 为平台 Pod 内的文件",
      },
    }),
    indexPrefixes: group(
      {
        en: "Begin of the index names; the log collector of every application cluster writes to the same.",
        zh: "索引名前缀；每个应用集群的日志采集器写入同样的索引。",
      },
      {
        app: text({ en: "Of the logs of applications.", zh: "应用日志的索引前缀。" }),
        ingress: text({ en: "Of access logs.", zh: "访问日志的索引前缀。" }),
      },
    ),
  },
);
