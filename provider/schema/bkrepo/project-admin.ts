import type { ResourceDeclaration } from "../declaration.ts";
import { BY_ACCOUNT, IN_PROJECT, ROLE } from "./administration.ts";

/** `bkrepo:ProjectAdmin`. */
export const PROJECT_ADMIN = {
  token: "bkpaas:bkrepo:ProjectAdmin",
  doc: {
    en: "Makes an account an administrator of a project. Gives a role and touches no password.",
    zh: "使账号成为项目管理员。只授予角色，不触碰密码。",
  },
  exampleId: "bkpaas/bkpaas3",
  inputs: { ...IN_PROJECT, ...BY_ACCOUNT },
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
