import { BkrepoError } from "./errors.ts";
import { fields, isGiven } from "./fields.ts";
import { administers, repositoryService } from "./rights.ts";
import type { Call } from "./route.ts";
import type { Project } from "./state.ts";

/** Makes a project and its creator the administrator of it. */
export function createProject(call: Call): string {
  const { store, caller, body, behaviour } = call;
  // New servers let everybody create one, old ones administrators.
  repositoryService(call, caller.admin || behaviour.accountRoutes === "new");
  const [name, displayName] = [fields.projectName(body), fields.displayName(body)];
  const description = fields.text(body, "description");
  if (findProject(call, name)) throw new BkrepoError("projectExists", `Project [${name}] existed`);
  const tenantId = behaviour.tenants ? (tenantOf(call) ?? null) : null;
  if (behaviour.tenants && tenantId === null) {
    throw new BkrepoError("parameterInvalid", "Parameter[tenantId] invalid");
  }
  const id = tenantId === null ? name : `${tenantId}.${name}`;
  store.putProject({ name: id, displayName, description, tenantId });
  if (!caller.admin) store.grant(caller, store.ensureManagers(id, null));
  return id;
}

export function projectExists(call: Call): boolean {
  return findProject(call, call.parameter("project")) !== undefined;
}

/** The projects in which the caller may do anything; on request, only those with certain names. */
export function listProjects(call: Call): Project[] {
  const { store, caller, query } = call;
  const mine = caller.roles.map((id) => (id === null ? undefined : store.role(id)?.projectId));
  const names = query.getAll("names").flatMap((list) => list.split(","));
  const tenantId = call.behaviour.tenants ? tenantOf(call) : undefined;
  return store.projects().filter((project) => {
    const wanted = names.length === 0 || names.includes(project.name);
    const ofTenant = tenantId === undefined || project.tenantId === tenantId;
    return wanted && ofTenant && (caller.admin || mine.includes(project.name));
  });
}

export function updateProject(call: Call): true {
  const { store, body, parameter } = call;
  repositoryService(call, administers(call, parameter("project")));
  const project = findProject(call, parameter("project"));
  if (!project) throw new BkrepoError("projectNotFound", `Project [${parameter("project")}] not found`);
  store.putProject({
    ...project,
    displayName: isGiven(body, "displayName") ? fields.displayName(body) : project.displayName,
    description: fields.optionalText(body, "description") ?? project.description,
  });
  return true;
}

/** The project of this name; in multi-tenant mode the name may lack its tenant (`ProjectServiceImpl.normalizeProjectName`). */
export function findProject(call: Call, name: string): Project | undefined {
  const tenantId = call.behaviour.tenants ? tenantOf(call) : undefined;
  const id = tenantId === undefined || name.startsWith(`${tenantId}.`) ? name : `${tenantId}.${name}`;
  return call.store.project(id);
}

function tenantOf({ header }: Call): string | undefined {
  const tenantId = header("x-bk-tenant-id");
  return tenantId === "" ? undefined : tenantId;
}
