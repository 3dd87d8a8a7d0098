import { stringify } from "yaml";
import { handOut } from "../hand-out.ts";
import { shellWord } from "../shell.ts";
import { askPulumi } from "../stack/pulumi.ts";
import type { StackState } from "../stack/state.ts";
import { type Target, stackOf } from "../stack/target.ts";
import { type DeployedRelease, manifestsFor, releasesIn } from "../values/deployed.ts";

/**
 * Writes what helm installs the releases of a stack from, where the kubernetes plugin can't (it wants Kubernetes 1.13): each
 * release's exact values, and the objects that its pods read. The stack has to be up, on whatever cluster: its keys are made
 * with it, and its state says what was installed.
 */
export async function values(target: Target): Promise<number> {
  const stack = stackOf(target);
  const text = await askPulumi(target, ["stack", "export", "--show-secrets"]);
  const { resources = [] } = (JSON.parse(text) as StackState).deployment;
  const releases = releasesIn(resources);
  if (releases.length === 0) {
    console.error(`Stack ${stack} has no releases in its state: bring it up first (make up).`);
    return 1;
  }
  const manifests = manifestsFor(releases, resources);
  const objects = handOut("values", stack, "objects.yaml", manifests.map(yamlOf).join("---\n"));
  console.log(`${objects}  the namespace, and ${manifests.length - 1} objects that the releases read`);
  const commands = releases.map((release) => {
    const file = handOut("values", stack, `${release.name}.yaml`, yamlOf(release.values));
    console.log(`${file}  the values of release ${release.name}`);
    return helmCommand(release, file);
  });
  console.log("They hold secrets: hand them over as such, and remove them when they have been used.");
  console.log(`\nIn this order, by helm 3:\n  kubectl apply -f ${objects}`);
  for (const command of commands) console.log(`  ${command}`);
  return 0;
}

/** Installs the release, or upgrades it where it is there. */
function helmCommand(release: DeployedRelease, file: string): string {
  const { name, namespace, chart, version, repository, timeout } = release;
  const isPublished = repository !== "" || chart.startsWith("oci://");
  const words = [
    ...["helm", "upgrade", "--install", name, chart],
    ...(repository === "" ? [] : ["--repo", repository]),
    ...(isPublished && version !== "" ? ["--version", version] : []),
    ...["--namespace", namespace, "--values", file, "--wait", "--timeout", `${timeout}s`],
  ];
  return words.map((word) => (/^[\w./:=-]+$/.test(word) ? word : shellWord(word))).join(" ");
}

/** Texts in quotes: Helm and kubectl read YAML 1.1, in which many words are no text, and some characters end a line. */
export function yamlOf(value: unknown): string {
  const quoted = { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0 } as const;
  return stringify(value, { version: "1.1", doubleQuotedAsJSON: true, ...quoted }).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
