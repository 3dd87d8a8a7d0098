import type { ResourceDeclaration } from "../declaration.ts";
import { ORIGIN, OWNERSHIP } from "../ownership.ts";
import { PASSWORD, USER_ID } from "./forms.ts";

/** `bkrepo:User`. */
export const USER = {
  token: "bkpaas:bkrepo:User",
  doc: {
    en:
      "An account of bkrepo. Its password is never overwritten silently: whether it is right is what a login with it says. " +
      "A wrong one is shown by `preview --refresh` and set right by the next update, unless the account is another's.",
    zh:
      "bkrepo 账号。密码绝不会被悄悄覆盖：对错以该账号自己登录的结果为准。密码不符会在 `preview --refresh` 中显示，" +
      "并由下一次更新修正；属于他人的账号除外。",
  },
  exampleId: "bkpaas3",
  inputs: {
    userId: {
      type: "string",
      replaces: true,
      form: USER_ID,
      doc: { en: "Name by which it logs in.", zh: "登录名。" },
    },
    password: {
      type: "string",
      optional: true,
      secret: true,
      form: PASSWORD,
      doc: {
        en: "Its password. Only an imported account may be without one, until it is known.",
        zh: "密码。仅导入的账号可以暂时没有，直到得知密码。",
      },
    },
    ...OWNERSHIP,
  },
  outputs: {
    login: {
      type: "string",
      oneOf: ["accepted", "refused", "untried"],
      doc: {
        en: "What bkrepo said to a login with the password when it was last asked; untried without a password.",
        zh: "上次以该密码登录时 bkrepo 的答复；没有密码时为 untried。",
      },
    },
    ...ORIGIN,
  },
  errors: [
    {
      when: { en: "it exists with another password", zh: "账号已存在，但密码不同" },
      then: {
        en: "Give the password it has; or set ownership to take, which sets this stack's password on it and locks out whoever uses the old one.",
        zh: "填写它现有的密码；或将 ownership 设为 take：会把它的密码改为本 stack 的密码，仍用旧密码者将无法登录。",
      },
    },
    {
      when: {
        en: "ownership is read and the login is refused",
        zh: "ownership 为 read 而登录被拒绝",
      },
      then: {
        en: "Ask its owner for the present password and set it here.",
        zh: "向其拥有者索取现有密码并在此填写。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
