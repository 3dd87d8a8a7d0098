import type { ResourceDeclaration } from "../declaration.ts";
import { ORIGIN } from "../ownership.ts";
import { PROJECT_ID, USER_ID } from "./forms.ts";

/** What both kinds of administration say of themselves. */
export const ROLE = {
  roleId: {
    type: "string",
    doc: { en: "Id of the role that bkrepo made for it.", zh: "bkrepo 为此创建的角色 ID。" },
  },
  ...ORIGIN,
} as const;

/** `bkrepo:ProjectAdmin`. */
export const PROJECT_ADMIN = {
  token: "bkpaas:bkrepo:ProjectAdmin",
  doc: {
    en: "Makes an account an administrator of a project. Gives a role and touches no password.",
    zh: "使账号成为项目管理员。只授予角色，不触碰密码。",
  },
  exampleId: "bkpaas/bkpaas3",
  inputs: {
    project: {
      type: "string",
      replaces: true,
      form: PROJECT_ID,
      doc: { en: "Id of the project.", zh: "项目 ID。" },
    },
    userId: { type: "string", replaces: true, form: USER_ID, doc: { en: "The account.", zh: "账号。" } },
  },
  outputs: ROLE,
  errors: [
    {
      when: { en: "the account or the project does not exist", zh: "账号或项目不存在" },
      then: {
        en: "Create it first: let this resource depend on it.",
        zh: "先创建它：让本资源依赖它。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
