import type { ResourceDeclaration } from "../declaration.ts";
import { ORIGIN, OWNERSHIP } from "../ownership.ts";
import { USER_NAME, VIRTUAL_HOST_NAME } from "./forms.ts";

/** `rabbitmq:Permission`. */
export const PERMISSION = {
  token: "bkpaas:rabbitmq:Permission",
  doc: {
    en:
      "What a user may do on a virtual host: three regular expressions over names of queues and exchanges. The empty text " +
      "allows nothing. In its id, % and / of either name are written %25 and %2F: that on the virtual host / is %2F/bkpaas3.",
    zh:
      "用户在虚拟主机上的权限：对队列与交换机名称的三个正则表达式，空文本表示不允许。ID 中两个名称里的 % 与 / " +
      "写作 %25 与 %2F：虚拟主机 / 上的权限为 %2F/bkpaas3。",
  },
  exampleId: "bkpaas3/bkpaas3",
  inputs: {
    virtualHost: {
      type: "string",
      replaces: true,
      form: VIRTUAL_HOST_NAME,
      doc: { en: "Name of the virtual host.", zh: "虚拟主机名称。" },
    },
    user: { type: "string", replaces: true, form: USER_NAME, doc: { en: "The user.", zh: "用户。" } },
    configure: {
      type: "string",
      default: ".*",
      doc: { en: "What it may declare and delete.", zh: "可声明与删除的对象。" },
    },
    write: {
      type: "string",
      default: ".*",
      doc: { en: "What it may publish to and bind.", zh: "可发布与绑定的对象。" },
    },
    read: {
      type: "string",
      default: ".*",
      doc: { en: "What it may consume from and bind to.", zh: "可消费与被绑定的对象。" },
    },
    ...OWNERSHIP,
  },
  outputs: { ...ORIGIN },
  errors: [
    {
      when: {
        en: "the user or the virtual host does not exist",
        zh: "用户或虚拟主机不存在",
      },
      then: {
        en: "Create it first: take both names from their resources, or let this resource depend on them.",
        zh: "先创建它：名称取自对应资源，或让本资源依赖它们。",
      },
    },
    {
      when: { en: "the user has other rights there", zh: "该用户在此已有不同的权限" },
      then: {
        en: "Declare them as they are, or set ownership to take. RabbitMQ gives an administrator who makes a virtual host all rights on it.",
        zh: "按现状声明，或将 ownership 设为 take。RabbitMQ 会把新虚拟主机的全部权限授予创建它的管理员。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
