import { group, port, secret } from "../field.ts";
import { account, host, tls } from "./server.ts";

const rabbitmqServer = {
  host: host({ en: "Host of the server.", zh: "服务器地址。" }),
  port: port({ en: "Its port of AMQP.", zh: "AMQP 端口。" }),
  apiPort: port({
    en: "Its port of the management API; https where tls is there.",
    zh: "管理 API 端口；有 tls 时为 https。",
  }),
  tls: tls.optional(),
};

/** Output `rabbitmq`. */
export const rabbitmq = group(
  { en: "The platform's RabbitMQ.", zh: "平台所用的 RabbitMQ。" },
  {
    ...rabbitmqServer,
    admin: account({ en: "Administrator of the server.", zh: "服务器的管理员。" }),
    platformUrl: secret({
      en: "Virtual host of the platform; absent where it has none.",
      zh: "平台的 vhost；没有时不存在。",
      form: { en: "amqp(s)://user:password@host:port/vhost", zh: "amqp(s)://账号:密码@地址:端口/vhost" },
    }).optional(),
    addons: group(
      {
        en: "Server on which svc-rabbitmq makes virtual hosts for applications.",
        zh: "svc-rabbitmq 为应用创建 vhost 的服务器。",
      },
      {
        ...rabbitmqServer,
        admin: account({ en: "Administrator for svc-rabbitmq.", zh: "供 svc-rabbitmq 使用的管理员。" }),
      },
    ),
  },
);
