import type { Symptom } from "../symptoms.ts";

/** Why a pod does not start, or is not let live. */
export const startSymptoms: readonly Symptom[] = [
  {
    id: "image-name",
    signs: [{ reason: /^InvalidImageName$/ }],
    means: { en: "The name of the image is malformed.", zh: "镜像名称格式错误。" },
    remedy: {
      en: "Correct images.registry (a host and a path, without a scheme) or the tag in images.tags.",
      zh: "修正 images.registry（主机加路径，不带协议）或 images.tags 中的标签。",
    },
    source: "Kubernetes: images",
  },
  {
    id: "image-pull",
    signs: [{ reason: /^(?:ImagePullBackOff|ErrImagePull|RegistryUnavailable|ErrImageNeverPull)$/ }],
    means: {
      en: "The node cannot pull the image: it does not exist there, the registry is not reachable or not trusted, or it asks for an account.",
      zh: "节点无法拉取镜像：镜像不存在、镜像仓库不可达或证书不受信任，或者需要账号。",
    },
    remedy: {
      en: "`make images` lists the images, `make images CHECK=1` says which the registry lacks. Correct images.registry, images.tags or images.credentials; the nodes must resolve the registry's name and trust its certificate.",
      zh: "`make images` 列出全部镜像，`make images CHECK=1` 指出仓库中缺少的镜像。请修正 images.registry、images.tags 或 images.credentials；节点必须能解析仓库域名并信任其证书。",
    },
    source: "BKDocs 7.0, problem cases and FAQ",
  },
  {
    id: "no-storage-class",
    signs: [
      { text: /no persistent volumes available for this claim and no storage class is set/ },
      { text: /storageclass\.storage\.k8s\.io ".*" not found/ },
    ],
    means: {
      en: "The volume names no StorageClass that exists, and the cluster has no default one.",
      zh: "存储卷没有可用的 StorageClass，集群也没有默认的 StorageClass。",
    },
    remedy: {
      en: "Mark one as default (`kubectl get storageclass`), or name one in storageClass of that store; the claim that was never bound has to be deleted first.",
      zh: "将某个 StorageClass 设为默认（`kubectl get storageclass`），或在对应存储的 storageClass 中指定；从未绑定的 PVC 需先删除。",
    },
    source: "BKDocs 7.1, storage services",
  },
  {
    id: "volume-pending",
    signs: [
      { kind: "PersistentVolumeClaim" },
      { text: /unbound immediate PersistentVolumeClaims|didn't find available persistent volumes/ },
      { text: /persistentvolumeclaim ".*" not found/ },
    ],
    means: {
      en: "The volume is not there: nothing provides it, or no node has room for it. MySQL wants 50 GB and bkrepo 90 GB; local volumes tie pods to their node.",
      zh: "存储卷尚未就绪：没有供应者，或没有节点有足够空间。MySQL 需要 50 GB，bkrepo 需要 90 GB；本地卷会将 Pod 固定在节点上。",
    },
    remedy: {
      en: "`kubectl describe pvc` says what its class waits for. Make room or add a volume, then run `up` again.",
      zh: "`kubectl describe pvc` 会说明 StorageClass 在等待什么。请腾出空间或增加存储卷，然后重新执行 `up`。",
    },
    source: "BKDocs 7.0, problem cases; BKDocs 7.1, storage services",
  },
  {
    id: "unschedulable",
    signs: [{ reason: /^(?:Unschedulable|FailedScheduling)$/ }],
    means: {
      en: "No node takes the pod: cores, memory, a nodeSelector, an affinity or a taint stand against it.",
      zh: "没有节点可以运行该 Pod：CPU、内存、nodeSelector、亲和性或污点不满足。",
    },
    remedy: {
      en: "The event counts the nodes by their reasons. Add nodes, take a smaller platform.preset, or correct the values that name nodes.",
      zh: "事件中按原因列出了节点数量。请增加节点、选用更小的 platform.preset，或修正指定节点的配置。",
    },
    source: "Kubernetes: scheduling",
  },
  {
    id: "missing-reference",
    signs: [
      { reason: /^CreateContainerConfigError$/ },
      { reason: /^FailedMount$/, text: /(?:secret|configmap) ".*" not found/ },
    ],
    means: {
      en: "The pod reads a Secret or ConfigMap, or a key of one, that does not exist.",
      zh: "Pod 引用的 Secret、ConfigMap 或其中的键不存在。",
    },
    remedy: {
      en: "The message names it. One of ours was removed by hand: `pulumi refresh`, then `up`. One of your own: make it in the namespace of the platform.",
      zh: "提示中有其名称。若为本程序所建而被手动删除：执行 `pulumi refresh` 再 `up`；若为自备：请在平台的命名空间中创建。",
    },
    source: "Kubernetes: Secrets",
  },
  {
    id: "volume-not-mounted",
    signs: [{ reason: /^(?:FailedMount|FailedAttachVolume|VolumeBindingFailed)$/ }],
    means: { en: "The node cannot mount a volume of the pod.", zh: "节点无法挂载该 Pod 的存储卷。" },
    remedy: {
      en: "The event says which volume and why; look at the driver of its StorageClass on that node.",
      zh: "事件中说明了是哪个卷及原因；请检查该节点上 StorageClass 的驱动。",
    },
    source: "Kubernetes: volumes",
  },
  {
    id: "out-of-memory",
    signs: [{ reason: /^OOMKilled$/ }],
    means: {
      en: "The container used more memory than its limit and was ended; init-data needs most.",
      zh: "容器内存超出限制而被终止；init-data 所需内存最多。",
    },
    remedy: {
      en: "Raise the limit in the release's values (`<module>.processes.<process>.resources` or `preRunHooks.<hook>.resources`), or take a larger platform.preset.",
      zh: "在 release 的 values 中提高限制（`<module>.processes.<process>.resources` 或 `preRunHooks.<hook>.resources`），或选用更大的 platform.preset。",
    },
    source: "bkpaas3 0.1.3, change log",
  },
];
