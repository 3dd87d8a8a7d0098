/** The stack a command works on: the sandbox's own, or one of the user's elsewhere. */
export type Target = { readonly kind: "dev" } | { readonly kind: "elsewhere"; readonly stack: string };

/** The sandbox's stack. */
export const DEV = "dev";

/** Whatever is not `dev` is somebody's environment: for it nothing is started, built or added. */
export function targetOf(stack: string | undefined): Target {
  return stack === undefined || stack === "" || stack === DEV
    ? { kind: "dev" }
    : { kind: "elsewhere", stack };
}

/** The stack's name. */
export function stackOf(target: Target): string {
  return target.kind === "dev" ? DEV : target.stack;
}

/** A stack's name without organisation and project. */
export function shortName(stack: string): string {
  return stack.slice(stack.lastIndexOf("/") + 1);
}

/** Whether a CI can look after a stack of that name: it is part of names of files, environments and artefacts there. */
export function isStackName(name: string): boolean {
  return /^[A-Za-z0-9][\w-]{0,99}$/.test(name);
}
