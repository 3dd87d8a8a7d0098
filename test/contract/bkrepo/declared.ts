import type { ProjectArgs } from "../../../provider/sdk/bkrepo/project.ts";
import type { RepositoryArgs } from "../../../provider/sdk/bkrepo/repository.ts";
import type { UserArgs } from "../../../provider/sdk/bkrepo/user.ts";
import type { ServerSettings } from "../../../provider/settings.ts";

/** What the program of these tests declares; nothing but the provider without a project. */
export interface Declared {
  readonly server: Partial<ServerSettings> & Pick<ServerSettings, "endpoint">;
  readonly set?: {
    readonly project: ProjectArgs;
    readonly repository: Omit<RepositoryArgs, "project">;
    /** Made an administrator of both, unless it is another's. */
    readonly user: UserArgs;
  };
}
