import type { Form } from "../declaration.ts";

/** In the management API's paths `.` and `..` mean other things, even percent-encoded. */
const isName = (text: string): boolean =>
  /^[^\p{Cc}]+$/u.test(text) && Buffer.byteLength(text) <= 255 && text !== "." && text !== "..";

/** AMQP 0-9-1 takes a short string: 255 bytes. */
export const VIRTUAL_HOST_NAME: Form = {
  holds: (value) => isName(String(value)),
  rule: {
    en: "have 1 to 255 bytes in UTF-8 without control characters, and not be . or .., which no path of the management API can name",
    zh: "为 1 至 255 字节（UTF-8），不含控制字符，且不能是 . 或 ..（管理 API 的路径无法表示）",
  },
};

/** AMQP's `user-id` is a short string; HTTP Basic (RFC 7617) ends the name at the first colon. */
export const USER_NAME: Form = {
  holds: (value) => isName(String(value)) && !String(value).includes(":"),
  rule: {
    en: "have 1 to 255 bytes in UTF-8 without control characters and colons (HTTP Basic ends the name at a colon), and not be . or ..",
    zh: "为 1 至 255 字节（UTF-8），不含控制字符与冒号（HTTP Basic 以冒号结束用户名），且不能是 . 或 ..",
  },
};

/** SASL PLAIN (RFC 4616) and HTTP Basic (RFC 7617) carry it; RabbitMQ refuses the login without one. */
export const PASSWORD: Form = {
  holds: (value) => /^[^\p{Cc}]+$/u.test(String(value)),
  rule: {
    en: "not be empty, with which RabbitMQ refuses every login, and hold no control character, which SASL PLAIN and HTTP Basic cannot carry",
    zh: "不为空（RabbitMQ 拒绝空密码登录），且不含控制字符（SASL PLAIN 与 HTTP Basic 无法传输）",
  },
};

/** The management API takes tags as one text with commas; RabbitMQ keeps each as an Erlang atom. */
export const TAG: Form = {
  holds: (value) => /^[^\s,\p{Cc}]{1,255}$/u.test(String(value)),
  rule: {
    en: "hold words of 1 to 255 characters without spaces and commas",
    zh: "由 1 至 255 个字符的单词组成，不含空格与逗号",
  },
};
