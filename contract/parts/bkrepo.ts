import { group, text, url } from "../field.ts";
import { account } from "./server.ts";

/** Output `bkrepo`. */
export const bkrepo = group(
  { en: "What the platform has in bkrepo.", zh: "平台在 bkrepo 中的项目和账号。" },
  {
    endpoint: url({ en: "Its gateway.", zh: "网关地址。" }),
    project: text({ en: "Id of the platform's project.", zh: "平台项目的 ID。" }),
    addonsProject: text({ en: "Id of the project for applications.", zh: "供应用使用的项目的 ID。" }),
    dockerRegistry: text({
      en: "Its docker registry; absent where nobody says it.",
      zh: "Docker 仓库；未给出时不存在。",
      form: { en: "host:port", zh: "地址:端口" },
    }).optional(),
    platform: account({ en: "Account of apiserver and workloads.", zh: "apiserver 和 workloads 的账号。" }),
    addons: account({ en: "Account of svc-bkrepo.", zh: "svc-bkrepo 的账号。" }),
    lesscode: account({
      en: "Account by which LessCode writes to npm.",
      zh: "LessCode 写入 npm 仓库的账号。",
    }),
  },
);
