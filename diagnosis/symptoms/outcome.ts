import type { Symptom } from "../symptoms.ts";

/** How processes and Jobs end; for want of a known cause. */
export const outcomeSymptoms: readonly Symptom[] = [
  {
    id: "migration",
    signs: [
      { name: /migrate/, reason: /^(?:BackoffLimitExceeded|DeadlineExceeded|Error|CrashLoopBackOff)$/ },
    ],
    means: {
      en: "The migration of the tables failed, and everything after it waits for it.",
      zh: "表结构迁移失败，其后的所有步骤都在等待。",
    },
    remedy: {
      en: "The log names the table or the server. Repair that and run `up` again: the Job is made anew.",
      zh: "日志中有出错的表或服务器。修复后重新执行 `up`：Job 会重新创建。",
    },
    source: "a user's debugging of 7.2",
  },
  {
    id: "init-data",
    signs: [
      {
        name: /init-data|initial-script/,
        reason: /^(?:BackoffLimitExceeded|DeadlineExceeded|Error|CrashLoopBackOff)$/,
      },
    ],
    means: {
      en: "The first data were not written completely: API gateway, bkrepo or an add-on service did not take the platform's call. Until they are, desktops say that the app was taken down.",
      zh: "初始数据未完整写入：API 网关、bkrepo 或增强服务没有接受平台的调用。在完成之前，桌面会提示应用已下架。",
    },
    remedy: {
      en: "bk-apigateway and PaaS 2.0 must know privateToken and appSecret (README, step 5). Then run `up` again: it repeats all steps.",
      zh: "bk-apigateway 与 PaaS 2.0 必须已登记 privateToken 和 appSecret（README 第 5 步）。然后重新执行 `up`：所有步骤会重新执行。",
    },
    source: "BKDocs 7.0, problem cases",
  },
  {
    id: "job-gone",
    signs: [{ kind: "Job", reason: /^Gone$/ }],
    means: {
      en: "The Job was deleted while it was waited for. Helm takes that for its end, so its work may not be done, and what waits for it waits forever.",
      zh: "Job 在等待期间被删除。Helm 会将其视为已结束，因此工作可能并未完成，依赖它的进程会一直等待。",
    },
    remedy: {
      en: "Run `up` again: the release is upgraded, which makes the Job anew. Leave a Job alone until it has ended.",
      zh: "重新执行 `up`：升级会重新创建该 Job。在结束之前不要删除 Job。",
    },
    source: "a user's debugging of 7.2",
  },
  {
    id: "job-failed",
    signs: [{ kind: "Job", reason: /^(?:BackoffLimitExceeded|DeadlineExceeded|PodFailurePolicy|Error)$/ }],
    means: {
      en: "The Job failed as often as it may, and does not start anew by itself.",
      zh: "Job 的失败次数已达上限，不会自行重新开始。",
    },
    remedy: {
      en: "Repair what its log says and run `up` again: the Job is deleted and made anew.",
      zh: "根据日志修复后重新执行 `up`：Job 会被删除并重新创建。",
    },
    source: "a user's debugging of 7.2",
  },
  {
    id: "waits-for-job",
    signs: [{ text: /waiting for job/i }],
    means: {
      en: "The pod waits for a Job that has not ended; it is not the cause itself.",
      zh: "Pod 正在等待某个尚未完成的 Job；它本身不是原因。",
    },
    remedy: {
      en: "Look at the Job that its log names, `kubectl get jobs`; if it is gone, run `up` again, which makes it anew.",
      zh: "查看日志中提到的 Job（`kubectl get jobs`）；如果已不存在，重新执行 `up` 会重新创建。",
    },
    source: "bkpaas3 0.1.3: pods wait for their migration",
  },
  {
    id: "crash-loop",
    signs: [{ reason: /^(?:CrashLoopBackOff|Error|ContainerCannotRun|StartError|RunContainerError)$/ }],
    means: { en: "The container ends again and again.", zh: "容器反复退出。" },
    remedy: {
      en: "Its last log lines say why. Repair that and run `up` again.",
      zh: "日志末尾说明了原因。修复后重新执行 `up`。",
    },
    source: "Kubernetes: pod lifecycle",
  },
  {
    id: "job-unfinished",
    signs: [{ kind: "Job", reason: /^Unfinished$/ }],
    means: {
      en: "The Job has not ended in the time that the release has: it hangs, or needs longer.",
      zh: "Job 未在 release 的时限内结束：可能卡住，也可能需要更长时间。",
    },
    remedy: {
      en: "If its log goes on, give more time: `pulumi config set --path 'platform.timeoutMinutes' 60`. If it stands still, look at what it waits for. Then run `up` again.",
      zh: "如果日志仍在增长，请延长时限：`pulumi config set --path 'platform.timeoutMinutes' 60`；如果停滞，检查它在等待什么。然后重新执行 `up`。",
    },
    source: "BKDocs 7.0, problem cases",
  },
  {
    id: "not-ready",
    signs: [{ reason: /^(?:NotReady|Unhealthy|ProgressDeadlineExceeded|NoPods)$/ }],
    means: {
      en: "The process runs, or should, and does not become ready.",
      zh: "进程未能就绪。",
    },
    remedy: {
      en: "Its log and events say what it waits for. If it only needs longer: `pulumi config set --path 'platform.timeoutMinutes' 60`. Then run `up` again.",
      zh: "日志与事件说明了它在等待什么。如果只是需要更长时间：`pulumi config set --path 'platform.timeoutMinutes' 60`。然后重新执行 `up`。",
    },
    source: "Kubernetes: probes",
  },
  {
    id: "timeout",
    vague: true,
    signs: [{ kind: "Release", text: /timed out waiting for the condition|context deadline exceeded/ }],
    means: {
      en: "The release was not complete when its time had run out.",
      zh: "时限已到，release 仍未完成。",
    },
    remedy: {
      en: "All of it is ready by now. If it needs longer: `pulumi config set --path 'platform.timeoutMinutes' 60`. Then run `up` again.",
      zh: "目前各部分均已就绪。如果需要更长时间：`pulumi config set --path 'platform.timeoutMinutes' 60`。然后重新执行 `up`。",
    },
    source: "Helm: --wait and --timeout",
  },
];
