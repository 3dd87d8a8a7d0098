import type * as pulumi from "@pulumi/pulumi";
import type { Tls } from "../../../config/storage/existing.ts";
import type { AccountRole } from "../../../config/storage/mysql-servers.ts";
import type { Account } from "../../secrets/given.ts";
import type { ServerAccess } from "./access.ts";

/** Where statements are executed, and as whom. */
export interface AdministeredServer {
  readonly host: string;
  readonly port: number;
  readonly tls: Tls;
  readonly admin: Account;
}

/** Names, passwords and origin of the accounts to make. */
export interface WantedAccounts {
  readonly users: Readonly<Record<AccountRole, string>>;
  readonly passwords: Readonly<Record<AccountRole, pulumi.Output<string>>>;
  /** Host part of every account. */
  readonly host: string;
}

/** What one server is to have, whoever makes it. */
export interface Wanted {
  readonly access: ServerAccess;
  readonly accounts: WantedAccounts;
}
