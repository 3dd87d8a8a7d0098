// One resource of each kind, as the file `declared` wants them: a file, because passwords have no place in plain configuration.
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Declared } from "../declared.ts";

const config = new pulumi.Config();
const sdk = `${config.require("checkout")}/provider/sdk`;
const { BkpaasProvider } = (await import(
  `${sdk}/provider.ts`
)) as typeof import("../../../../provider/sdk/provider.ts");
const { VirtualHost } = (await import(
  `${sdk}/rabbitmq/virtual-host.ts`
)) as typeof import("../../../../provider/sdk/rabbitmq/virtual-host.ts");
const { User } = (await import(
  `${sdk}/rabbitmq/user.ts`
)) as typeof import("../../../../provider/sdk/rabbitmq/user.ts");
const { Permission } = (await import(
  `${sdk}/rabbitmq/permission.ts`
)) as typeof import("../../../../provider/sdk/rabbitmq/permission.ts");

const { server, accounts } = JSON.parse(readFileSync(config.require("declared"), "utf8")) as Declared;
const options = { provider: new BkpaasProvider("rabbitmq", server) };

if (accounts) {
  const host = new VirtualHost("host", accounts.host, options);
  const user = new User("user", accounts.user, options);
  new Permission("permission", { virtualHost: host.name, user: user.name, ...accounts.permission }, options);
}
