import type { Board } from "./board.ts";
import { ask, askAll, variable } from "./rest.ts";

interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly id: number };
}

/** Notes of the merge request whose pipeline runs. `GITLAB_TOKEN` is a project access token with the scope `api`. */
export function gitlabNotes(environment: NodeJS.ProcessEnv): Board {
  const rest = {
    url: variable(environment, "CI_API_V4_URL"),
    variable: "CI_API_V4_URL",
    headers: { "private-token": variable(environment, "GITLAB_TOKEN") },
  };
  const project = encodeURIComponent(variable(environment, "CI_PROJECT_ID"));
  const notes = `/projects/${project}/merge_requests/${variable(environment, "CI_MERGE_REQUEST_IID")}/notes`;
  return {
    own: async () => {
      const { id: self } = (await ask(rest, "GET", "/user")) as { id: number };
      const written = await askAll<Note>(rest, notes);
      return written.filter(({ author }) => author.id === self).map(({ id, body }) => ({ id, text: body }));
    },
    add: async (_title, body) => {
      await ask(rest, "POST", notes, { body });
    },
    edit: async ({ id }, body) => {
      await ask(rest, "PUT", `${notes}/${id}`, { body });
    },
  };
}
