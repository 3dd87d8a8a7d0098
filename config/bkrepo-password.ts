import type { Words } from "./words.ts";

/**
 * What a password of an account of bkrepo may be. The server splits credentials at every colon and refuses the literal
 * `password`; the platform's chart bkpaas3 0.1.3 puts passwords unquoted into a shell, into TOML and into JSON.
 */
export const BKREPO_PASSWORD: { readonly form: RegExp; readonly rule: Words } = {
  form: /^(?!password$)(?!-)[A-Za-z0-9_.,@%+=/^!-]+$/,
  rule: {
    en:
      "consist of letters, digits and _ . , @ % + = / ^ ! -, not begin with - and not be the word password: bkrepo splits credentials at colons, " +
      "and the platform's charts put the password into a shell, TOML and JSON",
    zh:
      "由字母、数字与 _ . , @ % + = / ^ ! - 组成，不以 - 开头，且不能是单词 password：bkrepo 以冒号切分凭据，" +
      "而平台的 chart 会把密码放进 shell、TOML 与 JSON",
  },
};
