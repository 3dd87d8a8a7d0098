import { type KubernetesObject } from "./objects.ts";
import { at, isObject } from "../json.ts";

/** What helm does with a release. */
export type Operation = "install" | "upgrade" | "reinstall" | "uninstall";

/** Phases of a release in which hooks run, in this order. */
const PHASES: Readonly<Record<Operation, readonly string[]>> = {
  install: ["pre-install", "post-install"],
  upgrade: ["pre-upgrade", "post-upgrade"],
  reinstall: ["pre-delete", "post-delete", "pre-install", "post-install"],
  uninstall: ["pre-delete", "post-delete"],
};

/** What hooks of these kinds do, they do once: helm waits for their end. */
const RUN: ReadonlySet<string> = new Set(["Job", "Pod"]);

/** Whether it belongs to a release only while helm runs its hooks. */
export function isHook(object: KubernetesObject): boolean {
  return phasesOf(object).length > 0;
}

/** Whether helm makes it in an operation. Tests (`helm test`) and hooks of rollbacks it never makes. */
export function isMadeBy(object: KubernetesObject, operation: Operation): boolean {
  return !isHook(object) || phasesOf(object).some((phase) => PHASES[operation].includes(phase));
}

/** Names of the Jobs and pods that helm runs in an operation, one after another: by phase, weight and name. */
export function hookRuns(objects: readonly KubernetesObject[], operation: Operation): string[] {
  return PHASES[operation].flatMap((phase) =>
    objects
      .filter((object) => RUN.has(object.kind) && phasesOf(object).includes(phase))
      .sort((a, b) => weightOf(a) - weightOf(b) || (a.name < b.name ? -1 : 1))
      .map(({ name }) => name),
  );
}

function phasesOf(object: KubernetesObject): string[] {
  const phases = annotation(object, "helm.sh/hook")?.split(",") ?? [];
  // `crd-install` is of charts for Helm 2; Helm 3 leaves such objects out.
  return phases.map((phase) => phase.trim()).filter((phase) => phase !== "");
}

function weightOf(object: KubernetesObject): number {
  return Number(annotation(object, "helm.sh/hook-weight") ?? 0);
}

function annotation({ body }: KubernetesObject, name: string): string | undefined {
  const annotations = at(body, "metadata.annotations");
  const text = isObject(annotations) ? annotations[name] : undefined;
  return typeof text === "string" ? text : undefined;
}
