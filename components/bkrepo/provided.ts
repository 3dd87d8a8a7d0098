import type * as pulumi from "@pulumi/pulumi";
import type { ProvidedBkrepo } from "../../config/bkrepo.ts";
import { ProjectAdmin } from "../../provider/sdk/bkrepo/project-admin.ts";
import { Project } from "../../provider/sdk/bkrepo/project.ts";
import { RepositoryAdmin } from "../../provider/sdk/bkrepo/repository-admin.ts";
import { Repository } from "../../provider/sdk/bkrepo/repository.ts";
import { User } from "../../provider/sdk/bkrepo/user.ts";
import type { Account } from "../secrets/given.ts";
import { LESSCODE_REPOSITORY, PLATFORM_REPOSITORIES, PROJECT_ROLES } from "./platform-set.ts";

/** The accounts of the platform in bkrepo, by what they are for. */
export type BkrepoAccounts = Readonly<Record<"platform" | "addons" | "lesscode", Account>>;

type Of<Names extends string, Kind> = Readonly<Record<Names, Kind>>;
type Projects = Of<(typeof PROJECT_ROLES)[number], Project>;
type Repositories = Of<keyof typeof PLATFORM_REPOSITORIES, Repository>;
type Users = Of<keyof BkrepoAccounts, User>;

/**
 * Registers what the platform needs in bkrepo: made here or taken over, as the ownership says, or another's and only checked.
 * Takes the provider `bkpaas` from the parent's options.
 */
export function provideBkrepo(
  prefix: string,
  settings: ProvidedBkrepo,
  accounts: BkrepoAccounts,
  parent: pulumi.Resource,
): void {
  const { ownership, admin } = settings;
  const users = registerUsers(prefix, settings, accounts, parent);
  // bkrepo tells the rest to an administrator only; another's server may be asked for no more than the logins.
  if (!admin) return;
  const projects = registerProjects(prefix, settings, parent);
  const repositories = registerRepositories(prefix, settings, projects.platform, parent);
  // Rights on what is another's are his to give.
  if (ownership !== "read") registerRights(prefix, { users, projects, repositories }, parent);
}

/** Kept when they leave the program, like their rights: a change of the configuration must lock nobody out. */
function registerUsers(
  prefix: string,
  { ownership }: ProvidedBkrepo,
  accounts: BkrepoAccounts,
  parent: pulumi.Resource,
): Users {
  return mapped(accounts, ({ user: userId, password }, role) => {
    const options = { parent, retainOnDelete: true };
    return new User(`${prefix}-user-${role}`, { userId, password, ownership }, options);
  });
}

function registerProjects(
  prefix: string,
  { ownership, project, addonsProject }: ProvidedBkrepo,
  parent: pulumi.Resource,
): Projects {
  return mapped({ platform: project, addons: addonsProject }, (name, role) => {
    return new Project(`${prefix}-project-${role}`, { name, ownership }, contentOf(parent, ownership));
  });
}

function registerRepositories(
  prefix: string,
  { ownership, dockerPublic }: ProvidedBkrepo,
  { projectId: project }: Project,
  parent: pulumi.Resource,
): Repositories {
  const wanted = {
    ...PLATFORM_REPOSITORIES,
    docker: { ...PLATFORM_REPOSITORIES.docker, public: dockerPublic },
  };
  return mapped(wanted, (facts, name) => {
    const args = { project, name, ...facts, ownership };
    return new Repository(`${prefix}-repository-${name}`, args, contentOf(parent, ownership));
  });
}

/** What this stack makes is protected where it holds what nothing makes again; what leaves the program stays in bkrepo. */
function contentOf(
  parent: pulumi.Resource,
  ownership: ProvidedBkrepo["ownership"],
): pulumi.CustomResourceOptions {
  return { parent, protect: ownership !== "read", retainOnDelete: true };
}

function registerRights(
  prefix: string,
  made: { readonly users: Users; readonly projects: Projects; readonly repositories: Repositories },
  parent: pulumi.Resource,
): void {
  const kept = { parent, retainOnDelete: true };
  for (const role of PROJECT_ROLES) {
    const { userId } = made.users[role];
    const project = made.projects[role].projectId;
    new ProjectAdmin(`${prefix}-project-admin-${role}`, { project, userId }, kept);
  }
  const { project, name: repository } = made.repositories[LESSCODE_REPOSITORY];
  const { userId } = made.users.lesscode;
  new RepositoryAdmin(`${prefix}-repository-admin-lesscode`, { project, repository, userId }, kept);
}

/** The same names with what is made from each. */
function mapped<Names extends string, From, To>(
  from: Readonly<Record<Names, From>>,
  make: (value: From, name: Names) => To,
): Record<Names, To> {
  const entries = (Object.entries(from) as [Names, From][]).map(([name, value]) => [name, make(value, name)]);
  return Object.fromEntries(entries) as Record<Names, To>;
}
