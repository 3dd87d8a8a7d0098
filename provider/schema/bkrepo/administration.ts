import type { PropertyTable } from "../declaration.ts";
import { ORIGIN } from "../ownership.ts";
import { PROJECT_ID, USER_ID } from "./forms.ts";

/** The project in which something is administered. */
export const IN_PROJECT = {
  project: {
    type: "string",
    replaces: true,
    form: PROJECT_ID,
    doc: { en: "Id of the project.", zh: "项目 ID。" },
  },
} as const satisfies PropertyTable;

/** Who becomes an administrator. */
export const BY_ACCOUNT = {
  userId: { type: "string", replaces: true, form: USER_ID, doc: { en: "The account.", zh: "账号。" } },
} as const satisfies PropertyTable;

/** What both kinds of administration say of themselves. */
export const ROLE = {
  roleId: {
    type: "string",
    doc: { en: "Id of the role that bkrepo made for it.", zh: "bkrepo 为此创建的角色 ID。" },
  },
  ...ORIGIN,
} as const satisfies PropertyTable;
