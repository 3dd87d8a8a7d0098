import * as pulumi from "@pulumi/pulumi";
import { type BkrepoSettings, dockerRegistryOf, isProvided, projectIdOf } from "../../config/bkrepo.ts";
import { type Account, account } from "../secrets/given.ts";
import type { KeyRing } from "../secrets/key-ring.ts";
import { provideBkrepo } from "./provided.ts";

export interface BkrepoArgs {
  readonly settings: BkrepoSettings;
  /** Shared root domain, below which bkrepo's docker registry is usually found. */
  readonly domain: string;
  readonly keys: KeyRing;
}

/**
 * What the platform has in bkrepo: projects, repositories and accounts, whoever makes them. Takes the provider `random` from
 * its options, and where this program makes or checks them `bkpaas`.
 */
export class Bkrepo extends pulumi.ComponentResource {
  /** Gateway address, without a trailing slash. */
  declare readonly endpoint: string;
  /** Ids of the projects. */
  declare readonly project: string;
  declare readonly addonsProject: string;
  /** As `host:port`; undefined where nobody says it. */
  declare readonly dockerRegistry: string | undefined;
  /** The administrator, where the platform itself makes the accounts; nobody else of it needs to know him. */
  declare readonly admin: Account | undefined;
  declare readonly platform: Account;
  declare readonly addons: Account;
  declare readonly lesscode: Account;

  constructor(
    name: string,
    { settings, domain, keys }: BkrepoArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    const { endpoint, project, addonsProject, users } = settings;
    super("bkpaas:bkrepo:Accounts", name, { endpoint, project }, options);
    this.endpoint = endpoint;
    this.project = projectIdOf(settings, project);
    this.addonsProject = projectIdOf(settings, addonsProject);
    this.dockerRegistry = dockerRegistryOf(settings, domain);
    this.admin = settings.provisioning === "platform" ? account(settings.admin) : undefined;
    this.platform = { user: users.platform, password: keys.key("bkrepoPlatform", this) };
    this.addons = { user: users.addons, password: keys.key("bkrepoAddons", this) };
    this.lesscode = { user: users.lesscode, password: keys.key("bkrepoLesscode", this) };
    const { platform, addons, lesscode } = this;
    if (isProvided(settings)) provideBkrepo(name, settings, { platform, addons, lesscode }, this);
    this.registerOutputs({ endpoint, project: this.project, platform, addons, lesscode });
  }
}
