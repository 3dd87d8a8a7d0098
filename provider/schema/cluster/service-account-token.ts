import type { Form, ResourceDeclaration } from "../declaration.ts";
import { OBJECT_NAME } from "../dns/forms.ts";

/** What the API server takes as `expirationSeconds` of a TokenRequest. */
const LIFETIME: Form = {
  holds: (value) => Number(value) >= 600 && Number(value) <= 2 ** 32,
  rule: {
    en: "be 600 to 4294967296, as the API server asks",
    zh: "为 600 至 4294967296（API server 的要求）",
  },
};

/** `cluster:ServiceAccountToken`. */
export const SERVICE_ACCOUNT_TOKEN = {
  token: "bkpaas:cluster:ServiceAccountToken",
  doc: {
    en:
      "A token of a ServiceAccount that ends by itself, and is renewed by the update that finds it near its end. It is bound to " +
      "an empty Secret, its marker: the API server refuses it, within some ten seconds, once the marker is deleted. A renewal " +
      "makes the new token first; the one before is ended after everything that carries it was updated.",
    zh:
      "ServiceAccount 的有期限令牌：临近到期时由下一次更新续签。令牌绑定到一个空的 Secret（标记）；标记删除后，" +
      "API server 约十秒内拒绝该令牌。续签时先签发新令牌，待所有使用处更新之后再作废旧令牌。",
  },
  inputs: {
    namespace: {
      type: "string",
      replaces: true,
      form: OBJECT_NAME,
      doc: { en: "Namespace of the ServiceAccount.", zh: "ServiceAccount 所在的命名空间。" },
    },
    serviceAccount: {
      type: "string",
      replaces: true,
      form: OBJECT_NAME,
      doc: { en: "Name of the ServiceAccount, which exists.", zh: "已存在的 ServiceAccount 的名称。" },
    },
    lifetimeSeconds: {
      type: "integer",
      replaces: true,
      form: LIFETIME,
      doc: {
        en: "How long a token is to live. The API server may grant less, which a warning says.",
        zh: "令牌的有效期（秒）。API server 可能签发更短的有效期，届时会有警告。",
      },
    },
    renewSeconds: {
      type: "integer",
      form: { holds: (value) => Number(value) >= 0, rule: { en: "not be negative", zh: "不为负数" } },
      doc: {
        en:
          "An update renews the token once it ends within so many seconds; where that is its whole life or more, once half of " +
          "its life is over.",
        zh: "剩余有效期少于该秒数时，更新会续签；若该值不小于整个有效期，则在有效期过半后续签。",
      },
    },
    edition: {
      type: "integer",
      default: 1,
      replaces: true,
      form: { holds: (value) => Number(value) >= 1, rule: { en: "be 1 or more", zh: "不小于 1" } },
      doc: {
        en: "Counts the tokens: another number makes a new one and ends the one before.",
        zh: "令牌的序号：改为其他数字会签发新令牌，并作废旧令牌。",
      },
    },
  },
  outputs: {
    token: {
      type: "string",
      secret: true,
      doc: { en: "The token, decoded.", zh: "令牌（已解码）。" },
    },
    expires: {
      type: "string",
      doc: { en: "When it ends, as granted: RFC 3339.", zh: "实际到期时间（RFC 3339）。" },
    },
    grantedSeconds: {
      type: "integer",
      doc: { en: "How long it lives, as granted.", zh: "实际签发的有效期（秒）。" },
    },
    fingerprint: {
      type: "string",
      doc: {
        en: "The first 12 digits of its SHA-256, by which tokens are told apart.",
        zh: "令牌 SHA-256 的前 12 位，用于区分令牌。",
      },
    },
    marker: {
      type: "string",
      doc: {
        en: "Name of the Secret that it is bound to; deleting that ends the token.",
        zh: "令牌所绑定的 Secret 的名称；删除它即作废令牌。",
      },
    },
    ca: {
      type: "string",
      doc: {
        en: "The cluster's authority, from the ConfigMap kube-root-ca.crt of the namespace: base64 of PEM.",
        zh: "集群 CA（PEM 的 base64），取自命名空间中的 ConfigMap kube-root-ca.crt。",
      },
    },
  },
  errors: [
    {
      when: { en: "the ServiceAccount does not exist", zh: "ServiceAccount 不存在" },
      then: {
        en: "Make it first: take its name from its resource, or let this resource depend on it.",
        zh: "请先创建：从其资源取得名称，或让本资源依赖它。",
      },
    },
    {
      when: {
        en: "the namespace has no ConfigMap kube-root-ca.crt after half a minute",
        zh: "半分钟后命名空间中仍没有 ConfigMap kube-root-ca.crt",
      },
      then: {
        en: "Look after the controller manager, which publishes it (root-ca-cert-publisher); then run the update again.",
        zh: "请检查发布它的 controller manager（root-ca-cert-publisher），然后重新执行更新。",
      },
    },
    {
      when: { en: "the API server forbids something", zh: "API server 拒绝某个操作" },
      then: {
        en:
          "The account needs, in the namespace, get on serviceaccounts and configmaps, create on serviceaccounts/token, create " +
          "and delete on secrets; and create on tokenreviews.",
        zh: "账号须在该命名空间中有 serviceaccounts、configmaps 的 get，serviceaccounts/token 的 create，secrets 的 create、delete；另须有 tokenreviews 的 create。",
      },
    },
    {
      when: { en: "it is to be imported", zh: "尝试导入" },
      then: {
        en: "Declare it and let an update make one: nobody tells a token a second time.",
        zh: "请直接声明，由更新签发新令牌：已签发的令牌无法再次取得。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
