import { BkrepoApi } from "./bkrepo/api.ts";
import { projectAdmin } from "./bkrepo/project-admin.ts";
import { project } from "./bkrepo/project.ts";
import { repositoryAdmin } from "./bkrepo/repository-admin.ts";
import { repository } from "./bkrepo/repository.ts";
import { user } from "./bkrepo/user.ts";
import { HttpServer } from "./http/client.ts";
import { type Context, resourceOf } from "./kind.ts";
import type { Provider, Resource } from "./protocol/provider.ts";
import { type Properties, hasUnknown, openSecrets } from "./protocol/value.ts";
import { RabbitmqApi } from "./rabbitmq/api.ts";
import { permission } from "./rabbitmq/permission.ts";
import { user as rabbitmqUser } from "./rabbitmq/user.ts";
import { virtualHost } from "./rabbitmq/virtual-host.ts";
import { DECLARATIONS } from "./schema/all.ts";
import { checkBy } from "./schema/check.ts";
import { packageSchema } from "./schema/package.ts";
import { SETTINGS, type ServerSettings } from "./settings.ts";
import { VERSION } from "./version.ts";

const PACKAGE = {
  name: "bkpaas",
  version: VERSION,
  description: "Projects, repositories and accounts of bkrepo; virtual hosts and users of RabbitMQ",
};

/** The provider around one server, which its settings name. */
export function bkpaas(): Provider {
  let server: HttpServer | undefined;
  const connected = (): HttpServer => {
    if (server) return server;
    throw new Error(
      "the provider is not configured yet: its endpoint or administrator is unknown before the update",
    );
  };
  const bkrepo = (context: Context): BkrepoApi => new BkrepoApi(connected(), context);
  const rabbitmq = (context: Context): RabbitmqApi => new RabbitmqApi(connected(), context);
  const resources = new Map<string, Resource>([
    ["bkpaas:bkrepo:Project", resourceOf(project(bkrepo))],
    ["bkpaas:bkrepo:Repository", resourceOf(repository(bkrepo))],
    ["bkpaas:bkrepo:User", resourceOf(user(bkrepo))],
    ["bkpaas:bkrepo:ProjectAdmin", resourceOf(projectAdmin(bkrepo))],
    ["bkpaas:bkrepo:RepositoryAdmin", resourceOf(repositoryAdmin(bkrepo))],
    ["bkpaas:rabbitmq:VirtualHost", resourceOf(virtualHost(rabbitmq))],
    ["bkpaas:rabbitmq:User", resourceOf(rabbitmqUser(rabbitmq))],
    ["bkpaas:rabbitmq:Permission", resourceOf(permission(rabbitmq))],
  ]);
  return {
    ...PACKAGE,
    schema: packageSchema(PACKAGE, SETTINGS, DECLARATIONS),
    checkConfig: (inputs) => checkBy(SETTINGS, fromText(inputs)),
    configure(settings) {
      if (!hasUnknown(settings))
        server = new HttpServer(openSecrets(checkBy(SETTINGS, fromText(settings)).inputs) as ServerSettings);
    },
    resource: (type) => resources.get(type),
  };
}

/** Settings that are not text travel as JSON. */
function fromText(settings: Properties): Properties {
  const travels = new Set(
    Object.entries(SETTINGS).flatMap(([name, { type }]) => (type === "string" ? [] : [name])),
  );
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      typeof value === "string" && travels.has(name) ? parsed(value) : value,
    ]),
  );
}

function parsed(text: string): Properties[string] {
  try {
    return JSON.parse(text) as Properties[string];
  } catch {
    return text;
  }
}
