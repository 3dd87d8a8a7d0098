import type { ResourceDeclaration } from "../declaration.ts";
import { ORIGIN, OWNERSHIP } from "../ownership.ts";
import { PASSWORD, TAG, USER_NAME } from "./forms.ts";

/** `rabbitmq:User`. */
export const USER = {
  token: "bkpaas:rabbitmq:User",
  doc: {
    en:
      "A user of RabbitMQ's own database. Its password is never overwritten silently: whether it is right is computed from the " +
      "hash that RabbitMQ keeps. A wrong one is shown by `preview --refresh` and set right by the next update, unless the user is another's.",
    zh:
      "RabbitMQ 内部数据库中的用户。密码绝不会被悄悄覆盖：对错由 RabbitMQ 保存的哈希计算得出。密码不符会在 " +
      "`preview --refresh` 中显示，并由下一次更新修正；属于他人的用户除外。",
  },
  exampleId: "bkpaas3",
  inputs: {
    name: {
      type: "string",
      replaces: true,
      form: USER_NAME,
      doc: { en: "Name by which it logs in.", zh: "登录名。" },
    },
    password: {
      type: "string",
      optional: true,
      secret: true,
      form: PASSWORD,
      doc: {
        en: "Its password. Only an imported user, or another's, may be without one.",
        zh: "密码。仅导入的或属于他人的用户可以没有。",
      },
    },
    tags: {
      type: "list",
      optional: true,
      form: TAG,
      doc: {
        en:
          "What it may do beside messaging: administrator, monitoring, policymaker or management let it use the management " +
          "API. A new user gets none; tags that are left out are not touched.",
        zh: "除收发消息外的权限：administrator、monitoring、policymaker、management 可使用管理 API。新用户默认没有；不填则不改动。",
      },
    },
    ...OWNERSHIP,
  },
  outputs: {
    login: {
      type: "string",
      oneOf: ["accepted", "refused", "untried"],
      doc: {
        en: "Whether the password was right when RabbitMQ was last asked; untried without a password, or where its hash cannot be compared.",
        zh: "上次查询时密码是否正确；没有密码或无法比较其哈希时为 untried。",
      },
    },
    ...ORIGIN,
  },
  errors: [
    {
      when: { en: "it exists with another password or other tags", zh: "用户已存在，但密码或标签不同" },
      then: {
        en: "Declare what it has; or set ownership to take, which sets this stack's password on it and locks out whoever uses the old one.",
        zh: "按现状声明；或将 ownership 设为 take：会把它的密码改为本 stack 的密码，仍用旧密码者将无法登录。",
      },
    },
    {
      when: {
        en: "it is the administrator by whom the provider asks, and would be changed or deleted",
        zh: "该用户正是 provider 所用的管理员，而将被修改或删除",
      },
      then: {
        en: "Use another administrator for the provider, or change this one by hand.",
        zh: "让 provider 使用另一个管理员，或手工修改该用户。",
      },
    },
    {
      when: {
        en: "its password is hashed by an algorithm other than SHA-256, SHA-512 or MD5",
        zh: "其密码的哈希算法不是 SHA-256、SHA-512 或 MD5",
      },
      then: {
        en: "Set ownership to take, which sets this stack's password without comparing.",
        zh: "将 ownership 设为 take：不经比较直接设为本 stack 的密码。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
