import { fenced } from "../../report/markdown/escape.ts";
import { type Draft, closeAll, postAll } from "../posts/board.ts";
import { githubIssues } from "../posts/github.ts";
import { variable } from "../posts/rest.ts";
import { type StackText, fitting, textsIn } from "../posts/texts.ts";

/**
 * Keeps one issue for each stack that drifted: `<OUT>/<stack>.txt` is what was found. An empty file closes the issue.
 * @throws Error which names a variable that is missing, or what GitHub refused.
 */
export async function driftIssue(environment: NodeJS.ProcessEnv): Promise<number> {
  const board = githubIssues(environment);
  const found = textsIn(variable(environment, "OUT"), ".txt");
  const [drifted, sound] = [
    found.filter(({ text }) => text.trim() !== ""),
    found.filter(({ text }) => text.trim() === ""),
  ];
  await postAll(board, drifted.map(draftOf));
  await closeAll(
    board,
    sound.map(({ stack }) => markerOf(stack)),
  );
  console.log(`Looked after the issues of ${found.length} stacks, of which ${drifted.length} drifted.`);
  return 0;
}

function draftOf({ stack, text }: StackText): Draft {
  return {
    title: `Drift of stack ${stack}`,
    marker: markerOf(stack),
    text: fencedFitting(text),
    isNews: true,
  };
}

/** As a block of code, whose end is never cut off. */
function fencedFitting(text: string): string {
  const block = fenced(text, "text");
  const end = /\n`+\n$/.exec(block)?.[0] ?? "";
  return fitting(block.slice(0, block.length - end.length), end);
}

function markerOf(stack: string): string {
  return `<!-- bkpaas-drift ${stack} -->`;
}
