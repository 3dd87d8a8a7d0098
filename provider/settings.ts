import type { Filled, PropertyTable } from "./schema/declaration.ts";

const positive = (value: string | number): boolean => Number(value) > 0;

/** Settings of one instance of the provider: one server, or one cluster. */
export const SETTINGS = {
  endpoint: {
    type: "string",
    optional: true,
    doc: {
      en: "Address of bkrepo's gateway, or of RabbitMQ's management API, without a trailing slash. Their resources need it.",
      zh: "bkrepo 网关地址，或 RabbitMQ 管理 API 的地址，末尾不带斜杠；两者的资源必须填写。",
    },
    form: {
      holds: isAddress,
      rule: {
        en: "be an http or https address without account, query and trailing slash",
        zh: "是 http 或 https 地址，不含账号、查询参数与末尾斜杠",
      },
    },
  },
  username: {
    type: "string",
    optional: true,
    doc: {
      en: "Administrator of the server. Without one, only accounts of others can be read.",
      zh: "服务器管理员。不填时只能读取他人的账号。",
    },
  },
  password: {
    type: "string",
    optional: true,
    secret: true,
    doc: { en: "The administrator's password, or a token.", zh: "管理员的密码或令牌。" },
  },
  ca: {
    type: "string",
    optional: true,
    doc: {
      en: "PEM certificates of the authority that signed the server's, where the machine does not know it.",
      zh: "签发服务器证书的 CA（PEM），仅在本机不认识它时需要。",
    },
    form: {
      holds: (value) => /^-----BEGIN CERTIFICATE-----$/m.test(String(value)),
      rule: {
        en: "hold certificates in PEM, each between BEGIN CERTIFICATE and END CERTIFICATE",
        zh: "为 PEM 证书，每份以 BEGIN CERTIFICATE 与 END CERTIFICATE 包围",
      },
    },
  },
  verify: {
    type: "boolean",
    default: true,
    doc: { en: "Whether the server's certificate is checked.", zh: "是否校验服务器证书。" },
  },
  tenantId: {
    type: "string",
    optional: true,
    doc: {
      en: "Tenant of a multi-tenant bkrepo, sent as X-Bk-Tenant-Id; such a server names projects <tenant>.<name>.",
      zh: "多租户 bkrepo 的租户，以 X-Bk-Tenant-Id 发送；此类服务器的项目 ID 为 <租户>.<名称>。",
    },
  },
  timeoutSeconds: {
    type: "number",
    default: 15,
    doc: { en: "How long to wait for one answer.", zh: "等待单次响应的时间（秒）。" },
    form: { holds: positive, rule: { en: "be more than 0", zh: "大于 0" } },
  },
  retries: {
    type: "integer",
    default: 6,
    doc: {
      en: "How often a call is repeated that found no server, or one that failed (5xx, 429).",
      zh: "连接失败或服务器出错（5xx、429）时重试的次数。",
    },
    form: { holds: (value) => Number(value) >= 0, rule: { en: "not be negative", zh: "不为负数" } },
  },
  retryDelaySeconds: {
    type: "number",
    default: 0.5,
    doc: {
      en: "Pause before the first repetition; each further one is twice as long, up to 10 seconds.",
      zh: "首次重试前的等待时间（秒）；之后逐次加倍，最长 10 秒。",
    },
    form: { holds: positive, rule: { en: "be more than 0", zh: "大于 0" } },
  },
  totalSeconds: {
    type: "number",
    default: 120,
    doc: {
      en: "How long one operation on one resource may take with all repetitions; the option customTimeouts goes before it.",
      zh: "单个资源的一次操作（含全部重试）的总时限（秒）；资源选项 customTimeouts 优先。",
    },
    form: { holds: positive, rule: { en: "be more than 0", zh: "大于 0" } },
  },
  kubeconfig: {
    type: "string",
    optional: true,
    secret: true,
    doc: {
      en: "Path of a kubeconfig, or its text, for the resources of a cluster; without it KUBECONFIG or ~/.kube/config counts.",
      zh: "kubeconfig 的路径或内容，供集群资源使用；不填则取 KUBECONFIG 或 ~/.kube/config。",
    },
  },
  context: {
    type: "string",
    optional: true,
    doc: { en: "Context in the kubeconfig.", zh: "kubeconfig 中的 context。" },
  },
} as const satisfies PropertyTable;

/** Settings, defaults filled in. */
export type Settings = Filled<typeof SETTINGS>;

/** Settings of an instance that speaks to bkrepo or RabbitMQ. */
export type ServerSettings = Settings & { readonly endpoint: string };

function isAddress(value: string | number): boolean {
  const text = String(value);
  if (!URL.canParse(text) || text.endsWith("/")) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === "");
}
