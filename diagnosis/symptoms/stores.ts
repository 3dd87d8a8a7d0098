import type { Symptom } from "../symptoms.ts";

/** What logs say of the network and of the stores. */
export const storeSymptoms: readonly Symptom[] = [
  {
    id: "mysql-8-grant",
    signs: [{ text: /\b1064\b.*(?:GRANT|IDENTIFIED BY)|error in your SQL syntax.*IDENTIFIED/i }],
    means: {
      en: "An old svc-mysql grants rights in a way that MySQL 8 no longer knows.",
      zh: "旧版 svc-mysql 使用了 MySQL 8 不再支持的授权语法。",
    },
    remedy: {
      en: "Take a newer image of svc-mysql (images.tags), or give applications a server of MySQL 5.7 (mysql.addons).",
      zh: "使用更新的 svc-mysql 镜像（images.tags），或为应用另设 MySQL 5.7 服务器（mysql.addons）。",
    },
    source: "blueking-paas, pull request 783",
  },
  {
    id: "mysql-8-auth-plugin",
    signs: [
      { text: /Authentication plugin '.*' (?:cannot be loaded|is not supported)/i },
      { text: /'cryptography' package is required for|\b2059\b.*plugin/i },
    ],
    means: {
      en: "The account logs in by a method of MySQL 8 that the platform's client does not know.",
      zh: "账号使用了 MySQL 8 的认证插件，而平台的客户端不支持。",
    },
    remedy: {
      en: "Let an administrator set the method: `ALTER USER '<user>'@'<host>' IDENTIFIED WITH mysql_native_password BY '<password>'`, which MySQL 8.4 allows with mysql_native_password=ON.",
      zh: "由管理员修改认证方式：`ALTER USER '<用户>'@'<主机>' IDENTIFIED WITH mysql_native_password BY '<密码>'`；MySQL 8.4 需要启用 mysql_native_password=ON。",
    },
    source: "BKDocs, upgrade guide 7.1 to 7.2",
  },
  {
    id: "mysql-denied",
    signs: [{ text: /Access denied for user|\b(?:1044|1045|1142|1227|3118)\b.*denied/i }],
    means: {
      en: "MySQL refuses the account: the password differs, the pods come from an address it may not come from, or a right is missing.",
      zh: "MySQL 拒绝了该账号：密码不一致、Pod 来源地址不在允许范围内，或缺少权限。",
    },
    remedy: {
      en: "Compare mysql.accountHost with the pods' network; `make drift` says what the server lacks and how it comes back.",
      zh: "核对 mysql.accountHost 与 Pod 网段；`make drift` 会指出服务器缺少什么以及如何补齐。",
    },
    source: "MySQL: errors 1044, 1045, 1142",
  },
  {
    id: "database-missing",
    signs: [{ text: /Unknown database '/ }],
    means: { en: "The database does not exist on the MySQL server.", zh: "MySQL 服务器上不存在该数据库。" },
    remedy: {
      en: "`make drift` says which is missing and how it comes back; with mysql.provisioning manual, `make sql` writes the statements.",
      zh: "`make drift` 会指出缺少的数据库以及如何补齐；mysql.provisioning 为 manual 时，`make sql` 生成所需语句。",
    },
    source: "MySQL: error 1049",
  },
  {
    id: "redis-denied",
    signs: [{ text: /WRONGPASS|NOAUTH|invalid username-password pair|invalid password.*redis/i }],
    means: { en: "Redis refuses the password.", zh: "Redis 拒绝了密码。" },
    remedy: {
      en: "Correct the password of the section redis; of Sentinels it may be another one (redis.sentinel).",
      zh: "修正 redis 一节的密码；Sentinel 的密码可能不同（redis.sentinel）。",
    },
    source: "Redis: AUTH",
  },
  {
    id: "tls-untrusted",
    signs: [
      {
        text: /certificate verify failed|x509: certificate|self[- ]signed certificate|SSL connection error/i,
      },
    ],
    means: {
      en: "A certificate is not trusted, has run out, or does not carry the name that was asked for.",
      zh: "证书不受信任、已过期，或与访问的域名不符。",
    },
    remedy: {
      en: "Give the authority in tls.ca of that store, and the host by the name in its certificate.",
      zh: "在对应存储的 tls.ca 中提供 CA，并使用证书中的域名作为 host。",
    },
    source: "BKDocs 7.0, FAQ",
  },
  {
    id: "dns",
    signs: [
      { text: /Temporary failure in name resolution|Name or service not known|Could not resolve host/i },
      {
        text: /no such host|getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|Unknown MySQL server host|NameResolutionError/i,
      },
    ],
    means: {
      en: "A pod cannot resolve a host name.",
      zh: "Pod 无法解析某个主机名。",
    },
    remedy: {
      en: "The stack's outputs list the names that pods must resolve: choose addresses.dns (coredns or hostAliases), or add them to the cluster's DNS.",
      zh: "stack 的输出列出了 Pod 必须能解析的域名：请设置 addresses.dns（coredns 或 hostAliases），或将其加入集群 DNS。",
    },
    source: "a user's debugging of 7.2; BKDocs 7.1, custom values",
  },
  {
    id: "address-family",
    signs: [{ text: /address family (?:for hostname )?not supported/i }],
    means: {
      en: "The kernel of the node has no IPv6, and the process listens on [::].",
      zh: "节点内核未启用 IPv6，而进程监听 [::]。",
    },
    remedy: {
      en: "Start the node with IPv6 in its kernel (without `ipv6.disable=1`; addresses are not needed).",
      zh: "启用节点内核的 IPv6（去掉 `ipv6.disable=1`，无需分配地址）。",
    },
    source: "bk-repo, issue 119",
  },
];
