import type { ResourceDeclaration } from "../declaration.ts";
import { ORIGIN, OWNERSHIP } from "../ownership.ts";
import { DISPLAY_NAME, PROJECT_NAME } from "./forms.ts";

/** `bkrepo:Project`. */
export const PROJECT = {
  token: "bkpaas:bkrepo:Project",
  doc: {
    en: "A project of bkrepo, which holds repositories. bkrepo has no call that deletes a project: destroying it only forgets it, and says so.",
    zh: "bkrepo 的项目，其中存放仓库。bkrepo 没有删除项目的接口：销毁该资源只会让 stack 忘记它，并给出提示。",
  },
  exampleId: "bkpaas",
  inputs: {
    name: {
      type: "string",
      replaces: true,
      form: PROJECT_NAME,
      doc: { en: "Name of the project.", zh: "项目名称。" },
    },
    displayName: {
      type: "string",
      optional: true,
      form: DISPLAY_NAME,
      doc: {
        en: "Name that people see; a new project gets its own name.",
        zh: "展示名；新建时默认与名称相同。",
      },
    },
    description: { type: "string", optional: true, doc: { en: "What it is for.", zh: "用途说明。" } },
    ...OWNERSHIP,
  },
  outputs: {
    projectId: {
      type: "string",
      doc: {
        en: "By which other calls name it: the name, after `<tenant>.` on a multi-tenant server.",
        zh: "其他调用所用的 ID：即名称；多租户服务器上前面有 `<租户>.`。",
      },
    },
    ...ORIGIN,
  },
  errors: [
    {
      when: { en: "ownership is read and the project does not exist", zh: "ownership 为 read 而项目不存在" },
      then: {
        en: "Correct the name, or let the owner create it first.",
        zh: "更正名称，或先由其拥有者创建。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
