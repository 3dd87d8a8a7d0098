import { BKREPO_PASSWORD } from "../../../config/bkrepo-password.ts";
import type { Form } from "../declaration.ts";

/** Forms that bkrepo's own services enforce (platform source `TencentBlueKing/bk-repo`, v1.3.8 to 2026-08). */
const matching = (pattern: RegExp, rule: Form["rule"]): Form => ({
  holds: (value) => pattern.test(String(value)),
  rule,
});

/** `ProjectCreateRequest`; servers of 2022 take 32 characters only. A tenant's name may stand before it. */
export const PROJECT_ID = matching(/^([A-Za-z0-9_-]{1,32}\.)?[A-Za-z_][A-Za-z0-9_-]{1,99}$/, {
  en: "begin with a letter or _, then letters, digits, - and _; 2 to 100 characters",
  zh: "以字母或 _ 开头，其后为字母、数字、-、_，共 2 至 100 个字符",
});

/** The same without a tenant. */
export const PROJECT_NAME = matching(/^[A-Za-z_][A-Za-z0-9_-]{1,99}$/, PROJECT_ID.rule);

/** `RepositoryServiceHelper.REPO_NAME_PATTERN`. */
export const REPOSITORY_NAME = matching(/^[A-Za-z_][A-Za-z0-9._-]{1,63}$/, {
  en: "begin with a letter or _, then letters, digits, ., - and _; 2 to 64 characters",
  zh: "以字母或 _ 开头，其后为字母、数字、.、-、_，共 2 至 64 个字符",
});

/** `CreateUserRequest`. */
export const USER_ID = matching(/^[A-Za-z0-9_][A-Za-z0-9_.@-]{1,99}$/, {
  en: "begin with a letter, digit or _, then letters, digits, -, _, @ and .; 2 to 100 characters",
  zh: "以字母、数字或 _ 开头，其后为字母、数字、-、_、@、.，共 2 至 100 个字符",
});

export const DISPLAY_NAME = matching(/^(?=.*\S).{2,100}$/u, {
  en: "have 2 to 100 characters",
  zh: "为 2 至 100 个字符",
});

/** `REPO_DESC_MAX_LENGTH` of the repository service. */
export const DESCRIPTION = matching(/^[^]{0,199}$/u, {
  en: "have at most 199 characters",
  zh: "不超过 199 个字符",
});

/** A password; the configuration asks the same of one that is given there. */
export const PASSWORD = matching(BKREPO_PASSWORD.form, BKREPO_PASSWORD.rule);
