import { changePassword, publicKey, resetPassword } from "./password-change.ts";
import { createProject, listProjects, projectExists, updateProject } from "./projects.ts";
import { createRepository, deleteRepository, repositoryExists, repositoryInfo } from "./repositories.ts";
import { downloadFile, repositoryQuota, setQuota, updateRepository, uploadFile } from "./repositories.ts";
import { addRole, createProjectRole, createRepositoryRole } from "./roles.ts";
import { projectRole, removeRole, repositoryRole } from "./roles.ts";
import type { Handler, Route } from "./route.ts";
import { createToken, deleteToken, listTokens } from "./tokens.ts";
import { createProjectUser, createRepositoryUser, createUser, deleteUser } from "./users.ts";
import { updateUser, userDetail, userExists, userInfo } from "./users.ts";

/** Method and path below the class's, the servers that have it, the method upstream, what answers here. */
type Row = readonly [Route["method"], string, Route["versions"], string, Handler];

/**
 * Every operation that the stand-in knows.
 *
 * Classes and methods are those of github.com/TencentBlueKing/bk-repo; "old" was read at tag v1.3.8-rc1, "new" at commit
 * 2d586d7f7f (2026-08). Packages are `com.tencent.bkrepo.<module>.controller` below `src/backend`, where each class has one file:
 * - auth/biz-auth: UserController, RoleController (in the package `user` now)
 * - repository/biz-repository: UserProjectController, UserRepositoryController (in the package `user`)
 * - generic/biz-generic (below `core` now): GenericController
 *
 * There is no operation that deletes a project.
 */
export const ROUTES: readonly Route[] = [
  ...routesOf("UserProjectController", "/repository/api/project", [
    ["POST", "/create", "both", "createProject", createProject],
    ["GET", "/exist/:project", "both", "checkExist", projectExists],
    ["GET", "/list", "both", "listProject", listProjects],
    ["PUT", "/:project", "both", "updateProject", updateProject],
  ]),
  ...routesOf("UserRepositoryController", "/repository/api/repo", [
    ["POST", "/create", "both", "createRepo", createRepository],
    ["GET", "/exist/:project/:repository", "both", "checkExist", repositoryExists],
    ["GET", "/info/:project/:repository", "both", "getRepoInfo", repositoryInfo],
    ["POST", "/update/:project/:repository", "both", "updateRepo", updateRepository],
    ["GET", "/quota/:project/:repository", "both", "getRepoQuota", repositoryQuota],
    ["POST", "/quota/:project/:repository", "both", "updateRepoQuota", setQuota],
    ["DELETE", "/delete/:project/:repository", "both", "deleteRepo", deleteRepository],
  ]),
  ...routesOf("GenericController", "/generic", [
    ["PUT", "/:project/:repository/*path", "both", "upload", uploadFile],
    ["GET", "/:project/:repository/*path", "both", "download", downloadFile],
  ]),
  ...routesOf("UserController", "/auth/api/user", [
    ["POST", "/create", "both", "createUser", createUser],
    ["POST", "/create/project", "both", "createUserToProject", createProjectUser],
    ["POST", "/create/repo", "both", "createUserToRepo", createRepositoryUser],
    ["GET", "/detail/:user", "both", "detail", userDetail],
    ["GET", "/userinfo/:user", "both", "userInfoById", userInfo],
    ["GET", "/repeat/:user", "both", "repeatUid", userExists],
    ["PUT", "/:user", "old", "updateById", updateUser],
    ["PUT", "/update/info/:user", "new", "updateUserInfoById", updateUser],
    ["DELETE", "/:user", "old", "deleteById", deleteUser],
    ["DELETE", "/delete/:user", "new", "deleteById", deleteUser],
    ["POST", "/role/:user/:role", "both", "addUserRole", addRole],
    ["DELETE", "/role/:user/:role", "both", "removeUserRole", removeRole],
    ["POST", "/token/:user/:token", "both", "addUserToken", createToken],
    ["GET", "/list/token/:user", "both", "listUserToken", listTokens],
    ["DELETE", "/token/:user/:token", "both", "deleteToken", deleteToken],
    ["GET", "/rsa", "both", "getPublicKey", publicKey],
    ["PUT", "/update/password/:user", "both", "updatePassword", changePassword],
    ["POST", "/reset/:user", "both", "resetPassword", resetPassword],
  ]),
  ...routesOf("RoleController", "/auth/api/role", [
    ["POST", "/create/project/manage/:project", "both", "createProjectManage", createProjectRole],
    ["POST", "/create/repo/manage/:project/:repository", "both", "createRepoManage", createRepositoryRole],
    ["GET", "/detail/:kind/:project", "both", "detailByProject", projectRole],
    ["GET", "/detail/:kind/:project/:repository", "both", "detailByProjectAndRepo", repositoryRole],
  ]),
];

function routesOf(controller: string, prefix: string, rows: readonly Row[]): Route[] {
  return rows.map(([method, path, versions, name, handle]) => ({
    method,
    path: `${prefix}${path}`,
    versions,
    source: `${controller}.${name}`,
    handle,
  }));
}
