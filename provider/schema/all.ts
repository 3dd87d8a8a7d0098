import { PROJECT_ADMIN } from "./bkrepo/project-admin.ts";
import { PROJECT } from "./bkrepo/project.ts";
import { REPOSITORY_ADMIN } from "./bkrepo/repository-admin.ts";
import { REPOSITORY } from "./bkrepo/repository.ts";
import { USER } from "./bkrepo/user.ts";
import { SERVICE_ACCOUNT_TOKEN } from "./cluster/service-account-token.ts";
import type { ResourceDeclaration } from "./declaration.ts";
import { COREFILE_BLOCK } from "./dns/corefile-block.ts";
import { PERMISSION } from "./rabbitmq/permission.ts";
import { USER as RABBITMQ_USER } from "./rabbitmq/user.ts";
import { VIRTUAL_HOST } from "./rabbitmq/virtual-host.ts";

/** Every kind of resource, in the order of the documentation. */
export const DECLARATIONS: readonly ResourceDeclaration[] = [
  PROJECT,
  REPOSITORY,
  USER,
  PROJECT_ADMIN,
  REPOSITORY_ADMIN,
  VIRTUAL_HOST,
  RABBITMQ_USER,
  PERMISSION,
  COREFILE_BLOCK,
  SERVICE_ACCOUNT_TOKEN,
];
