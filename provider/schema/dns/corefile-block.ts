import type { ResourceDeclaration } from "../declaration.ts";
import { CONFIG_MAP_KEY, HOST_NAME, OBJECT_NAME, TARGET } from "./forms.ts";

/** `dns:CorefileBlock`. */
export const COREFILE_BLOCK = {
  token: "bkpaas:dns:CorefileBlock",
  doc: {
    en:
      "Names that the CoreDNS of a cluster answers with one address: a server block of its own between two marks in the " +
      "Corefile. Every other line stays as it is.",
    zh: "由集群 CoreDNS 以同一地址应答的一组域名：写在 Corefile 中两行标记之间的独立 server block，其余各行保持原样。",
  },
  exampleId: "kube-system/coredns/Corefile/paas-system",
  inputs: {
    name: {
      type: "string",
      replaces: true,
      form: OBJECT_NAME,
      doc: {
        en: "Name of the block, which its marks bear; one for each environment.",
        zh: "块的名称，写在标记中；每个环境一个。",
      },
    },
    names: {
      type: "list",
      distinct: true,
      form: HOST_NAME,
      doc: {
        en: "The names that are answered: at least one, none twice. Names below them are resolved as before.",
        zh: "要应答的域名：至少一个，不得重复；其下级域名照旧解析。",
      },
    },
    target: {
      type: "string",
      form: TARGET,
      doc: {
        en: "Where they lead: an address, or a Service, whose cluster IP is read when the block is written.",
        zh: "指向何处：IP 地址，或 Service（写入时读取其 ClusterIP）。",
      },
    },
    namespace: {
      type: "string",
      replaces: true,
      default: "kube-system",
      form: OBJECT_NAME,
      doc: { en: "Namespace of CoreDNS.", zh: "CoreDNS 所在的命名空间。" },
    },
    configMap: {
      type: "string",
      replaces: true,
      default: "coredns",
      form: OBJECT_NAME,
      doc: {
        en: "Its ConfigMap. Where the distribution keeps that one as its own (k3s, AKS), give the one for additions.",
        zh: "CoreDNS 的 ConfigMap；若发行版会自行维护它（k3s、AKS），请填写供自定义的那一个。",
      },
    },
    key: {
      type: "string",
      replaces: true,
      default: "Corefile",
      form: CONFIG_MAP_KEY,
      doc: { en: "Key of the Corefile in it.", zh: "其中 Corefile 的键。" },
    },
  },
  outputs: {
    ip: {
      type: "string",
      doc: {
        en: "The address of the target when it was last asked.",
        zh: "最近一次查询到的目标地址。",
      },
    },
    block: {
      type: "string",
      doc: {
        en: "The block as it stands in the Corefile, marks included.",
        zh: "Corefile 中该块的现状，含标记。",
      },
    },
  },
  errors: [
    {
      when: {
        en: "a name is answered already, by a line or block of others",
        zh: "某个域名已由他人的配置行或块应答",
      },
      then: {
        en: "Remove that line, or leave the name out. Two server blocks of one name keep CoreDNS from starting.",
        zh: "删除那一行，或在此处去掉该域名。同名的两个 server block 会使 CoreDNS 无法启动。",
      },
    },
    {
      when: {
        en: "a block of this name is there with other names or another target",
        zh: "已有同名的块，但域名或目标不同",
      },
      then: { en: "Import it, or choose another name.", zh: "导入它，或换一个名称。" },
    },
    {
      when: { en: "the Service does not exist or has no cluster IP", zh: "Service 不存在或没有 ClusterIP" },
      then: {
        en: "Install the Ingress controller first, or give another Service, or an address.",
        zh: "先安装 Ingress 控制器，或改填其他 Service 或 IP 地址。",
      },
    },
    {
      when: { en: "there is no such ConfigMap, or it is forbidden", zh: "ConfigMap 不存在，或没有权限" },
      then: {
        en: "Correct namespace and configMap; the account needs get and patch on it, and get on the Service.",
        zh: "更正 namespace 与 configMap；账号须对其有 get 与 patch 权限，并可 get 该 Service。",
      },
    },
    {
      when: { en: "the marks do not pair", zh: "标记不成对" },
      then: {
        en: "Restore both, or remove the block with them.",
        zh: "恢复两行标记，或连同块一起删除。",
      },
    },
  ],
} as const satisfies ResourceDeclaration;
