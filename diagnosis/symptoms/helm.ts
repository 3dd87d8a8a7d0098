import type { Symptom } from "../symptoms.ts";

/** What Helm itself says, and the API server to Helm. */
export const helmSymptoms: readonly Symptom[] = [
  {
    id: "cluster-unreachable",
    signs: [{ kind: "Cluster" }, { kind: "Release", text: /Kubernetes cluster unreachable/ }],
    means: {
      en: "The API server of the cluster does not answer, so nothing can be said of the release.",
      zh: "集群的 API server 没有应答，无法得知 release 的情况。",
    },
    remedy: {
      en: "Check kubernetes.kubeconfig and kubernetes.context and the way to the server, for example with `kubectl get nodes`; then run `up` again.",
      zh: "检查 kubernetes.kubeconfig、kubernetes.context 以及到该服务器的网络，例如执行 `kubectl get nodes`；然后重新执行 `up`。",
    },
    source: "pulumi-kubernetes: unreachable clusters",
  },
  {
    id: "no-deployed-releases",
    signs: [{ text: /has no deployed releases/ }],
    means: {
      en: "The first install failed, and Helm does not upgrade a release that was never deployed.",
      zh: "首次安装失败，而 Helm 不会升级从未部署成功的 release。",
    },
    remedy: {
      en: "Uninstall the release (`helm uninstall <release>`; databases and keys stay), `pulumi refresh`, then run `up` again.",
      zh: "卸载该 release（`helm uninstall <release>`，数据库与密钥会保留），执行 `pulumi refresh`，再执行 `up`。",
    },
    source: "BKDocs 7.0, problem cases",
  },
  {
    id: "pending-release",
    signs: [
      { text: /another operation \(install\/upgrade\/rollback\) is in progress/ },
      { kind: "Release", reason: /^pending-/ },
    ],
    means: {
      en: "A Helm run was interrupted, or one is still at work: the release is pending.",
      zh: "上一次 Helm 运行被中断，或者仍在进行：release 处于 pending 状态。",
    },
    remedy: {
      en: "If no other Helm is at work: `helm uninstall <release>` for pending-install, `helm rollback <release> <last deployed revision> --no-hooks` for the others; `make recover` does it in the sandbox. Then run `up` again.",
      zh: "确认没有其他 Helm 在运行后：pending-install 执行 `helm uninstall <release>`，其他状态执行 `helm rollback <release> <最近成功的版本> --no-hooks`；沙箱中由 `make recover` 完成。然后重新执行 `up`。",
    },
    source: "BKDocs 7.0, problem cases",
  },
  {
    id: "snippet-denied",
    signs: [
      { text: /denied the request: .*(?:snippet|risky)/i },
      { text: /snippet.* annotation cannot be used/i },
    ],
    means: {
      en: "The webhook of ingress-nginx refuses annotations that carry nginx configuration (snippets).",
      zh: "ingress-nginx 的 webhook 拒绝了携带 nginx 配置的注解（snippet）。",
    },
    remedy: {
      en: 'Set `allow-snippet-annotations: "true"` (and, from 1.12, `annotations-risk-level: Critical`) in the controller\'s ConfigMap, or take the annotation away.',
      zh: '在控制器的 ConfigMap 中设置 `allow-snippet-annotations: "true"`（1.12 起还需 `annotations-risk-level: Critical`），或去掉该注解。',
    },
    source: "BKDocs 7.0, problem cases; ingress-nginx 0.49.1",
  },
  {
    id: "webhook-unreachable",
    signs: [{ text: /failed calling webhook/ }],
    means: {
      en: "The API server asks an admission webhook about every such object, and the webhook does not answer.",
      zh: "API server 会就此类对象询问某个 admission webhook，而该 webhook 没有应答。",
    },
    remedy: {
      en: "Repair the Service behind the webhook that is named, or remove the configuration that an uninstalled product left: `kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`. Then run `up` again.",
      zh: "修复提示中该 webhook 的 Service，或删除已卸载产品遗留的配置：`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`。然后重新执行 `up`。",
    },
    source: "Kubernetes: dynamic admission control",
  },
  {
    id: "admission-denied",
    signs: [
      { text: /admission webhook .* denied the request/ },
      { text: /ValidatingAdmissionPolicy .* denied request/ },
      { text: /violates PodSecurity/ },
    ],
    means: {
      en: "A rule of this cluster (admission webhook, policy or pod security) refuses an object of the release.",
      zh: "集群的某条规则（admission webhook、策略或 Pod 安全标准）拒绝了 release 的对象。",
    },
    remedy: {
      en: "The message names the rule: have the namespace excepted from it, or give the values it asks for. Then run `up` again.",
      zh: "提示中有规则的名称：请为该命名空间设置例外，或按其要求修改配置。然后重新执行 `up`。",
    },
    source: "Kubernetes: admission control",
  },
  {
    id: "quota-exceeded",
    signs: [{ text: /exceeded quota:|failed quota:/ }],
    means: {
      en: "The namespace has a ResourceQuota, and what the release needs does not fit into it.",
      zh: "命名空间设有 ResourceQuota，release 所需资源超出了配额。",
    },
    remedy: {
      en: "Have the quota raised (`kubectl describe resourcequota` shows what is used), or take a smaller preset: `pulumi config set --path 'platform.preset' small`. Then run `up` again.",
      zh: "请提高配额（`kubectl describe resourcequota` 可查看用量），或选用更小的预设：`pulumi config set --path 'platform.preset' small`。然后重新执行 `up`。",
    },
    source: "Kubernetes: resource quotas",
  },
  {
    id: "foreign-object",
    signs: [{ text: /invalid ownership metadata/ }],
    means: {
      en: "An object of the release's name exists already and belongs to another release, or to nobody.",
      zh: "release 中某个对象的名称已被占用，属于另一个 release 或无归属。",
    },
    remedy: {
      en: "Object names are fixed, so one namespace holds one platform: uninstall the other release, or delete the object that is named if nobody needs it. Then run `up` again.",
      zh: "对象名称是固定的，因此一个命名空间只能部署一套平台：请卸载另一个 release，或在确认无用后删除提示中的对象。然后重新执行 `up`。",
    },
    source: "Helm: ownership of objects",
  },
  {
    id: "immutable-field",
    signs: [
      { kind: "Release", text: /field is immutable|updates to statefulset spec for fields other than/ },
    ],
    means: {
      en: "The new chart changes what Kubernetes does not let an upgrade change; 7.0 to 7.1 is such a step.",
      zh: "新 chart 修改了 Kubernetes 不允许升级修改的字段；7.0 到 7.1 就属于这种情况。",
    },
    remedy: {
      en: "Between these versions the release is uninstalled and installed, which keeps databases and keys: see the chapter on upgrades.",
      zh: "这两个版本之间需要先卸载再安装 release，数据库与密钥会保留：参见升级一章。",
    },
    source: "BKDocs, upgrade guide 7.0 to 7.1",
  },
  {
    id: "passwords-not-kept",
    signs: [{ text: /must provide your current passwords|rabbitmq-password.*(?:empty|missing|not found)/i }],
    means: {
      en: "A chart of a store made up its passwords at the first install, and an upgrade has to be told them.",
      zh: "存储类 chart 在首次安装时自行生成了密码，升级时必须提供这些密码。",
    },
    remedy: {
      en: "Read them from the Secret that the message names and give them in the values of that chart; an added key, such as rabbitmq-password, goes into the Secret first.",
      zh: "从提示中的 Secret 读取密码并写入该 chart 的 values；新增的键（如 rabbitmq-password）需先补到 Secret 中。",
    },
    source: "BKDocs 7.0, problem cases; upgrade guide 7.1 to 7.2",
  },
  {
    id: "forbidden",
    signs: [{ kind: "Release", text: /is forbidden: User ".*" cannot/ }],
    means: {
      en: "The account of the kubeconfig may not do what the release needs.",
      zh: "kubeconfig 的账号没有部署该 release 所需的权限。",
    },
    remedy: {
      en: "Give it the right that the message names, in the namespace of the platform, or take another account. Then run `up` again.",
      zh: "请为其授予提示中的权限（在平台的命名空间内），或更换账号。然后重新执行 `up`。",
    },
    source: "Kubernetes: RBAC",
  },
  {
    id: "fixtures-skipped",
    signs: [{ kind: "Release", reason: /^InstallHooksNeverRan$/ }],
    means: {
      en: "The first install failed before the hooks that run at an install only; an upgrade does not make up for them, so the first data is missing.",
      zh: "首次安装在仅安装时运行的 hook 之前就失败了；升级不会补跑这些 hook，因此缺少初始数据。",
    },
    remedy: {
      en: "Run them once: `pulumi config set --path 'platform.recovery' initialise`, `pulumi up`, then `pulumi config rm --path 'platform.recovery'`.",
      zh: "补跑一次：`pulumi config set --path 'platform.recovery' initialise`，`pulumi up`，之后 `pulumi config rm --path 'platform.recovery'`。",
    },
    source: "BKDocs, deployment FAQ: weight order of hooks",
  },
];
