import { BkrepoError } from "./errors.ts";
import { fields } from "./fields.ts";
import type { Call, Route } from "./route.ts";
import { administers } from "./rights.ts";

/** The repository service: projects and repositories. */
export const repositoryRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/repository/api/project/create",
    handle: ({ store, caller, body }) => {
      const name = fields.projectId(body, "name");
      if (!caller.admin) throw new BkrepoError("noPermission", `${caller.userId} may not create projects`);
      if (store.project(name)) throw new BkrepoError("projectExists", `Project [${name}] existed`);
      const description = fields.optionalText(body, "description") ?? "";
      store.putProject({ name, displayName: fields.displayName(body), description });
      return null;
    },
  },
  {
    method: "GET",
    path: "/repository/api/project/exist/:project",
    handle: ({ store, parameter }) => store.project(parameter("project")) !== undefined,
  },
  {
    method: "GET",
    path: "/repository/api/project/list",
    handle: ({ store, caller }) => {
      const mine = new Set(caller.roles.map((role) => role.projectId));
      return store.projects().filter((project) => caller.admin || mine.has(project.name));
    },
  },
  { method: "POST", path: "/repository/api/repo/create", handle: createRepository },
  {
    method: "GET",
    path: "/repository/api/repo/exist/:project/:repository",
    handle: ({ store, parameter }) =>
      store.repository(parameter("project"), parameter("repository")) !== undefined,
  },
  {
    method: "GET",
    path: "/repository/api/repo/info/:project/:repository",
    handle: ({ store, parameter }) => store.repository(parameter("project"), parameter("repository")) ?? null,
  },
  {
    method: "DELETE",
    path: "/repository/api/repo/delete/:project/:repository",
    // `forced` deletes what the repository holds; here it never holds anything.
    handle: ({ store, caller, parameter }) => {
      const [projectId, repoName] = [parameter("project"), parameter("repository")];
      administers(caller, { projectId, repoName });
      if (!store.repository(projectId, repoName)) {
        throw new BkrepoError("repositoryNotFound", `Repository [${repoName}] not found`);
      }
      store.removeRepository(projectId, repoName);
      return null;
    },
  },
];

function createRepository({ store, caller, body }: Call): null {
  const projectId = fields.projectId(body);
  const name = fields.repository(body, "name");
  if (!store.project(projectId)) throw new BkrepoError("projectNotFound", `Project [${projectId}] not found`);
  administers(caller, { projectId });
  if (store.repository(projectId, name))
    throw new BkrepoError("repositoryExists", `Repository [${name}] existed`);
  store.putRepository({
    projectId,
    name,
    type: fields.text(body, "type"),
    category: fields.optionalText(body, "category") ?? "LOCAL",
    public: fields.flag(body, "public", false),
    description: fields.optionalText(body, "description") ?? "",
  });
  return null;
}
