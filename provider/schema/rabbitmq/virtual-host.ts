import type { ResourceDeclaration } from "../declaration.ts";
import { ORIGIN, OWNERSHIP } from "../ownership.ts";
import { VIRTUAL_HOST_NAME } from "./forms.ts";

/** `rabbitmq:VirtualHost`. */
export const VIRTUAL_HOST = {
  token: "bkpaas:rabbitmq:VirtualHost",
  doc: {
    en: "A virtual host of RabbitMQ, with queues and exchanges of its own. Its messages are never deleted unless `deletion` says so.",
    zh: "RabbitMQ 的虚拟主机，拥有自己的队列与交换机。除非 `deletion` 明确要求，其中的消息绝不会被删除。",
  },
  exampleId: "bkpaas3",
  inputs: {
    name: {
      type: "string",
      replaces: true,
      form: VIRTUAL_HOST_NAME,
      doc: { en: "Name of the virtual host.", zh: "虚拟主机名称。" },
    },
    description: {
      type: "string",
      optional: true,
      doc: {
        en: "What it is for. RabbitMQ knows descriptions since 3.8.",
        zh: "用途说明；RabbitMQ 自 3.8 起支持。",
      },
    },
    deletion: {
      type: "string",
      oneOf: ["keep", "when-empty", "with-content"],
      default: "keep",
      doc: {
        en: "What destroying it does on the server: nothing, deletes it if no queue holds a message, or deletes it with its messages.",
        zh: "销毁时对服务器的动作：不动、仅在所有队列都没有消息时删除、连同消息一起删除。",
      },
    },
    ...OWNERSHIP,
  },
  outputs: { ...ORIGIN },
  errors: [
    {
      when: { en: "it exists with another description", zh: "已存在，但说明不同" },
      then: {
        en: "Declare it as it is, leave the description out, or set ownership to take.",
        zh: "按现状声明，或不填说明，或将 ownership 设为 take。",
      },
    },
    {
      when: {
        en: "deletion is when-empty and a queue holds messages",
        zh: "deletion 为 when-empty 而某个队列仍有消息",
      },
      then: {
        en: "Let them be consumed, or set deletion to keep or with-content, run up, then destroy again.",
        zh: "先消费完消息，或将 deletion 改为 keep 或 with-content 并执行 up，再重新销毁。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
