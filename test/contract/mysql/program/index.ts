// The program of the recording; the imports name files, and `import` values may come from the configuration.
import * as pulumi from "@pulumi/pulumi";
import { Database } from "@pulumi/mysql/database.js";
import { Grant } from "@pulumi/mysql/grant.js";
import { Provider } from "@pulumi/mysql/provider.js";
import { User } from "@pulumi/mysql/user.js";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { RandomId } from "@pulumi/random/randomId.js";
import { RandomPassword } from "@pulumi/random/randomPassword.js";
import { RandomString } from "@pulumi/random/randomString.js";
import { RandomUuid } from "@pulumi/random/randomUuid.js";

const c = new pulumi.Config();
const password = new RandomPassword("password", { length: Number(c.get("length") ?? 24), special: false });
const bytes = new RandomBytes("bytes", { length: 32 });
const text = new RandomString("text", { length: 8, special: false, upper: false });
const uuid = new RandomUuid("uuid");
const id = new RandomId("id", { byteLength: 4 });

const given = c.get("password");
const plaintextPassword = given ? pulumi.secret(given) : password.result;
const provider = new Provider("server", {
  endpoint: c.require("endpoint"),
  username: "root",
  password: pulumi.secret("rootpw1"),
});
const db = new Database(
  "db",
  {
    name: c.get("dbname") ?? "paas3_apiserver",
    defaultCharacterSet: c.get("charset") ?? "utf8mb4",
    defaultCollation: c.get("collation") ?? "utf8mb4_general_ci",
  },
  { provider },
);
const user = new User(
  "user",
  { user: "bk_paas3", host: c.get("host") ?? "%", plaintextPassword },
  { provider },
);
const privileges = c.get("privileges") ?? "SELECT,INSERT,UPDATE,DELETE,CREATE,ALTER,DROP,INDEX,REFERENCES";
new Grant(
  "grant",
  {
    user: user.user,
    host: user.host.apply((host) => host ?? "%"),
    database: db.name,
    privileges: privileges.split(","),
  },
  { provider, deleteBeforeReplace: true },
);

export const result = password.result;
export const base64 = bytes.base64;
export const plain = text.result;
export const u = uuid.result;
export const hex = id.hex;
