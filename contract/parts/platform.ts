import * as z from "zod";
import { type About, choice, choiceOf, count, group, list, map, secret, text } from "../field.ts";

const hostAlias = z.strictObject({ ip: z.string(), hostnames: z.array(z.string()) });

/** Output `names`. */
export const names = group(
  { en: "Names that somebody has to resolve.", zh: "需要有人解析的域名。" },
  {
    cluster: list(
      { en: "For pods of the platform and of bk-apigateway.", zh: "供平台和 bk-apigateway 的 Pod 解析。" },
      z.string(),
    ),
    browsers: list({ en: "For browsers of its users.", zh: "供用户浏览器解析。" }, z.string()),
    applications: list(
      {
        en: "For users of applications: domains and wildcards, each of the Ingress controller of its own cluster.",
        zh: "供应用的用户解析：域名和泛域名，各指向其集群的 Ingress 控制器。",
      },
      z.string(),
    ),
    ip: text({
      en: "Address to which the cluster's DNS leads them; absent where this program does not say so there.",
      zh: "集群 DNS 指向的地址；本程序未写入集群 DNS 时不存在。",
    }).optional(),
    apiGateway: group(
      {
        en: "Values for the chart of bk-apigateway; absent where its pods know the platform's page by DNS.",
        zh: "bk-apigateway chart 的 values；其 Pod 可用 DNS 解析平台页面时不存在。",
      },
      {
        global: group(
          { en: "Its global values.", zh: "全局 values。" },
          {
            HostAliases: list(
              { en: "Names that its pods resolve without DNS.", zh: "其 Pod 不经 DNS 解析的域名。" },
              hostAlias,
            ),
          },
        ),
      },
    ).optional(),
  },
);

/** Output `appAccount`. */
export const appAccount = group(
  {
    en: "The platform's own application, bk_paas3: who enters it where it is looked up.",
    zh: "平台自身的应用 bk_paas3：由谁登记到被查询的系统中。",
  },
  {
    code: text({ en: "Its code; its secret is keys.appSecret.", zh: "应用代码；密钥为 keys.appSecret。" }),
    mode: choice(
      {
        en: "Where it is looked up: PaaS 2.0 by this program (esb), bk-auth (bkauth), or by hand (manual).",
        zh: "登记方式：由本程序写入 PaaS 2.0（esb）、bk-auth（bkauth）或手工（manual）。",
      },
      ["esb", "bkauth", "manual"],
    ),
    sql: secret({
      en: "Statements for who prepares the database of PaaS 2.0 by hand; absent elsewhere.",
      zh: "手工准备 PaaS 2.0 数据库时执行的语句；否则不存在。",
      form: { en: "SQL", zh: "SQL" },
    }).optional(),
    values: group(
      {
        en: "For who installs bk-auth and the API gateway; absent unless mode is bkauth.",
        zh: "供安装 bk-auth 和 API 网关的人使用；mode 不是 bkauth 时不存在。",
      },
      {
        bkauth: group(
          { en: "Values for the chart of bk-auth.", zh: "bk-auth chart 的 values。" },
          {
            accessKeys: map(
              { en: "Secrets of applications by application code.", zh: "以应用代码为键的应用密钥。" },
              secret({ en: "Secret of that application.", zh: "该应用的密钥。" }),
            ),
          },
        ),
        bkApigateway: group(
          { en: "Values for the chart of bk-apigateway.", zh: "bk-apigateway chart 的 values。" },
          {
            bkEsb: group(
              { en: "Of its component bk-esb.", zh: "其组件 bk-esb 的 values。" },
              {
                userVerificationExemptedApps: list(
                  { en: "Applications that need no user's login.", zh: "免用户认证的应用。" },
                  z.string(),
                ),
              },
            ),
          },
        ),
      },
    ).optional(),
  },
);

function release(about: About) {
  return group(about, {
    name: text({ en: "Name of the release.", zh: "release 名称。" }),
    revision: count({
      en: "Its revision; an update that changes nothing leaves it as it is.",
      zh: "revision；没有变化的更新不会使其增加。",
    }),
    status: text({ en: "Its status, as Helm says it.", zh: "Helm 给出的状态。" }),
  });
}

/** Output `releases`. */
export const releases = choiceOf(
  { en: "Helm releases by role.", zh: "按角色列出的 Helm release。" },
  {
    paasStack: release({
      en: "Chart paas-stack; absent with generation bkpaas3.",
      zh: "chart paas-stack；bkpaas3 一代不存在。",
    }).optional(),
    bkServices: release({
      en: "Chart bk-services; absent with generation bkpaas3.",
      zh: "chart bk-services；bkpaas3 一代不存在。",
    }).optional(),
    bkpaas3: release({
      en: "Chart bkpaas3; absent with generation paas-stack.",
      zh: "chart bkpaas3；paas-stack 一代不存在。",
    }).optional(),
  },
);

/** Output `nextSteps`. */
export const nextSteps = list(
  { en: "What a person does after an install, in order.", zh: "安装之后由人完成的步骤，按顺序。" },
  z.string(),
);
