import type { ResourceDeclaration } from "../declaration.ts";
import { ORIGIN, OWNERSHIP } from "../ownership.ts";
import { DESCRIPTION, PROJECT_ID, REPOSITORY_NAME } from "./forms.ts";

/** `bkrepo:Repository`. */
export const REPOSITORY = {
  token: "bkpaas:bkrepo:Repository",
  doc: {
    en: "A repository in a project of bkrepo. Its content is never deleted unless `deletion` says so.",
    zh: "bkrepo 项目中的仓库。除非 `deletion` 明确要求，其内容绝不会被删除。",
  },
  exampleId: "bkpaas/npm",
  inputs: {
    project: {
      type: "string",
      replaces: true,
      form: PROJECT_ID,
      doc: { en: "Id of the project it lies in.", zh: "所属项目的 ID。" },
    },
    name: {
      type: "string",
      replaces: true,
      form: REPOSITORY_NAME,
      doc: { en: "Name of the repository.", zh: "仓库名称。" },
    },
    type: {
      type: "string",
      replaces: true,
      oneOf: ["generic", "docker", "maven", "npm", "pypi", "helm"],
      doc: { en: "What it stores.", zh: "仓库类型。" },
    },
    public: {
      type: "boolean",
      default: false,
      doc: {
        en: "Whether everybody may read; writing always needs an account.",
        zh: "是否公开读；写入始终需要账号。",
      },
    },
    description: {
      type: "string",
      optional: true,
      form: DESCRIPTION,
      doc: { en: "What it is for.", zh: "用途说明。" },
    },
    quotaBytes: {
      type: "integer",
      optional: true,
      form: {
        holds: (value) => Number(value) > 0,
        rule: { en: "be more than 0", zh: "大于 0" },
      },
      doc: {
        en: "How much it may hold, in bytes. bkrepo refuses less than it holds already, and cannot take a quota away.",
        zh: "容量上限（字节）。bkrepo 拒绝低于已用容量的值，也无法取消配额。",
      },
    },
    deletion: {
      type: "string",
      oneOf: ["keep", "when-empty", "with-content"],
      default: "keep",
      doc: {
        en: "What destroying it does on the server: nothing, deletes it if it holds no file, or deletes it with its content.",
        zh: "销毁时对服务器的动作：不动、仅在为空时删除、连同内容一起删除。",
      },
    },
    ...OWNERSHIP,
  },
  outputs: { ...ORIGIN },
  errors: [
    {
      when: {
        en: "it exists with another type, visibility, quota or description",
        zh: "已存在，但类型、可见性、配额或说明不同",
      },
      then: {
        en: "Import it, and the preview shows what differs; or declare it as it is; or set ownership to take. A type cannot be changed.",
        zh: "先导入，预览会显示差异；或按现状声明；或将 ownership 设为 take。类型无法更改。",
      },
    },
    {
      when: { en: "the quota is less than what it holds", zh: "配额小于已用容量" },
      then: { en: "Set a larger one, or clean up first.", zh: "设置更大的配额，或先清理。" },
    },
    {
      when: { en: "deletion is when-empty and it holds files", zh: "deletion 为 when-empty 而仓库非空" },
      then: {
        en: "Move the files away, or set deletion to keep or with-content, run up, then destroy again.",
        zh: "先移走文件，或将 deletion 改为 keep 或 with-content 并执行 up，再重新销毁。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
