import type { Context, Kind } from "../kind.ts";
import { Conflict } from "../ownership.ts";
import { REPOSITORY_ADMIN as declaration } from "../schema/bkrepo/repository-admin.ts";
import type { BkrepoApi } from "./api.ts";
import { giveRole, heldRole, takeRole } from "./role.ts";

/** Administrators of single repositories. */
export function repositoryAdmin(connect: (context: Context) => BkrepoApi): Kind<typeof declaration> {
  return {
    declaration,
    async create({ project, repository, userId }, context) {
      const outputs = await giveRole(connect(context), userId, { project, repository });
      return { id: `${project}/${repository}/${userId}`, outputs };
    },
    async read({ id, outputs }, context) {
      const { project, repository, userId } = partsOf(id);
      const held = await heldRole(connect(context), userId, { project, repository }, outputs);
      return held && { id, inputs: { project, repository, userId }, outputs: held };
    },
    update: () => Promise.reject(new Error("every change of an administration replaces it")),
    delete: ({ id, outputs }, context) =>
      takeRole(connect(context), id, partsOf(id).userId, outputs, context),
  };
}

function partsOf(id: string): { project: string; repository: string; userId: string } {
  const [project, repository, userId, ...rest] = id.split("/");
  if (project && repository && userId && rest.length === 0) return { project, repository, userId };
  throw new Conflict(
    `${id} is no administration of a repository: its id is <project>/<repository>/<account>, such as ${declaration.exampleId}`,
  );
}
