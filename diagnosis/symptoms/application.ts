import type { Symptom } from "../symptoms.ts";

/** A container or Job that ended in an error. */
const FAILED = /^(?:BackoffLimitExceeded|DeadlineExceeded|Error|CrashLoopBackOff)$/;

/** What the platform's own programs say of what they need. */
export const applicationSymptoms: readonly Symptom[] = [
  {
    id: "clock-skew",
    signs: [{ text: /Expired token|\b250115\b/ }],
    means: {
      en: "The clocks of nodes differ by more than 60 seconds, so bkrepo's services refuse each other's tokens.",
      zh: "节点时钟相差超过 60 秒，bkrepo 各服务互相拒绝令牌。",
    },
    remedy: {
      en: "Set the clocks of all nodes by NTP (`chronyc tracking`), then run `up` again.",
      zh: "通过 NTP 同步所有节点的时钟（`chronyc tracking`），然后重新执行 `up`。",
    },
    source: "BKDocs 7.0, problem cases",
  },
  {
    id: "blobstore-config",
    signs: [{ text: /BLOBSTORE_BKREPO_CONFIG/ }],
    means: {
      en: "The settings of bkrepo arrived as text instead of a table: quotes are wrong in BLOBSTORE_BKREPO_CONFIG.",
      zh: "bkrepo 的配置被读成了文本而非表：BLOBSTORE_BKREPO_CONFIG 的引号有误。",
    },
    remedy: {
      en: "This program writes it itself: take BLOBSTORE_BKREPO_CONFIG out of your values, and passwords of bkrepo without quotes and backslashes.",
      zh: "该变量由本程序生成：请从自己的 values 中去掉 BLOBSTORE_BKREPO_CONFIG，bkrepo 密码不要含引号与反斜杠。",
    },
    source: "blueking-paas, pull request 97",
  },
  {
    id: "encryption-key",
    signs: [{ text: /cryptography\.fernet\.InvalidToken|Signature did not match digest/ }],
    means: {
      en: "The databases hold data encrypted with another key than the one the platform has now.",
      zh: "数据库中的数据是用另一把密钥加密的，与平台当前密钥不一致。",
    },
    remedy: {
      en: "Bring the former key back (docs/keys.md); a new one never opens old data.",
      zh: "恢复原来的密钥（docs/keys.zh-CN.md）；新密钥无法解开旧数据。",
    },
    source: "BKDocs 7.0, problem cases",
  },
  {
    id: "bkrepo-init",
    signs: [{ text: /Service call failed/ }, { name: /init-bkrepo|bkrepo-init/, reason: FAILED }],
    means: {
      en: "Preparing bkrepo failed: its gateway is not reachable from pods, or the administrator's password is not the one bkrepo was first installed with.",
      zh: "初始化 bkrepo 失败：Pod 无法访问其网关，或管理员密码与 bkrepo 首次安装时的密码不一致。",
    },
    remedy: {
      en: "Check bkrepo.endpoint from a pod, then bkrepo.admin: a later password in bkrepo's chart changes nothing. If the clocks of nodes differ, bkrepo says the same.",
      zh: "先从 Pod 内检查 bkrepo.endpoint，再检查 bkrepo.admin：之后在 bkrepo chart 中修改密码不会生效。节点时钟不一致时也会出现同样的提示。",
    },
    source: "BKDocs 7.0, problem cases; a user's debugging of 7.2",
  },
  {
    id: "upload",
    signs: [{ name: /init-(?:devops|npm|pypi)/, reason: FAILED }],
    means: {
      en: "The upload of packages to bkrepo failed; without build tools an application's build says `code: command not found`.",
      zh: "向 bkrepo 上传软件包失败；缺少构建工具时，应用构建会提示 `code: command not found`。",
    },
    remedy: {
      en: "Check bkrepo.endpoint and that bkrepo has the repositories, then run `up` again: the upload is repeated.",
      zh: "检查 bkrepo.endpoint 以及 bkrepo 中的仓库是否存在，然后重新执行 `up`：会重新上传。",
    },
    source: "BKDocs 7.0, problem cases",
  },
  {
    id: "iam",
    signs: [{ text: /\bbk-?iam\b.*(?:timed out|refused|unreachable|Max retries|50[234])/i }],
    means: { en: "BlueKing's IAM does not answer.", zh: "蓝鲸权限中心（IAM）没有应答。" },
    remedy: {
      en: "Repair IAM. Without one: `pulumi config set --path 'platform.iam' false`. In 7.2, if it only fails by way of the gateway, set PAAS_BK_IAM_USE_APIGATEWAY to false in apiserver.env.",
      zh: "修复权限中心。未部署时执行：`pulumi config set --path 'platform.iam' false`。7.2 中若仅经网关访问失败，可在 apiserver.env 中将 PAAS_BK_IAM_USE_APIGATEWAY 设为 false。",
    },
    source: "a user's debugging of 7.2",
  },
  {
    id: "cluster-state",
    signs: [
      { text: /\b4313021\b|Failed to get cluster information/i },
      { name: /generate-initial-cluster-state/, reason: FAILED },
    ],
    means: {
      en: "The platform cannot log in to the cluster for applications: certificate or token are wrong, or not those of a cluster administrator.",
      zh: "平台无法登录应用集群：证书或令牌有误，或不具备 cluster-admin 权限。",
    },
    remedy: {
      en: "Renew the token of the initial cluster and run `up` again; after an edit by hand restart every process of apiserver.",
      zh: "更新初始集群的令牌后重新执行 `up`；手动修改后需重启 apiserver 的所有进程。",
    },
    source: "blueking-paas, error codes; BKDocs, deployment FAQ",
  },
];
