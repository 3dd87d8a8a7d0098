// One resource of each kind, as the file `declared` wants them: a file, because passwords have no place in plain configuration.
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Declared } from "../declared.ts";

const config = new pulumi.Config();
const sdk = `${config.require("checkout")}/provider/sdk`;
const { BkpaasProvider } = (await import(
  `${sdk}/provider.ts`
)) as typeof import("../../../../provider/sdk/provider.ts");
const { Project } = (await import(
  `${sdk}/bkrepo/project.ts`
)) as typeof import("../../../../provider/sdk/bkrepo/project.ts");
const { Repository } = (await import(
  `${sdk}/bkrepo/repository.ts`
)) as typeof import("../../../../provider/sdk/bkrepo/repository.ts");
const { User } = (await import(
  `${sdk}/bkrepo/user.ts`
)) as typeof import("../../../../provider/sdk/bkrepo/user.ts");
const { ProjectAdmin } = (await import(
  `${sdk}/bkrepo/project-admin.ts`
)) as typeof import("../../../../provider/sdk/bkrepo/project-admin.ts");
const { RepositoryAdmin } = (await import(
  `${sdk}/bkrepo/repository-admin.ts`
)) as typeof import("../../../../provider/sdk/bkrepo/repository-admin.ts");

const { server, set } = JSON.parse(readFileSync(config.require("declared"), "utf8")) as Declared;
const options = { provider: new BkpaasProvider("bkrepo", server) };

if (set) {
  const project = new Project("project", set.project, options);
  const repository = new Repository("repository", { project: project.projectId, ...set.repository }, options);
  const user = new User("user", set.user, options);
  if (set.user.ownership !== "read") {
    const administered = { project: project.projectId, userId: user.userId };
    new ProjectAdmin("project-admin", administered, options);
    new RepositoryAdmin("repository-admin", { ...administered, repository: repository.name }, options);
  }
}
