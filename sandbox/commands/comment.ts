import { type Draft, postAll } from "../posts/board.ts";
import { githubComments } from "../posts/github.ts";
import { gitlabNotes } from "../posts/gitlab.ts";
import { variable } from "../posts/rest.ts";
import { type StackText, harmless, textsIn } from "../posts/texts.ts";

/**
 * Posts the reports `<OUT>/<stack>.md` to the pull request or merge request of a job: a comment for each stack that
 * changes, edited where there is one already. The reports are data; nothing of the change is run.
 * @throws Error which names a variable that is missing, or what the forge refused.
 */
export async function comment(environment: NodeJS.ProcessEnv): Promise<number> {
  const reports = textsIn(variable(environment, "OUT"), ".md");
  const isGitlab = Boolean(environment.GITLAB_CI);
  const commit = variable(environment, isGitlab ? "CI_COMMIT_SHA" : "HEAD_SHA");
  const boards = isGitlab ? [gitlabNotes(environment)] : await githubComments(environment);
  if (boards.length === 0) {
    console.log("The pull request is closed, or has a newer commit: its own run will comment.");
    return 0;
  }
  const drafts = reports.map((report) => draftOf(report, commit));
  for (const board of boards) await postAll(board, drafts);
  console.log(`Looked after the comments of ${reports.length} reports.`);
  return 0;
}

/** It names the commit, so that one whose run has failed since then is not taken for the newest. */
function draftOf({ stack, text }: StackText, commit: string): Draft {
  return {
    title: stack,
    marker: `<!-- bkpaas-report ${stack} -->`,
    text: `${harmless(text).trimEnd()}\n\nThis is of commit ${commit}.\n`,
    isNews: !NOTHING.test(text),
  };
}

/** The headline of a report that changes nothing. */
const NOTHING = /^## .*: \*\*nothing\*\*/m;
