/**
 * Stands in for `@pulumi/mysql` 3.3.2 where the official plugin cannot be had or does not work (it asks the server
 * for `innodb_version`, which MariaDB dropped in 10.10): the resources this program uses, with the official inputs,
 * outputs, ids, secrets, replacements and what a refresh sees and does not see.
 *
 * On purpose it is not kinder than the official plugin: what exists already is an error, a database or user that is
 * gone already fails to be deleted. It differs in this: texts are escaped, where the official plugin puts them into
 * the statement as they are; an account is looked up by user and host, not by user alone; a grant that is gone
 * already can be deleted; `grant` is honoured on MySQL 8 too; a server that does not answer is an error after
 * seconds, not minutes. The settings `proxy`, `authenticationPlugin`, `maxConnLifetimeSec` and `maxOpenConns` have no
 * use on this machine and do nothing.
 */
import type { Provider, Resource } from "../../../provider/protocol/provider.ts";
import { database } from "./database.ts";
import { grant } from "./grant.ts";
import { missing } from "./inputs.ts";
import type { Server } from "./server.ts";
import { user } from "./user.ts";

/** The provider around one server, which its settings name. */
export function mysql(server: Server): Provider {
  const resources = new Map<string, Resource>([
    ["mysql:index/database:Database", database(server)],
    ["mysql:index/user:User", user(server)],
    ["mysql:index/grant:Grant", grant(server)],
  ]);
  return {
    name: "mysql",
    version: "3.3.2+sandbox",
    checkConfig: (inputs) => ({ inputs, failures: missing(inputs, ["endpoint", "username"]) }),
    configure(settings) {
      server.configure(settings);
    },
    resource: (type) => resources.get(type),
  };
}
