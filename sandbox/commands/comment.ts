import { postOnce } from "../posts/board.ts";
import { githubComments } from "../posts/github.ts";
import { gitlabNotes } from "../posts/gitlab.ts";
import { variable } from "../posts/rest.ts";
import { textsIn } from "../posts/texts.ts";

/**
 * Posts the reports `<OUT>/<stack>.md` to the pull request or merge request of a job: a comment for each stack that changes,
 * edited where there is one already. The reports are data; nothing of the change is run.
 * @throws Error which names a variable that is missing, or what the forge refused.
 */
export async function comment(environment: NodeJS.ProcessEnv): Promise<number> {
  const reports = textsIn(variable(environment, "OUT"), ".md");
  const board = environment.GITLAB_CI ? gitlabNotes(environment) : await githubComments(environment);
  if (board === undefined) {
    console.log("The pull request is closed, or has a newer commit: its own run will comment.");
    return 0;
  }
  for (const { stack, text } of reports) {
    await postOnce(board, markerOf(stack), { title: stack, text, isNews: !NOTHING.test(text) });
  }
  console.log(`Looked after the comments of ${reports.length} reports.`);
  return 0;
}

/** The headline of a report that changes nothing. */
const NOTHING = /^## .*: \*\*nothing\*\*/m;

/** The first line of every report of a stack. */
function markerOf(stack: string): string {
  return `<!-- bkpaas-report ${stack} -->`;
}
