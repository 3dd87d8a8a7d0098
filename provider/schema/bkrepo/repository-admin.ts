import type { ResourceDeclaration } from "../declaration.ts";
import { BY_ACCOUNT, IN_PROJECT, ROLE } from "./administration.ts";
import { REPOSITORY_NAME } from "./forms.ts";

/** `bkrepo:RepositoryAdmin`. */
export const REPOSITORY_ADMIN = {
  token: "bkpaas:bkrepo:RepositoryAdmin",
  doc: {
    en: "Makes an account an administrator of one repository. Gives a role and touches no password.",
    zh: "使账号成为某个仓库的管理员。只授予角色，不触碰密码。",
  },
  exampleId: "bkpaas/npm/bklesscode",
  inputs: {
    ...IN_PROJECT,
    repository: {
      type: "string",
      replaces: true,
      form: REPOSITORY_NAME,
      doc: { en: "Name of the repository.", zh: "仓库名称。" },
    },
    ...BY_ACCOUNT,
  },
  outputs: ROLE,
  errors: [
    {
      when: { en: "the account or the repository does not exist", zh: "账号或仓库不存在" },
      then: {
        en: "Create it first: let this resource depend on it.",
        zh: "先创建它：让本资源依赖它。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
