import { group, port, secret, text } from "../field.ts";
import { host, tls } from "./server.ts";

const redisUrl = {
  form: {
    en: "redis://…, rediss://… or sentinel://…, with password and database; ssl_ca_certs is a file in the platform's pods",
    zh: "redis://…、rediss://… 或 sentinel://…，含密码和库号；ssl_ca_certs 为平台 Pod 内的文件",
  },
};

/** Output `redis`. */
export const redis = group(
  { en: "The platform's Redis.", zh: "平台所用的 Redis。" },
  {
    host: host({
      en: "Host of the server; behind Sentinels, of the first of them.",
      zh: "服务器地址；使用 Sentinel 时为其中第一个。",
    }),
    port: port({ en: "Its port.", zh: "端口。" }),
    tls: tls.optional(),
    platformUrl: secret({
      en: "Database that apiserver and workloads share for streams.",
      zh: "apiserver 和 workloads 共用的库（流式通道）。",
      ...redisUrl,
    }),
    workloadsTasksUrl: secret({
      en: "Task queue of workloads and its results.",
      zh: "workloads 的任务队列及结果。",
      ...redisUrl,
    }),
    sentinel: group(
      {
        en: "How a client asks Sentinels; absent where the server is asked directly.",
        zh: "客户端如何访问 Sentinel；直连服务器时不存在。",
      },
      {
        master: text({ en: "Name of the master.", zh: "master 名称。" }),
        password: secret({
          en: "Password of the Sentinels; absent where they ask for none.",
          zh: "Sentinel 的密码；无密码时不存在。",
        }).optional(),
      },
    ).optional(),
    addons: group(
      {
        en: "Server for applications; absent where only Sentinels are known.",
        zh: "供应用使用的服务器；只有 Sentinel 时不存在。",
      },
      {
        host: host({ en: "Host of the server.", zh: "服务器地址。" }),
        port: port({ en: "Its port.", zh: "端口。" }),
        password: secret({
          en: "Its password; absent where it asks for none.",
          zh: "密码；无密码时不存在。",
        }).optional(),
        tls: tls.optional(),
      },
    ).optional(),
  },
);
