import { type About, choice, choiceOf, group, secret, text } from "../field.ts";

/** A host as clients reach it. */
export function host(about: About) {
  return text({ form: { en: "DNS name or IP address", zh: "域名或 IP 地址" }, ...about });
}

/** An account of a store. */
export function account(about: About) {
  return group(about, {
    user: text({ en: "Name of the account.", zh: "账号名。" }),
    password: secret({ en: "Its password.", zh: "账号的密码。" }),
  });
}

/** How clients speak TLS with a server, in the words of the configuration. */
export const tls = choiceOf(
  { en: "How clients speak TLS; absent for plain text.", zh: "客户端的 TLS 设置；明文连接时不存在。" },
  {
    verify: choice(
      {
        en: "Whether clients check the server's certificate; absent for plain text.",
        zh: "客户端是否校验服务器证书；明文连接时不存在。",
      },
      ["full", "none"],
    ),
    ca: text({
      en: "The authority that signed the server's certificate; absent where every machine knows it.",
      zh: "签发服务器证书的 CA；公共 CA 签发时不存在。",
      form: { en: "certificates in PEM", zh: "PEM 证书" },
    }).optional(),
  },
);
