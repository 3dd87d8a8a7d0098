import { type Environment, environmentsDocument } from "../../report/markdown/environments.ts";
import { recordedGraph } from "../report/recorded.ts";

/**
 * Prints how two recorded environments differ, as Markdown. Needs no credential.
 * @throws Error for a name without a recorded graph, with what to do.
 */
export function diffEnv(a: string | undefined, b: string | undefined): number {
  process.stdout.write(environmentsDocument(environmentOf(a), environmentOf(b)));
  return 0;
}

function environmentOf(name: string | undefined): Environment {
  if (name === undefined || name === "") throw new Error("Say which two: make diff-env A=dev B=production");
  return { name, graph: recordedGraph(name) };
}
