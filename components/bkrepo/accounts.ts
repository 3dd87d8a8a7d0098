import * as pulumi from "@pulumi/pulumi";
import { BKREPO_USERS } from "../../config/bkrepo-users.ts";
import type { KeyName } from "../../config/secrets/catalogue.ts";
import type { KeyRing } from "../secrets/key-ring.ts";

export interface BkrepoAccountsArgs {
  /** Gateway address of bkrepo, without a trailing slash. */
  readonly endpoint: string;
  readonly admin: { readonly user: string; readonly password: pulumi.Output<string> };
  /** bkrepo project of the platform. */
  readonly project: string;
  readonly keys: KeyRing;
}

/** A bkrepo account; passwords are alphanumeric because bkrepo splits credentials at the first colon. */
export interface BkrepoAccount {
  readonly user: string;
  readonly password: pulumi.Output<string>;
}

/**
 * The accounts of the platform in bkrepo. Names are those of the paas-stack install guide, step 2; the platform's
 * own init Job creates the accounts with these passwords when it first runs. Takes the provider `random` from its
 * options.
 */
export class BkrepoAccounts extends pulumi.ComponentResource {
  declare readonly endpoint: string;
  declare readonly project: string;
  declare readonly admin: BkrepoAccount;
  declare readonly platform: BkrepoAccount;
  declare readonly addons: BkrepoAccount;
  declare readonly lesscode: BkrepoAccount;

  constructor(name: string, args: BkrepoAccountsArgs, options?: pulumi.ComponentResourceOptions) {
    super("bkpaas:bkrepo:Accounts", name, { endpoint: args.endpoint, project: args.project }, options);
    const account = (key: KeyName, user: string): BkrepoAccount => ({
      user,
      password: args.keys.key(key, this),
    });
    this.endpoint = args.endpoint;
    this.project = args.project;
    this.admin = args.admin;
    this.platform = account("bkrepoPlatform", BKREPO_USERS.platform);
    this.addons = account("bkrepoAddons", BKREPO_USERS.addons);
    this.lesscode = account("bkrepoLesscode", BKREPO_USERS.lesscode);
    this.registerOutputs({
      endpoint: this.endpoint,
      project: this.project,
      platform: this.platform,
      addons: this.addons,
      lesscode: this.lesscode,
    });
  }
}
