import fs from "node:fs";
import path from "node:path";
import type { Clone } from "./clone.ts";
import type { ProcessWatch } from "./process-watch.ts";

/** Where secrets are meant to be, relative to the clone, and why. */
const MEANT: Readonly<Record<string, string>> = {
  ".git": "the checkout as it was before there was any key",
  ".sandbox/bin": "programs",
  ".sandbox/data":
    "what servers keep: etcd the Secrets, MariaDB its accounts, RabbitMQ and Redis their configuration",
  ".sandbox/kubeconfig": "the token of the sandbox's cluster; its owner alone can read it",
  ".sandbox/passphrase": "the passphrase itself; its owner alone can read it",
  ".sandbox/settings.json": "the passwords of the sandbox's servers; its owner alone can read it",
};
// MariaDB's general log is none of the places: MariaDB writes passwords of CREATE USER into it in the clear, where MySQL
// writes <secret>. It is off unless a test switches it on.

/** Everything that a stack leaves where a secret should not be, by place; Secrets of the cluster are where they belong. */
export async function placesOf(clone: Clone, watch: ProcessWatch): Promise<Map<string, string | Buffer>> {
  return new Map<string, string | Buffer>([
    ["terminal", clone.transcript],
    ["arguments of processes", [...watch.arguments].join("\n")],
    ["environments of processes", [...watch.environments].join("\n")],
    ...filesOf(clone.dir),
    ...(await objectsByKind(clone)),
    ...(await helmOf(clone)),
  ]);
}

/** The checkout and its sandbox: state, history, backups, logs, stack files and whatever else there is. */
function filesOf(dir: string, below = ""): [string, Buffer][] {
  return fs.readdirSync(path.join(dir, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(below, entry.name);
    if (name in MEANT) return [];
    if (entry.isDirectory()) return filesOf(dir, name);
    return entry.isFile() ? [[name, fs.readFileSync(path.join(dir, name))]] : [];
  });
}

/** Every object that the API server lists but Secrets, as one text a kind. */
async function objectsByKind(clone: Clone): Promise<[string, string][]> {
  const listed = await clone.ask("kubectl api-resources --verbs=list --output=name");
  const kinds = listed
    .trim()
    .split("\n")
    .filter((kind) => kind !== "secrets");
  const objects = await clone.ask(`kubectl get ${kinds.join()} --all-namespaces --output json 2>/dev/null`);
  const { items } = JSON.parse(objects) as { items: { kind: string }[] };
  const byKind = Map.groupBy(items, ({ kind }) => kind);
  return [...byKind].map(([kind, all]) => [`objects of kind ${kind}`, JSON.stringify(all)]);
}

/** What Helm tells of its releases, and the records that it keeps of every revision. */
async function helmOf(clone: Clone): Promise<[string, string][]> {
  const list = await clone.ask("helm list --all --all-namespaces --output json");
  const releases = JSON.parse(list) as { name: string; namespace: string }[];
  const texts = await Promise.all(
    releases.map(async ({ name, namespace }): Promise<[string, string][]> => {
      const release = `${name} --namespace ${namespace}`;
      return [
        [`values of release ${name}`, await clone.ask(`helm get values ${release} --all --output json`)],
        [`manifest of release ${name}`, await clone.ask(`helm get manifest ${release}`)],
      ];
    }),
  );
  const ofHelm = "--all-namespaces --field-selector type=helm.sh/release.v1 --output json";
  return [...texts.flat(), ["release records", await clone.ask(`kubectl get secrets ${ofHelm}`)]];
}
