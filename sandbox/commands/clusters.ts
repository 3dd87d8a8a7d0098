import { INITIAL_CLUSTER_ID, type Registration } from "../../components/cluster/registration.ts";
import type { RequestContext } from "../../components/cluster/registration-request.ts";
import { containersLogPath } from "../../components/cluster/log-collection-values.ts";
import type { AppClusterSettings } from "../../config/clusters/app-clusters.ts";
import type { Settings } from "../../config/schema.ts";
import { type RegistrationFile, filesOf, filesOfInitial } from "../clusters/files.ts";
import { handOut } from "../hand-out.ts";
import { settingsOf } from "../stack/configured.ts";
import { askPulumi } from "../stack/pulumi.ts";
import { type Target, stackOf } from "../stack/target.ts";

/** What is read of the stack's outputs. */
interface Outputs {
  readonly namespace: string;
  readonly addresses: { readonly paas3: string };
  readonly elasticsearch?: {
    readonly scheme: "http" | "https";
    readonly host: string;
    readonly port: number;
    readonly auth?: string;
  };
  readonly initialCluster?: Registration<string>;
  readonly appClusters?: Readonly<Record<string, Registration<string>>>;
}

/**
 * Writes what tells the platform of its application clusters: of those beside the initial one, which no chart registers, and of
 * the initial one anew, after its login has changed. The stack has to be up: its state holds the tokens.
 */
export async function clusters(target: Target): Promise<number> {
  const stack = stackOf(target);
  const outputs = JSON.parse(
    await askPulumi(target, ["stack", "output", "--json", "--show-secrets"]),
  ) as Partial<Outputs>;
  const { addresses, namespace, initialCluster, appClusters = {} } = outputs;
  const others = Object.entries(appClusters).filter(([, { id }]) => id !== INITIAL_CLUSTER_ID);
  if (!addresses || namespace === undefined || (!initialCluster && others.length === 0)) {
    console.error(
      `Stack ${stack} has no application clusters in its outputs: configure initialCluster or appClusters, and bring it up first (make up).`,
    );
    return 1;
  }
  const place = { namespace, paas3: addresses.paas3 };
  const settings = await settingsOf(target);
  for (const [name, registration] of others) {
    const entry = settings.appClusters[name];
    if (!entry) continue;
    requireLogin(stack, registration);
    const context = contextOf(entry, settings, outputs.elasticsearch);
    write(stack, `Cluster ${name}`, filesOf(registration, place, context));
  }
  if (initialCluster) {
    requireLogin(stack, initialCluster);
    const title = "The initial cluster, which the release registers; after a change of its login";
    write(stack, title, filesOfInitial(initialCluster, place));
  }
  console.log("They hold what logs in to the clusters: remove them when they have been used.");
  return 0;
}

/** With a wrong passphrase the CLI ends well and writes nothing in the place of secrets (pulumi/pulumi#23476). */
function requireLogin(stack: string, { name, login }: Registration<string>): void {
  const secret: unknown = login.by === "token" ? login.token : login.key;
  if (typeof secret === "string" && secret !== "") return;
  throw new Error(
    `Nothing was written for ${name}: the CLI does not show its login. Check the passphrase of stack ${stack} ` +
      "(PULUMI_CONFIG_PASSPHRASE_FILE, PULUMI_CONFIG_PASSPHRASE), and that the stack is up.",
  );
}

function contextOf(
  { namespace, logs }: AppClusterSettings,
  { images }: Settings,
  elasticsearch: Outputs["elasticsearch"],
): RequestContext {
  const [imageRegistry = ""] = images.registry.split("/");
  return {
    namespace,
    imageRegistry,
    containerLogDir: containersLogPath(logs),
    ...(elasticsearch && { elasticsearch: { ...elasticsearch, ...accountIn(elasticsearch.auth) } }),
  };
}

/** @param auth `user:password` */
function accountIn(auth = ":"): { username: string; password: string } {
  const colon = auth.indexOf(":");
  return { username: auth.slice(0, colon), password: auth.slice(colon + 1) };
}

function write(stack: string, title: string, files: readonly RegistrationFile[]): void {
  console.log(`${title}:`);
  for (const { name, text, takenBy, commands } of files) {
    const file = handOut("clusters", stack, name, text);
    console.log(`  ${file}  for ${takenBy}`);
    for (const command of commands(file)) console.log(`    ${command}`);
  }
}
