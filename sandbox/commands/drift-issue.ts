import { fenced } from "../../report/markdown/escape.ts";
import { closeIfPosted, postOnce } from "../posts/board.ts";
import { githubIssues } from "../posts/github.ts";
import { variable } from "../posts/rest.ts";
import { textsIn } from "../posts/texts.ts";

/**
 * Keeps one issue for each stack that drifted: `<OUT>/<stack>.txt` is what was found. An empty file closes the issue.
 * @throws Error which names a variable that is missing, or what GitHub refused.
 */
export async function driftIssue(environment: NodeJS.ProcessEnv): Promise<number> {
  const board = githubIssues(environment);
  for (const { stack, text } of textsIn(variable(environment, "OUT"), ".txt")) {
    const marker = `<!-- bkpaas-drift ${stack} -->`;
    if (text.trim() === "") await closeIfPosted(board, marker);
    else
      await postOnce(board, marker, {
        title: `Drift of stack ${stack}`,
        text: fenced(text, "text"),
        isNews: true,
      });
  }
  return 0;
}
