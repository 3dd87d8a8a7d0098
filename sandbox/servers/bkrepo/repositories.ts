import { NOBODY } from "./authentication.ts";
import { BkrepoError } from "./errors.ts";
import { fields } from "./fields.ts";
import { findProject } from "./projects.ts";
import { administers, repositoryService } from "./rights.ts";
import type { Call } from "./route.ts";
import type { Repository } from "./state.ts";

export function createRepository(call: Call): object {
  const { store, caller, body } = call;
  const projectId = fields.text(body, "projectId");
  repositoryService(call, administers(call, projectId));
  const name = fields.repositoryName(body);
  const description = fields.repositoryDescription(body) ?? null;
  if (!findProject(call, projectId)) {
    throw new BkrepoError("projectNotFound", `Project [${projectId}] not found`);
  }
  if (store.repository(projectId, name)) {
    throw new BkrepoError("repositoryExists", `Repository [${name}] existed`);
  }
  const repository = {
    projectId,
    name,
    type: fields.text(body, "type"),
    category: fields.optionalText(body, "category") ?? "COMPOSITE",
    public: fields.flag(body, "public") ?? false,
    description,
    quota: fields.bytes(body, "quota") ?? null,
    used: 0,
    files: {},
  };
  store.putRepository(repository);
  if (!caller.admin) store.grant(caller, store.ensureManagers(projectId, name));
  return shown(repository);
}

/** Whether there is one; new servers tell it only to the administrators of the project. */
export function repositoryExists(call: Call): boolean {
  const { store, behaviour, parameter } = call;
  repositoryService(call, behaviour.accountRoutes === "old" || administers(call, parameter("project")));
  return store.repository(parameter("project"), parameter("repository")) !== undefined;
}

/** Everybody reads of a public one. */
export function repositoryInfo(call: Call): object {
  const repository = existingRepository(call);
  repositoryService(call, repository.public || administersIt(call));
  return shown(repository);
}

export function updateRepository(call: Call): null {
  const repository = managedRepository(call);
  call.store.putRepository({
    ...repository,
    public: fields.flag(call.body, "public") ?? repository.public,
    description: fields.repositoryDescription(call.body) ?? repository.description,
  });
  return null;
}

export function repositoryQuota(call: Call): object {
  const repository = existingRepository(call);
  repositoryService(call, repository.public || administersIt(call));
  return { quota: repository.quota, used: repository.used };
}

/** Sets how many bytes a repository may hold; not less than are counted in it. */
export function setQuota(call: Call): null {
  const repository = managedRepository(call);
  const text = call.query.get("quota");
  if (text === null) throw new BkrepoError("parameterMissing", "Parameter[quota] missing");
  const quota = Number(text);
  if (!Number.isSafeInteger(quota) || quota < repository.used) {
    throw new BkrepoError("parameterInvalid", "Parameter[quota] invalid");
  }
  call.store.putRepository({ ...repository, quota });
  return null;
}

/** Deletes a repository; one with files only when forced. */
export function deleteRepository(call: Call): null {
  const { projectId, name, files } = managedRepository(call);
  const forced = call.query.get("forced") === "true";
  if (!forced && Object.keys(files).length > 0) {
    throw new BkrepoError("repositoryNotEmpty", "Repository is not empty");
  }
  call.store.removeRepository(projectId, name);
  return null;
}

/** Keeps the path and size of a file, which overwrites another only by `X-BKREPO-OVERWRITE: true`. */
export function uploadFile(call: Call): object {
  const repository = managedRepository(call);
  const { files, quota, used } = repository;
  const [path, size] = [`/${call.parameter("path")}`, call.size];
  const before = files[path];
  if (before !== undefined && call.header("x-bkrepo-overwrite") !== "true") {
    throw new BkrepoError("fileExists", `Node [${path}] existed`);
  }
  const change = size - (before ?? 0);
  if (quota !== null && used + change > quota) {
    throw new BkrepoError("overQuota", `Repository [${repository.name}] is over quota`);
  }
  call.store.putRepository({
    ...repository,
    files: { ...files, [path]: size },
    used: quota === null ? used : used + change,
  });
  return { projectId: repository.projectId, repoName: repository.name, fullPath: path, size };
}

/** A file of that size, for its content is not kept; of a public repository everybody gets it. */
export function downloadFile(call: Call): Buffer {
  const repository = existingRepository(call);
  if (!repository.public && call.caller === NOBODY) {
    throw new BkrepoError("unauthenticated", "Unauthorized", 401);
  }
  repositoryService(call, repository.public || administersIt(call));
  const path = `/${call.parameter("path")}`;
  const size = repository.files[path];
  if (size === undefined) throw new BkrepoError("fileNotFound", `Node [${path}] not found`, 404);
  return Buffer.alloc(size);
}

/** The repository that the path names; whether it exists is asked before whether the caller may (`PermissionManager.checkRepoPermission`). */
function existingRepository({ store, parameter }: Call): Repository {
  const repository = store.repository(parameter("project"), parameter("repository"));
  if (repository) return repository;
  throw new BkrepoError("repositoryNotFound", `Repository [${parameter("repository")}] not found`, 404);
}

function managedRepository(call: Call): Repository {
  const repository = existingRepository(call);
  repositoryService(call, administersIt(call));
  return repository;
}

function administersIt(call: Call): boolean {
  return administers(call, call.parameter("project"), call.parameter("repository"));
}

function shown(repository: Repository): object {
  const { projectId, name, type, category, description, quota, used } = repository;
  return { projectId, name, type, category, public: repository.public, description, quota, used };
}
