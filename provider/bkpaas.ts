import { type Cluster, connect } from "../kubernetes/connect.ts";
import { BkrepoApi } from "./bkrepo/api.ts";
import { projectAdmin } from "./bkrepo/project-admin.ts";
import { project } from "./bkrepo/project.ts";
import { repositoryAdmin } from "./bkrepo/repository-admin.ts";
import { repository } from "./bkrepo/repository.ts";
import { user } from "./bkrepo/user.ts";
import { serviceAccountToken } from "./cluster/service-account-token.ts";
import { TokenApi } from "./cluster/token-api.ts";
import { CorefileApi } from "./dns/config-map.ts";
import { corefileBlock } from "./dns/corefile-block.ts";
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
import { SETTINGS, type ServerSettings, type Settings } from "./settings.ts";
import { VERSION } from "./version.ts";

const PACKAGE = {
  name: "bkpaas",
  version: VERSION,
  description:
    "Projects, repositories and accounts of bkrepo; virtual hosts and users of RabbitMQ; names in CoreDNS; tokens of ServiceAccounts",
};

/** The provider around one server or one cluster, which its settings name. */
export function bkpaas(): Provider {
  let settings: Settings | undefined;
  let server: HttpServer | undefined;
  let cluster: Promise<Cluster> | undefined;
  const configured = (): Settings => {
    if (settings) return settings;
    throw new Error(
      "the provider is not configured yet: its endpoint or administrator is unknown before the update",
    );
  };
  const connected = (): HttpServer => (server ??= new HttpServer(ofServer(configured())));
  const reached = (): Promise<Cluster> => (cluster ??= connect(configured()));
  const coredns = async (context: Context): Promise<CorefileApi> => new CorefileApi(await reached(), context);
  const tokens = async (context: Context): Promise<TokenApi> => new TokenApi(await reached(), context);
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
    ["bkpaas:dns:CorefileBlock", resourceOf(corefileBlock(coredns))],
    ["bkpaas:cluster:ServiceAccountToken", resourceOf(serviceAccountToken(tokens))],
  ]);
  return {
    ...PACKAGE,
    schema: packageSchema(PACKAGE, SETTINGS, DECLARATIONS),
    checkConfig: (inputs) => checkBy(SETTINGS, fromText(inputs)),
    configure(given) {
      if (!hasUnknown(given)) settings = openSecrets(checkBy(SETTINGS, fromText(given)).inputs) as Settings;
    },
    resource: (type) => resources.get(type),
  };
}

/** @throws Error without an address */
function ofServer({ endpoint, ...rest }: Settings): ServerSettings {
  if (endpoint !== undefined) return { ...rest, endpoint };
  throw new Error(
    "the provider has no endpoint: give it the address of bkrepo or of RabbitMQ's management API",
  );
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
