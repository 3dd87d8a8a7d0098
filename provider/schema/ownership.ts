import type { PropertyTable } from "./declaration.ts";

/** Whose a thing is on a server that others use too. */
export const OWNERSHIP = {
  ownership: {
    type: "string",
    oneOf: ["create", "take", "read"],
    default: "create",
    doc: {
      en:
        "Whose it is. create: this stack's; what exists is accepted only where it is as declared. take: this stack's from " +
        "now on, whatever it was; differences are written and told. read: another's; checked, never written.",
      zh:
        "归属。create：属于本 stack，已存在者须与声明一致才接受；take：从现在起归本 stack，差异会被写入并给出警告；" +
        "read：属于他人，只检查、绝不写入。",
    },
  },
} as const satisfies PropertyTable;

/** How a thing came into this stack. */
export const ORIGIN = {
  origin: {
    type: "string",
    oneOf: ["created", "found"],
    doc: {
      en: "created by this stack (or taken over), or found: what was found is never deleted.",
      zh: "created：由本 stack 创建（或接管）；found：原已存在，绝不删除。",
    },
  },
} as const satisfies PropertyTable;
