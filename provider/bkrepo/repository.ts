import type { Context, InputsOf, Kind } from "../kind.ts";
import { Conflict, differences, isDeletable, originAfter } from "../ownership.ts";
import { REPOSITORY as declaration } from "../schema/bkrepo/repository.ts";
import type { BkrepoApi, RepositoryInfo } from "./api.ts";
import { ensure } from "./ensure.ts";
import { advising } from "./errors.ts";

type Repository = typeof declaration;
type Inputs = InputsOf<Repository>;
type Type = Inputs["type"];

/** What of a repository can be declared and read. */
type Facts = Pick<Inputs, "type" | "public" | "description" | "quotaBytes">;

/** Repositories: what exists and differs is refused, unless it is taken; content stays unless told. */
export function repository(connect: (context: Context) => BkrepoApi): Kind<Repository> {
  return {
    declaration,
    async create(inputs, context) {
      const api = connect(context);
      const { project, name, ownership } = inputs;
      const id = `${project}/${name}`;
      const origin = await ensure({
        what: `repository ${id}`,
        ownership,
        exists: () => api.repositoryExists(project, name),
        make: () => make(api, inputs),
        accept: () => accept(api, inputs, context),
      });
      return { id, outputs: { origin } };
    },
    async read({ id, outputs }, context) {
      const { project, name } = partsOf(id);
      const found = await connect(context).repository(project, name);
      if (!found) return undefined;
      return {
        id,
        inputs: { project, name, ...factsOf(found) },
        outputs: { origin: outputs.origin ?? "found" },
      };
    },
    async update({ outputs, inputs: before }, inputs, context) {
      if (inputs.ownership !== "read") await write(connect(context), inputs, before);
      else await accept(connect(context), inputs, context);
      return { origin: originAfter(outputs.origin, inputs.ownership) };
    },
    async delete({ id, inputs, outputs }, context) {
      const { deletion = "keep" } = inputs;
      const stays = (why: string): void => {
        context.report("warning", `repository ${id} stays in bkrepo: ${why}`);
      };
      if (!isDeletable(inputs.ownership, outputs.origin)) stays("it was there before this stack");
      else if (deletion === "keep") stays("its deletion is keep");
      else await remove(connect(context), id, deletion === "with-content");
    },
  };
}

function partsOf(id: string): { project: string; name: string } {
  const [project, name, ...rest] = id.split("/");
  if (project && name && rest.length === 0) return { project, name };
  throw new Conflict(`${id} is no repository: its id is <project>/<name>, such as ${declaration.exampleId}`);
}

function make(api: BkrepoApi, inputs: Inputs): Promise<unknown> {
  const { project, name, type, description = "", quotaBytes } = inputs;
  return api.createRepository({
    projectId: project,
    name,
    type,
    public: inputs.public,
    description,
    quota: quotaBytes,
  });
}

/** Takes a repository that was there, where it is as declared or may be made so. */
async function accept(api: BkrepoApi, inputs: Inputs, { report }: Context): Promise<void> {
  const { project, name, ownership } = inputs;
  const id = `${project}/${name}`;
  const found = await api.repository(project, name);
  if (!found) return;
  const facts = factsOf(found);
  const told = differences<Facts>(facts, inputs, ["type", "public", "description", "quotaBytes"]);
  if (told.length === 0) return;
  const isOfOtherType = facts.type !== inputs.type;
  if (ownership !== "take" || isOfOtherType) {
    const advice = remedy(id, isOfOtherType, ownership);
    throw new Conflict(`repository ${id} exists and differs: ${told.join("; ")}. ${advice}`);
  }
  report("warning", `repository ${id} is taken over: ${told.join("; ")}`);
  await write(api, inputs, facts);
}

function remedy(id: string, isOfOtherType: boolean, ownership: Inputs["ownership"]): string {
  if (isOfOtherType) return "A type cannot be changed: declare the one it has, or another name.";
  if (ownership === "read") return 'It is another\'s (ownership "read"): declare it as it is.';
  return `Declare it as it is, import it by the id ${id} to see the difference in a preview, or set ownership to take.`;
}

/** Writes what differs from before. */
async function write(api: BkrepoApi, inputs: Inputs, before: Partial<Facts>): Promise<void> {
  const { project, name, description, quotaBytes } = inputs;
  const changed = {
    ...(inputs.public !== before.public && { public: inputs.public }),
    ...(description !== undefined && description !== before.description && { description }),
  };
  if (Object.keys(changed).length > 0) await api.updateRepository(project, name, changed);
  if (quotaBytes !== undefined && quotaBytes !== before.quotaBytes)
    await api.setQuota(project, name, quotaBytes).catch(advising(QUOTA_REFUSED));
}

async function remove(api: BkrepoApi, id: string, withContent: boolean): Promise<void> {
  const { project, name } = partsOf(id);
  try {
    await api.deleteRepository(project, name, withContent);
  } catch (error) {
    // Gone already, or gone although the answer was lost.
    if (await api.repositoryExists(project, name)) advising(withContent ? "" : NOT_EMPTY)(error);
  }
}

const QUOTA_REFUSED =
  "Where the repository holds more than this quota already, set a larger one or clean up first.";
const NOT_EMPTY =
  'Where it holds files, and its deletion is "when-empty": move them away; or set deletion to keep or with-content, run up, then ' +
  "destroy again.";

function factsOf({ type, description, quota, ...info }: RepositoryInfo): Facts {
  return {
    type: type.toLowerCase() as Type,
    public: info.public,
    description: description ?? "",
    quotaBytes: quota ?? undefined,
  };
}
