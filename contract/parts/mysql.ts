import { choiceOf, group, port, secret, text } from "../field.ts";
import { account, host, tls } from "./server.ts";

const mysqlServer = {
  host: host({ en: "Host of the server.", zh: "服务器地址。" }),
  port: port({ en: "Its port.", zh: "端口。" }),
  tls: tls.optional(),
};

const byHand = {
  en: "Statements for the administrator of that server; absent where this program runs them.",
  zh: "由该服务器的管理员执行的语句；由本程序执行时不存在。",
  form: { en: "SQL", zh: "SQL" },
};

/** Output `mysql`. */
export const mysql = group(
  { en: "The platform's databases and accounts.", zh: "平台的数据库和账号。" },
  {
    host: host({ en: "Host of the platform's server.", zh: "平台所用 MySQL 的地址。" }),
    port: port({ en: "Its port.", zh: "端口。" }),
    tls: tls.optional(),
    databases: group(
      { en: "Names of the databases.", zh: "数据库名。" },
      {
        apiserver: text({ en: "Database of apiserver.", zh: "apiserver 的数据库。" }),
        workloads: text({ en: "Database of workloads.", zh: "workloads 的数据库。" }),
        svcMysql: text({ en: "Database of svc-mysql.", zh: "svc-mysql 的数据库。" }),
        svcBkrepo: text({ en: "Database of svc-bkrepo.", zh: "svc-bkrepo 的数据库。" }),
        svcRabbitmq: text({ en: "Database of svc-rabbitmq.", zh: "svc-rabbitmq 的数据库。" }),
        openPaas: text({ en: "Database of PaaS 2.0.", zh: "PaaS 2.0 的数据库。" }),
      },
    ),
    platform: account({ en: "Account of apiserver and workloads.", zh: "apiserver 和 workloads 的账号。" }),
    services: account({ en: "Account of the add-on services.", zh: "增强服务的账号。" }),
    openPaas: group(
      {
        en: "Server of PaaS 2.0, on which the platform's account may read and write rows.",
        zh: "PaaS 2.0 的服务器，平台账号可读写其中的数据行。",
      },
      mysqlServer,
    ),
    plan: group(
      {
        en: "Server on which svc-mysql makes databases for applications, and its account there.",
        zh: "svc-mysql 为应用创建数据库的服务器，以及它在那里的账号。",
      },
      {
        ...mysqlServer,
        user: text({
          en: "Account that may make databases, accounts and grants.",
          zh: "可创建数据库、账号和授权的账号。",
        }),
        password: secret({ en: "Its password.", zh: "账号的密码。" }),
      },
    ),
    sql: choiceOf(
      {
        en: "For each server that its administrator prepares by hand: the statements.",
        zh: "由管理员手工准备的服务器各自的语句。",
      },
      {
        platform: secret(byHand).optional(),
        openPaas: secret(byHand).optional(),
        addons: secret(byHand).optional(),
      },
    ),
  },
);
