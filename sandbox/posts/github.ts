import type { Board } from "./board.ts";
import { type Rest, ask, askAll, variable } from "./rest.ts";

/** A comment or an issue, as far as it is looked at. */
interface Written {
  readonly id: number;
  readonly number?: number;
  readonly body: string | null;
  readonly user: { readonly type: string } | null;
}

interface Pull {
  readonly number: number;
  readonly head: { readonly sha: string };
}

/**
 * Comments of each open pull request whose newest commit is `HEAD_SHA`; of none where it is closed, or was pushed to
 * meanwhile. The commit comes from the event, never from a file that the pull request's own code has written.
 */
export async function githubComments(environment: NodeJS.ProcessEnv): Promise<Board[]> {
  const [rest, repository] = api(environment);
  const sha = variable(environment, "HEAD_SHA");
  const pulls = await askAll<Pull>(rest, `${repository}/pulls?state=open`);
  return pulls
    .filter(({ head }) => head.sha === sha)
    .map(({ number }) => commentsOf(rest, repository, number));
}

function commentsOf(rest: Rest, repository: string, pull: number): Board {
  const comments = `${repository}/issues/${pull}/comments`;
  return {
    own: async () => posts(await askAll<Written>(rest, comments)),
    add: async (_title, body) => {
      await ask(rest, "POST", comments, { body });
    },
    edit: async ({ id }, body) => {
      await ask(rest, "PATCH", `${repository}/issues/comments/${id}`, { body });
    },
  };
}

/** Open issues with the label `drift`. */
export function githubIssues(environment: NodeJS.ProcessEnv): Board {
  const [rest, repository] = api(environment);
  const issues = `${repository}/issues`;
  return {
    own: async () => posts(await askAll<Written>(rest, `${issues}?state=open&labels=drift`)),
    add: async (title, body) => {
      await ask(rest, "POST", issues, { title, body, labels: ["drift"] });
    },
    edit: async ({ id }, body) => {
      await ask(rest, "PATCH", `${issues}/${id}`, { body });
    },
    close: async ({ id }) => {
      await ask(rest, "PATCH", `${issues}/${id}`, { state: "closed" });
    },
  };
}

/** The token of a job writes as a bot, so only a bot's posts are ours. An issue is addressed by its number. */
function posts(written: readonly Written[]): { id: number; text: string }[] {
  return written
    .filter(({ user }) => user?.type === "Bot")
    .map(({ id, number = id, body }) => ({ id: number, text: body ?? "" }));
}

function api(environment: NodeJS.ProcessEnv): [Rest, repository: string] {
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${variable(environment, "GITHUB_TOKEN")}`,
    "x-github-api-version": "2022-11-28",
  };
  const rest = { url: variable(environment, "GITHUB_API_URL"), variable: "GITHUB_API_URL", headers };
  return [rest, `/repos/${variable(environment, "GITHUB_REPOSITORY")}`];
}
