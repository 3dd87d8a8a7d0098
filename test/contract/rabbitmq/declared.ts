import type { PermissionArgs } from "../../../provider/sdk/rabbitmq/permission.ts";
import type { UserArgs } from "../../../provider/sdk/rabbitmq/user.ts";
import type { VirtualHostArgs } from "../../../provider/sdk/rabbitmq/virtual-host.ts";
import type { ServerSettings } from "../../../provider/settings.ts";

/** What the program of these tests declares; nothing but the provider without accounts. */
export interface Declared {
  readonly server: Partial<ServerSettings> & Pick<ServerSettings, "endpoint">;
  readonly accounts?: {
    readonly host: VirtualHostArgs;
    readonly user: UserArgs;
    readonly permission: Omit<PermissionArgs, "virtualHost" | "user">;
  };
}
