import * as pulumi from "@pulumi/pulumi";
import type { ElasticSearchSettings } from "../../config/storage/elasticsearch.ts";
import { type Account, account } from "../secrets/given.ts";
import type { KeyRing } from "../secrets/key-ring.ts";
import { type Home, siteOf } from "./home.ts";
import { managedElasticSearch } from "./managed/elasticsearch.ts";
import { managedHost } from "./managed/host.ts";
import { elasticsearchHosts, httpUrl } from "./url.ts";

export interface ElasticSearchArgs {
  readonly settings: ElasticSearchSettings;
  readonly home: Home;
  readonly keys: KeyRing;
}

/** How clients reach ElasticSearch. */
interface Reached {
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly port: number;
  readonly ca?: string | undefined;
  readonly account?: Account | undefined;
}

const PORT = 9200;

/** Where the platform finds the logs of applications. Takes `random` and `kubernetes` from its options. */
export class ElasticSearch extends pulumi.ComponentResource {
  declare readonly scheme: "http" | "https";
  declare readonly host: string;
  declare readonly port: number;
  /** `http(s)://host:port` */
  declare readonly url: string;
  /** PEM certificates of the authority that signed the server's, where no machine knows it. */
  declare readonly ca: string | undefined;
  /** `user:password`, or undefined where ElasticSearch asks for none. */
  declare readonly auth: pulumi.Output<string> | undefined;
  /** The list of hosts as chart bkpaas3 takes it. */
  declare readonly hosts: pulumi.Output<string>;
  /** Begin of the index names; the log collector of every application cluster writes to the same. */
  declare readonly indexPrefixes: { readonly app: string; readonly ingress: string };

  constructor(name: string, args: ElasticSearchArgs, options?: pulumi.ComponentResourceOptions) {
    const { mode, indexPrefixes } = args.settings;
    super("bkpaas:storage:ElasticSearch", name, { mode, indexPrefixes }, options);
    const { scheme, host, port, ca, account: reader } = this.#reach(name, args);
    const auth = reader && pulumi.interpolate`${reader.user}:${reader.password}`;
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.url = httpUrl(scheme, host, port);
    this.ca = ca;
    this.auth = auth;
    this.hosts = pulumi.secret(
      pulumi
        .output(auth)
        .apply((opened) =>
          elasticsearchHosts({ scheme, host, port, auth: opened, hasAuthority: ca !== undefined }),
        ),
    );
    this.indexPrefixes = indexPrefixes;
    this.registerOutputs({ scheme, host, port, url: this.url, auth, hosts: this.hosts, indexPrefixes });
  }

  #reach(name: string, { settings, home, keys }: ElasticSearchArgs): Reached {
    if (settings.mode === "existing") {
      return { ...settings, account: settings.account && account(settings.account) };
    }
    const { nodes, transportSecret } = settings;
    const password = keys.key("elasticsearch", this);
    managedElasticSearch(name, { site: siteOf(home, settings), nodes, password, transportSecret }, this);
    const host = managedHost(name, home.namespace);
    return { scheme: "http", host, port: PORT, account: { user: "elastic", password } };
  }
}
