import fs from "node:fs";
import path from "node:path";
import { type Graph, readGraph } from "../../report/graph.ts";
import { readIfExists } from "../files.ts";
import { CHECKOUT } from "../layout.ts";

/** Folder of the recorded graphs, from that of the checkout. */
const FOLDER = "test/golden";

/** File of an environment's recorded graph, from the folder of the checkout. */
export function graphFile(environment: string): string {
  return `${FOLDER}/${environment}.json`;
}

/** Names of the environments with a recorded graph. */
export function recorded(): string[] {
  return fs
    .readdirSync(path.join(CHECKOUT, FOLDER))
    .filter((file) => file.endsWith(".json"))
    .map((file) => path.basename(file, ".json"))
    .sort();
}

/**
 * The recorded graph of an environment.
 * @throws Error where none is recorded, with what to do
 */
export function recordedGraph(environment: string): Graph {
  const file = graphFile(environment);
  const text = readIfExists(path.join(CHECKOUT, file));
  if (text !== undefined) return readGraph(text, file);
  throw new Error(
    `No graph of ${environment} is recorded (${file}): add its stack file to test/golden/environments.ts and run make golden.`,
  );
}
