import path from "node:path";
import { type BkrepoVariables, type UploadTask, VENDOR_MOUNT } from "../../components/uploads/task.ts";
import { importCommand } from "../../components/uploads/redis-pool.ts";
import type { Settings } from "../../config/schema.ts";
import { shellWord } from "../shell.ts";

/** A file for docker's `--env-file`, which takes each line as it is, without quotes. */
export function envFile(variables: BkrepoVariables<string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/**
 * The command line by which docker does an upload. No secret is in it.
 * @param file of `envFile`
 * @param vendor folder that is mounted for a task that reads one
 */
export function dockerCommand(
  { image, command = [], args = [], env }: UploadTask,
  file: string,
  vendor?: string,
): string {
  const [entrypoint, ...rest] = command;
  return lineOf([
    ...["docker", "run", "--rm", "--network", "host", "--env-file", file],
    ...Object.entries(env).flatMap(([name, value]) => ["-e", `${name}=${value}`]),
    ...(vendor === undefined ? [] : ["-v", `${path.resolve(vendor)}:${VENDOR_MOUNT}`]),
    ...(entrypoint === undefined ? [] : ["--entrypoint", entrypoint]),
    image,
    ...rest,
    ...args,
  ]);
}

/** The command line by which the running apiserver takes the pool from a file of this machine, through its standard input. */
export function importLine(
  { kubernetes, namespace }: Pick<Settings, "kubernetes" | "namespace">,
  file: string,
): string {
  const { kubeconfig, context } = kubernetes;
  const words = [
    "kubectl",
    ...(kubeconfig === undefined ? [] : ["--kubeconfig", kubeconfig]),
    ...(context === undefined ? [] : ["--context", context]),
    ...["--namespace", namespace, "exec", "-i", "deploy/bkpaas3-apiserver-web", "--"],
    ...["python", ...importCommand("-")],
  ];
  return `${lineOf(words)} < ${shellWord(file)}`;
}

function lineOf(words: readonly string[]): string {
  return words.map((word) => (/^[\w./:=@-]+$/.test(word) ? word : shellWord(word))).join(" ");
}
