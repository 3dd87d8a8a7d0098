import * as z from "zod";
import { type About, flag, group, list, map, port, secret, text, word } from "../field.ts";
import { host } from "./server.ts";

function wayOf<const Way extends string>(way: Way) {
  return word({ en: "How the platform logs in.", zh: "平台的登录方式。" }, way);
}

const encoded = { form: { en: "base64 of PEM", zh: "PEM 的 base64" } };

const byToken = group(
  { en: "By the token of a ServiceAccount.", zh: "通过 ServiceAccount 的 Token 登录。" },
  {
    by: wayOf("token"),
    ca: secret({
      en: "The cluster's authority; absent where nobody checks who answers.",
      zh: "集群的 CA；不校验对端时不存在。",
      ...encoded,
    }).optional(),
    token: secret({ en: "The token.", zh: "Token。" }),
  },
);

const byCertificate = group(
  { en: "By a client certificate.", zh: "通过客户端证书登录。" },
  {
    by: wayOf("certificate"),
    ca: secret({ en: "The cluster's authority.", zh: "集群的 CA。", ...encoded }),
    certificate: secret({ en: "The certificate.", zh: "客户端证书。", ...encoded }),
    key: secret({ en: "Its key.", zh: "证书的私钥。", ...encoded }),
  },
);

const toleration = z.strictObject({
  key: z.string().optional(),
  operator: z.enum(["Equal", "Exists"]),
  value: z.string().optional(),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]).optional(),
  tolerationSeconds: z.int().optional(),
});

function cluster(about: About) {
  return group(about, {
    name: text({ en: "The platform's name of it.", zh: "平台中的集群名。" }),
    id: text({
      en: "Primary key of its row: the same in every run.",
      zh: "数据行的主键：每次运行都相同。",
      form: { en: "UUID", zh: "UUID" },
    }),
    apiServers: list(
      {
        en: "Addresses of its API servers, as the platform's pods reach them; at least one.",
        zh: "API Server 的地址，供平台的 Pod 访问；至少一个。",
      },
      z.string(),
    ),
    login: z.discriminatedUnion("by", [byToken, byCertificate]),
    subPathDomain: text({
      en: "Applications are paths of this domain; absent where they are hosts below the other.",
      zh: "应用是该域名下的路径；应用为子域名时不存在。",
    }).optional(),
    appRootDomain: text({
      en: "Applications are hosts below this domain; absent where they are paths of the other.",
      zh: "应用是该域名下的子域名；应用为路径时不存在。",
    }).optional(),
    httpsByDefault: flag({
      en: "Whether applications get https addresses.",
      zh: "应用地址是否默认为 https。",
    }),
    frontendIp: host({
      en: "Ingress controller, as shown to users who bring a domain of their own; absent where nobody says it.",
      zh: "Ingress 控制器的地址，展示给自带域名的用户；未给出时不存在。",
    }).optional(),
    httpPort: port({ en: "Port of applications for http.", zh: "应用的 http 端口。" }),
    httpsPort: port({ en: "Port of applications for https.", zh: "应用的 https 端口。" }),
    bcs: group(
      {
        en: "The cluster in BlueKing's container service; absent where it is not there.",
        zh: "集群在容器管理平台中的标识；不在其中时不存在。",
      },
      {
        clusterId: text({ en: "Id of the cluster.", zh: "集群 ID。" }),
        projectId: text({ en: "Id of its project.", zh: "项目 ID。" }),
        bizId: text({
          en: "Id of its business in the configuration system; absent where nobody says it.",
          zh: "配置平台中的业务 ID；未给出时不存在。",
        }).optional(),
      },
    ).optional(),
    nodeSelector: map(
      { en: "Labels of the nodes that applications run on.", zh: "应用所在节点的标签。" },
      z.string(),
    ),
    tolerations: list({ en: "Taints that applications tolerate.", zh: "应用容忍的污点。" }, toleration),
    features: map(
      { en: "Features of the cluster by the platform's names.", zh: "集群特性开关。" },
      z.boolean(),
    ),
    ingressClass: text({
      en: "Class of the Ingress controller of applications; absent where somebody else has one there.",
      zh: "应用的 IngressClass；控制器由他人提供时不存在。",
    }).optional(),
    namespace: text({
      en: "Namespace of what this program installs there; absent where it installs nothing.",
      zh: "本程序在该集群中安装组件的命名空间；不安装时不存在。",
    }).optional(),
    tokenSecret: text({
      en: "Name of the Secret there with the token that this program made; absent where somebody else made the login.",
      zh: "本程序创建的 Token 所在 Secret 的名称；登录方式由他人提供时不存在。",
    }).optional(),
  });
}

/** Output `initialCluster`. */
export const initialCluster = cluster({
  en: "The cluster for applications that the platform is installed with; absent where there is none.",
  zh: "平台安装时登记的应用集群；没有时不存在。",
});

/** Output `appClusters`. */
export const appClusters = map(
  {
    en: "Every entry of appClusters by its name; absent where there is none.",
    zh: "appClusters 的每一项，按名称；没有时不存在。",
    form: { en: "map by cluster name", zh: "以集群名为键" },
  },
  cluster({ en: "One cluster for applications.", zh: "一个应用集群。" }),
);
