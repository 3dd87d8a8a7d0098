import { Database } from "@pulumi/mysql/database.js";
import { Grant } from "@pulumi/mysql/grant.js";
import { Provider } from "@pulumi/mysql/provider.js";
import { User } from "@pulumi/mysql/user.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword.js";
import { readPlatform } from "bkpaas-outputs";

/** TLS in the platform's words, and in those of the mysql plugin, which takes no certificate but the machine's. */
const TLS = { full: "true", none: "skip-verify", off: "false" } as const;

const config = new pulumi.Config();
const platform = readPlatform(pulumi, config.require("platform"));

// The server on which the platform makes databases for applications, and the account by which it does.
export const host: pulumi.Output<string> = platform.require("mysql.plan.host");
export const port: pulumi.Output<number> = platform.require("mysql.plan.port");
export const tls = platform.find("mysql.plan.tls").apply((how) => how ?? { verify: "off" as const });
const provider = new Provider("applications", {
  endpoint: pulumi.interpolate`${host}:${port}`,
  tls: tls.apply(({ verify }) => TLS[verify]),
  username: config.get("adminUser") ?? platform.require("mysql.plan.user"),
  password: config.getSecret("adminPassword") ?? platform.require("mysql.plan.password"),
});

// That account may make what begins with bkapp- and nothing else.
const created = new Database(
  "sample",
  { name: "bkapp-sample", defaultCharacterSet: "utf8mb4", defaultCollation: "utf8mb4_general_ci" },
  { provider, protect: true, retainOnDelete: true },
);

// Letters and digits: the mysql plugin puts passwords into statements as they are.
const generated = new RandomPassword("sample", { length: 32, special: false });
const account = new User(
  "sample",
  { user: "bkapp-sample", host: "%", plaintextPassword: generated.result },
  { provider },
);
new Grant(
  "sample",
  {
    user: account.user,
    host: account.host,
    database: created.name,
    privileges: ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "INDEX", "REFERENCES"],
  },
  { provider, deleteBeforeReplace: true },
);

export const database = created.name;
export const user = account.user;
export const password = generated.result;
