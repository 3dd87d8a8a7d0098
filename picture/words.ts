import type { Words } from "../config/words.ts";
import type { EdgeKind, FrameKind, NodeKind } from "./model.ts";

export const LANGUAGES = ["en", "zh"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Languages by what browsers and screen readers know them by. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };

/** A text that is the same in both languages, such as a name. */
export function same(text: string): Words {
  return { en: text, zh: text };
}

/** Names in a row. */
export function listed(names: readonly string[]): Words {
  return { en: names.join(", "), zh: names.join("、") };
}

/** Names in a row, each in its language. */
export function allOf(names: readonly Words[]): Words {
  return { en: names.map(({ en }) => en).join(", "), zh: names.map(({ zh }) => zh).join("、") };
}

/** Such as `HTTPS: ` of the protocol of an address, `https:`. */
export function protocol(scheme: string): Words {
  const name = scheme.replace(":", "").toUpperCase();
  return { en: `${name}: `, zh: `${name}：` };
}

/** What is asked of a server by the protocol of its address, such as `HTTPS: reads logs`. */
export function asked(address: string, use: Words): Words {
  return joined(protocol(new URL(address).protocol), use);
}

/** One text after the other, such as `SQL: ` and what it is for. */
export function joined(...parts: readonly (Words | string)[]): Words {
  const inLanguage = (language: Language): string =>
    parts.map((part) => (typeof part === "string" ? part : part[language])).join("");
  return { en: inLanguage("en"), zh: inLanguage("zh") };
}

export function heading(environment: string): Words {
  return {
    en: `BlueKing PaaS 3.0: environment ${environment}`,
    zh: `蓝鲸 PaaS 3.0：环境 ${environment}`,
  };
}

/** What a picture shows, for those who do not see it. */
export const SUMMARY: Words = {
  en: "Releases, servers and clusters of the environment: who talks to whom, and where keys flow.",
  zh: "该环境的 release、服务器与集群：访问关系与密钥去向。",
};

export const LEGEND: Words = { en: "Legend", zh: "图例" };

/** What each box stands for, in the legend. */
export const NODE_WORDS: Readonly<Record<NodeKind, Words>> = {
  outsider: { en: "people and neighbours", zh: "使用者与周边系统" },
  keys: { en: "keys and passwords of the stack", zh: "密钥与密码" },
  release: { en: "Helm release", zh: "Helm release" },
  job: { en: "Job", zh: "Job" },
  api: { en: "Kubernetes API", zh: "Kubernetes API" },
  store: { en: "store", zh: "存储" },
};

export const FRAME_WORDS: Readonly<Record<FrameKind, Words>> = {
  cluster: { en: "cluster", zh: "集群" },
  namespace: { en: "namespace", zh: "命名空间" },
  outside: { en: "outside of the clusters", zh: "集群之外" },
};

export const EDGE_WORDS: Readonly<Record<EdgeKind, Words>> = {
  talks: { en: "who talks to whom", zh: "访问关系" },
  keys: { en: "where keys flow; each box names its own", zh: "密钥去向，框内写明名称" },
};

export const PLATFORM_CLUSTER: Words = { en: "Cluster of the platform", zh: "平台集群" };
export const SANDBOX: Words = { en: "Sandbox: servers on this machine", zh: "沙箱：本机上的服务器" };
export const EXISTING: Words = { en: "Servers that exist already", zh: "已有的服务器" };

export function namespaceTitle(name: string): Words {
  return { en: `Namespace ${name}`, zh: `命名空间 ${name}` };
}

export function clusterTitle(name: string): Words {
  return { en: `Application cluster ${name}`, zh: `应用集群 ${name}` };
}

/** What is added to the title of the application cluster that the platform is installed with. */
export const IS_INITIAL: Words = { en: ", the initial one", zh: "（初始集群）" };
export const INITIAL_CLUSTER: Words = { en: "Initial cluster for applications", zh: "初始应用集群" };

export const BROWSERS: Words = { en: "Browsers", zh: "浏览器" };
export const BROWSERS_LINES: readonly Words[] = [
  { en: "developers, administrators, users of applications", zh: "开发者、管理员、应用的用户" },
];

export const NEIGHBOURS: Words = { en: "PaaS 2.0 and its neighbours", zh: "PaaS 2.0 与周边系统" };

/** Neighbours by the name of their address in the outputs. */
export const NEIGHBOUR_NAMES: Readonly<Record<string, Words>> = {
  login: { en: "login", zh: "登录" },
  iam: { en: "IAM", zh: "权限中心" },
  user: { en: "user management", zh: "用户管理" },
  cmdb: { en: "CMDB", zh: "配置平台" },
  job: { en: "Job", zh: "作业平台" },
  componentApi: { en: "component APIs", zh: "组件 API" },
  apiGateway: { en: "API gateway", zh: "API 网关" },
  bcs: { en: "BCS", zh: "容器管理平台" },
  monitor: { en: "monitor", zh: "监控平台" },
  log: { en: "log platform", zh: "日志平台" },
  devops: { en: "BK-CI", zh: "蓝盾" },
};

export const KEY_RING: Words = { en: "Key ring", zh: "密钥环" };

export function keyCount(count: number): Words {
  return { en: `${count} keys and passwords`, zh: `${count} 个密钥和密码` };
}

export const KEY_PLACE: Words = {
  en: "encrypted in the state of the stack",
  zh: "加密保存在 stack 的状态中",
};
export const UNREAD_KEYS: Words = { en: "given to nobody here: ", zh: "未分发给此处任何一方：" };
export const GIVEN_KEYS: Words = { en: "keys: ", zh: "密钥：" };
export const BY_HAND: Words = { en: "a person enters these keys there:", zh: "以下密钥由人工录入：" };

export function chart(name: string, isOwn: boolean): Words {
  return isOwn
    ? { en: `own chart ${name}`, zh: `自有 chart ${name}` }
    : { en: `chart ${name}`, zh: `chart ${name}` };
}

export const NODES: Words = { en: "nodes: ", zh: "节点数：" };

export const MYSQL: Readonly<Record<"platform" | "openPaas" | "addons", Words>> = {
  platform: { en: "MySQL of the platform", zh: "平台的 MySQL" },
  openPaas: { en: "MySQL of PaaS 2.0", zh: "PaaS 2.0 的 MySQL" },
  addons: { en: "MySQL of applications", zh: "应用的 MySQL" },
};
export const MYSQL_OF_APPLICATIONS: Words = { en: "databases of applications", zh: "应用的数据库" };

export const REDIS: Words = { en: "Redis of the platform", zh: "平台的 Redis" };
export const REDIS_ADDONS: Words = { en: "Redis of applications", zh: "应用的 Redis" };
export const SENTINELS: Words = { en: "behind Sentinels, master ", zh: "经 Sentinel 访问，master 为 " };
export const POOL: Words = { en: "instances for applications", zh: "供应用使用的实例" };

export const RABBITMQ: Words = { en: "RabbitMQ of the platform", zh: "平台的 RabbitMQ" };
export const RABBITMQ_ADDONS: Words = { en: "RabbitMQ of applications", zh: "应用的 RabbitMQ" };
export const VIRTUAL_HOSTS: Words = { en: "virtual hosts of applications", zh: "应用的 virtual host" };

export const ELASTICSEARCH: Words = { en: "ElasticSearch", zh: "ElasticSearch" };
export const INDICES: Words = { en: "indices ", zh: "索引 " };

export const BKREPO: Words = { en: "bkrepo", zh: "bkrepo" };
export const PROJECTS: Words = { en: "projects ", zh: "项目 " };
export const REGISTRY: Words = { en: "image registry ", zh: "镜像仓库 " };

export const MANAGED: Words = { en: "managed: ", zh: "托管：" };
export const EXISTS: Words = { en: "existing: ", zh: "已有：" };
export const IN_SANDBOX: Words = { en: "sandbox: ", zh: "沙箱：" };

export const USES = {
  sql: { en: "SQL: its databases", zh: "SQL：自身的数据库" },
  sqlPlan: { en: "SQL: makes applications' databases", zh: "SQL：为应用创建数据库" },
  sqlAccount: { en: "SQL: enters the account bk_paas3", zh: "SQL：写入账号 bk_paas3" },
  redis: { en: "Redis: cache, task queue", zh: "Redis：缓存、任务队列" },
  amqp: { en: "AMQP: task queue", zh: "AMQP：任务队列" },
  rabbitmqApi: {
    en: "Management API: makes applications' virtual hosts",
    zh: "管理 API：为应用创建 virtual host",
  },
  readsLogs: { en: "reads logs", zh: "读取日志" },
  writesLogs: { en: "writes logs", zh: "写入日志" },
  packages: { en: "packages and images", zh: "源码包与镜像" },
  repositories: { en: "makes applications' repositories", zh: "为应用创建仓库" },
  instances: { en: "HTTP: asks for service instances", zh: "HTTP：申请服务实例" },
  neighbours: { en: "login, permissions, APIs", zh: "登录、权限、API" },
  needs: { en: "needs it first", zh: "依赖" },
  deploys: { en: "HTTPS: deploys applications", zh: "HTTPS：部署应用" },
} as const satisfies Readonly<Record<string, Words>>;

export const LOGIN: Words = { en: "login: ", zh: "登录方式：" };

/** How the platform logs in to a cluster, by the mode of its section. */
export const LOGINS: Readonly<Record<string, Words>> = {
  kubeconfig: { en: "token of the platform's own account", zh: "平台专用账号的 Token" },
  sameCluster: { en: "token of the platform's own account", zh: "平台专用账号的 Token" },
  token: { en: "given token", zh: "给定的 Token" },
  certificate: { en: "given certificate", zh: "给定的证书" },
};

export const UPLOADS: Words = { en: "Uploads", zh: "上传" };
export const APP_ACCOUNT: Words = { en: "Application account", zh: "应用账号" };
