import type { core } from "@pulumi/kubernetes/types/input.js";

/** By whom an image's files are owned, and by which group its volumes. */
export interface PodUser {
  readonly uid: number;
  readonly gid: number;
  readonly volumeGroup: number;
}

/** What the Pod Security Standard "restricted" asks of a pod. */
export function restrictedPod({ uid, gid, volumeGroup }: PodUser): core.v1.PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: uid,
    runAsGroup: gid,
    fsGroup: volumeGroup,
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** What it asks of a container. */
export function restrictedContainer(readOnlyRootFilesystem: boolean): core.v1.SecurityContext {
  return { allowPrivilegeEscalation: false, readOnlyRootFilesystem, capabilities: { drop: ["ALL"] } };
}

/** The files of a Secret, readable by the container's user, through its group, and by nobody else. */
export function secretFiles(secretName: string): { readonly secret: core.v1.SecretVolumeSource } {
  return { secret: { secretName, defaultMode: 0o440 } };
}
