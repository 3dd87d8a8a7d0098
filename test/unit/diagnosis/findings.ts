import type { Finding } from "../../../diagnosis/finding.ts";

/** A finding of which a test says only what matters to it. */
export function finding(given: Partial<Finding>): Finding {
  const nothing = { reasons: [], state: "", messages: [], events: [], log: [] };
  return { kind: "Deployment", name: "bkpaas3-apiserver-web", ...nothing, ...given };
}

/** A Job of a hook that failed with these last lines. */
export function failedJob(name: string, container: string, ...log: string[]): Finding {
  const reasons = ["Error", "BackoffLimitExceeded"];
  return finding({ kind: "Job", name, hook: "pre-install, pre-upgrade", container, reasons, log });
}

/** What Helm said of a release that failed. */
export function refused(...messages: string[]): Finding {
  return finding({ kind: "Release", name: "bk-paas3", reasons: ["failed"], messages });
}
