import type { Context, Kind } from "../kind.ts";
import { Conflict } from "../ownership.ts";
import { PROJECT_ADMIN as declaration } from "../schema/bkrepo/project-admin.ts";
import type { BkrepoApi } from "./api.ts";
import { giveRole, heldRole, takeRole } from "./role.ts";

/** Administrators of projects. */
export function projectAdmin(connect: (context: Context) => BkrepoApi): Kind<typeof declaration> {
  return {
    declaration,
    async create({ project, userId }, context) {
      const outputs = await giveRole(connect(context), userId, { project });
      return { id: `${project}/${userId}`, outputs };
    },
    async read({ id, outputs }, context) {
      const { project, userId } = partsOf(id);
      const held = await heldRole(connect(context), userId, { project }, outputs);
      return held && { id, inputs: { project, userId }, outputs: held };
    },
    update: () => Promise.reject(new Error("every change of an administration replaces it")),
    delete: ({ id, outputs }, context) =>
      takeRole(connect(context), id, partsOf(id).userId, outputs, context),
  };
}

function partsOf(id: string): { project: string; userId: string } {
  const [project, userId, ...rest] = id.split("/");
  if (project && userId && rest.length === 0) return { project, userId };
  throw new Conflict(
    `${id} is no administration of a project: its id is <project>/<account>, such as ${declaration.exampleId}`,
  );
}
