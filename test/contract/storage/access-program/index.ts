// Makes databases, accounts and grants on several servers by the plugin, as the component of the program does.
import * as pulumi from "@pulumi/pulumi";
import type { Wanted } from "../../../../components/storage/mysql/wanted.ts";

interface ServerSettings {
  readonly prefix: string;
  readonly port: number;
  readonly access: Wanted["access"];
}

const config = new pulumi.Config();
const checkout = config.require("checkout");
const { provideByPlugin } = (await import(
  `${checkout}/components/storage/mysql/by-provider.ts`
)) as typeof import("../../../../components/storage/mysql/by-provider.ts");

const given = JSON.parse(config.require("passwords")) as Record<keyof Wanted["accounts"]["users"], string>;
const passwords = {
  platform: pulumi.secret(given.platform),
  services: pulumi.secret(given.services),
  plan: pulumi.secret(given.plan),
};
const users = JSON.parse(config.require("users")) as Wanted["accounts"]["users"];
const admin = { user: "root", password: pulumi.secret(config.require("root")) };
const parent = new pulumi.ComponentResource("bkpaas:storage:MySQL", "mysql");

for (const { prefix, port, access } of JSON.parse(config.require("servers")) as ServerSettings[]) {
  const server = { host: "127.0.0.1", port, tls: undefined, admin };
  provideByPlugin(prefix, server, { access, accounts: { users, passwords, host: "%" } }, parent);
}
