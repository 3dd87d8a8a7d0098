import type { Context, InputsOf, Kind } from "../kind.ts";
import { Conflict, originAfter } from "../ownership.ts";
import { PROJECT as declaration } from "../schema/bkrepo/project.ts";
import type { BkrepoApi, ProjectInfo } from "./api.ts";
import { ensure } from "./ensure.ts";

type Project = typeof declaration;

/** Projects: created, named anew, never deleted. */
export function project(connect: (context: Context) => BkrepoApi): Kind<Project> {
  return {
    declaration,
    async create(inputs, context) {
      const api = connect(context);
      const { name, displayName = name, description = "", ownership } = inputs;
      const projectId = idOf(api, name);
      const origin = await ensure({
        what: `project ${projectId}`,
        ownership,
        exists: () => api.projectExists(projectId),
        make: () => api.createProject({ name, displayName, description }),
        accept: () => align(api, projectId, inputs),
      });
      return { id: projectId, outputs: { projectId, origin } };
    },
    async read({ id, outputs }, context) {
      const api = connect(context);
      const name = nameOf(api, id);
      const projectId = idOf(api, name);
      const found = await api.project(projectId);
      if (!found) return (await api.projectExists(projectId)) ? unlisted(projectId) : undefined;
      const { displayName, description } = found;
      return {
        id: projectId,
        inputs: { name, displayName, description },
        outputs: { projectId, origin: outputs.origin ?? "found" },
      };
    },
    async update({ id, outputs }, inputs, context) {
      await align(connect(context), id, inputs);
      return { projectId: id, origin: originAfter(outputs.origin, inputs.ownership) };
    },
    delete({ id }, { report }) {
      report(
        "warning",
        `project ${id} stays in bkrepo with all it holds: bkrepo has no call that deletes a project`,
      );
      return Promise.resolve();
    },
  };
}

/** A multi-tenant server puts the tenant before the name. */
function idOf({ tenantId }: BkrepoApi, name: string): string {
  return tenantId === undefined ? name : `${tenantId}.${name}`;
}

/** An import may name a project with its tenant or without. */
function nameOf({ tenantId }: BkrepoApi, id: string): string {
  return tenantId !== undefined && id.startsWith(`${tenantId}.`) ? id.slice(tenantId.length + 1) : id;
}

/** Writes what is declared and differs. Names for people are no data: an owner may set them. */
async function align(
  api: BkrepoApi,
  id: string,
  { ownership, displayName, description }: InputsOf<Project>,
): Promise<void> {
  const found = await api.project(id);
  const wanted: Partial<ProjectInfo> = {
    ...(displayName !== undefined && found?.displayName !== displayName && { displayName }),
    ...(description !== undefined && found?.description !== description && { description }),
  };
  if (Object.keys(wanted).length === 0) return;
  if (ownership === "read") {
    throw new Conflict(
      `project ${id} is another's (ownership "read") and differs in ${Object.keys(wanted).join(", ")}: leave them out, or declare them as they are`,
    );
  }
  await api.updateProject(id, wanted);
}

function unlisted(id: string): never {
  throw new Conflict(
    `project ${id} exists and bkrepo does not list it: the account may not read it, or it is another tenant's`,
  );
}
