/** One right of the platform in an application cluster. */
export interface Right {
  /** API groups; "" is the core group. */
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** What the platform does with it. */
  readonly why: string;
  /** Where in blueking-paas it does so: a file below apiserver/paasng. */
  readonly source: string;
}

const READ = ["get", "list", "watch"];
const MANAGE = [...READ, "create", "update", "patch", "delete"];

/**
 * What the platform does in an application cluster, as blueking-paas does in July 2026, and nothing else: no role or binding,
 * no impersonation, no webhook, no definition of resources, no node made or deleted, no shell in a container (the Web console
 * goes by BlueKing's container service, with a login of its own).
 *
 * Roles cannot be limited to namespaces by a pattern of their names, and applications get namespaces while the platform runs.
 * So these rights hold in every namespace: they keep the platform from damage by mistake, not somebody who has its token from
 * reading Secrets or starting pods elsewhere. Where that matters, give applications a cluster of their own.
 */
export const NARROW_RIGHTS: readonly Right[] = [
  {
    groups: [""],
    resources: ["namespaces"],
    verbs: [...READ, "create", "delete"],
    why: "Makes a namespace for each application and stage, deletes it with them, and lists them to try a login.",
    source: "paas_wl/bk_app/deploy/app_res/controllers.py, paasng/plat_mgt/infras/clusters/k8s.py",
  },
  {
    groups: [""],
    resources: ["serviceaccounts"],
    verbs: ["get"],
    why: "Waits until a new namespace has its default account.",
    source: "paas_wl/infras/resources/base/kres.py (KNamespace.wait_for_default_sa)",
  },
  {
    groups: [""],
    resources: ["pods"],
    verbs: MANAGE,
    why: "Builds applications in pods, runs their hooks, and shows, watches and restarts their instances.",
    source: "paas_wl/bk_app/deploy/app_res/controllers.py, paas_wl/bk_app/processes/watch.py",
  },
  {
    groups: [""],
    resources: ["pods/log"],
    verbs: ["get"],
    why: "Shows what builds, hooks and instances print.",
    source: "paas_wl/infras/resources/base/kres.py (KPod.get_log)",
  },
  {
    groups: ["apps"],
    resources: ["deployments"],
    verbs: MANAGE,
    why: "Runs the processes of applications, scales, restarts and watches them.",
    source: "paas_wl/bk_app/deploy/app_res/controllers.py, paas_wl/bk_app/processes/kres_entities.py",
  },
  {
    groups: ["apps"],
    resources: ["replicasets"],
    verbs: [...READ, "delete", "deletecollection"],
    why: "Deletes what a stopped process leaves.",
    source: "paas_wl/bk_app/deploy/app_res/controllers.py (ProcessesHandler)",
  },
  {
    groups: ["apps"],
    resources: ["statefulsets", "daemonsets"],
    verbs: ["get"],
    why: "Shows on the admin site whether the cluster's components run.",
    source: "paasng/plat_mgt/infras/clusters/k8s.py",
  },
  {
    groups: [""],
    resources: ["services"],
    verbs: MANAGE,
    why: "Gives each process an address.",
    source: "paas_wl/workloads/networking/ingress/kres_entities/service.py",
  },
  {
    groups: ["networking.k8s.io"],
    resources: ["ingresses"],
    verbs: MANAGE,
    why: "Gives applications their domains.",
    source: "paas_wl/workloads/networking/ingress/kres_entities/ingress.py",
  },
  {
    groups: [""],
    resources: ["secrets"],
    verbs: MANAGE,
    why: "Writes certificates, image credentials and mounted secrets; reads Helm's records of the cluster's components.",
    source:
      "paas_wl/workloads/networking/ingress/certs.py, paas_wl/workloads/images/kres_entities.py, paas_wl/infras/cluster/helm.py",
  },
  {
    groups: [""],
    resources: ["configmaps"],
    verbs: MANAGE,
    why: "Writes mounted files and the addresses of other applications.",
    source:
      "paas_wl/workloads/configuration/configmap/kres_entities.py, paas_wl/bk_app/cnative/specs/svc_disc.py",
  },
  {
    groups: [""],
    resources: ["persistentvolumeclaims"],
    verbs: MANAGE,
    why: "Claims the volumes that applications mount.",
    source: "paas_wl/workloads/volume/persistent_volume_claim/kres_entities.py",
  },
  {
    groups: ["storage.k8s.io"],
    resources: ["storageclasses"],
    verbs: ["get", "list"],
    why: "Finds out whether the cluster has the class of these volumes.",
    source: "paas_wl/bk_app/cnative/specs/mounts.py",
  },
  {
    groups: [""],
    resources: ["events"],
    verbs: READ,
    why: "Shows why an instance does not start.",
    source: "paas_wl/workloads/event/kres_entities.py",
  },
  {
    groups: [""],
    resources: ["nodes"],
    verbs: ["get", "list", "patch"],
    why: "Tells applications the addresses from which the cluster calls, and labels the nodes that have them.",
    source: "paas_wl/workloads/networking/egress/cluster_state.py",
  },
  {
    groups: ["paas.bk.tencent.com"],
    resources: ["bkapps", "domaingroupmappings"],
    verbs: MANAGE,
    why: "Deploys cloud-native applications, which bkpaas-app-operator then runs with rights of its own.",
    source: "paas_wl/bk_app/cnative/specs/resource.py",
  },
  {
    groups: ["autoscaling.tkex.tencent.com"],
    resources: ["generalpodautoscalers"],
    verbs: MANAGE,
    why: "Scales processes by their load, where the cluster has ENABLE_AUTOSCALING.",
    source: "paas_wl/workloads/autoscaling/kres_entities.py",
  },
  {
    groups: ["monitoring.coreos.com"],
    resources: ["servicemonitors"],
    verbs: MANAGE,
    why: "Lets BlueKing's monitor read the metrics of applications, where the cluster has ENABLE_BK_MONITOR.",
    source: "paas_wl/bk_app/monitoring/app_monitor/kres_entities.py",
  },
  {
    groups: ["bk.tencent.com"],
    resources: ["bklogconfigs"],
    verbs: MANAGE,
    why: "Lets BlueKing's log platform collect logs, where the cluster has ENABLE_BK_LOG_COLLECTOR.",
    source: "paas_wl/bk_app/monitoring/bklog/kres_entities.py",
  },
  {
    groups: ["bkbcs.tencent.com"],
    resources: ["egresses"],
    verbs: MANAGE,
    why: "Gives calls of applications a fixed address, where the cluster has ENABLE_BCS_EGRESS.",
    source: "paas_wl/workloads/networking/egress/models.py",
  },
  {
    groups: ["kubefledged.io"],
    resources: ["imagecaches"],
    verbs: MANAGE,
    why: "Brings images to the nodes before agents' sandboxes need them.",
    source: "paas_wl/bk_app, image_cache.py of the agents' part",
  },
];

/** The rights as rules of a ClusterRole. */
export function narrowRules(): { apiGroups: string[]; resources: string[]; verbs: string[] }[] {
  return NARROW_RIGHTS.map(({ groups, resources, verbs }) => ({
    apiGroups: [...groups],
    resources: [...resources],
    verbs: [...verbs],
  }));
}
