import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { type Properties, Secret, isProperties } from "../../../../provider/protocol/value.ts";
import { named } from "./arguments.ts";
import { helm, helmHome } from "./helm.ts";
import { redactor } from "./redact.ts";
import { text } from "./values.ts";

/**
 * Names the chart of these inputs (secrets opened) to helm: a folder, an archive, an OCI reference or a chart of a repository.
 * Credentials of a repository exist in files of this user only, and only until `use` has ended.
 */
export async function withChart<Result>(
  inputs: Properties,
  use: (chart: string[]) => Promise<Result>,
): Promise<Result> {
  const repository = isProperties(inputs.repositoryOpts) ? inputs.repositoryOpts : {};
  const selection = named({ version: inputs.version, keyring: inputs.keyring });
  if (inputs.devel === true) selection.push("--devel");
  if (inputs.verify === true) selection.push("--verify");
  const chart = text(inputs.chart);
  if (repository.username && repository.password) {
    return withCredentials(chart, repository, (reference) => use([...reference, ...selection]));
  }
  const url = isOci(chart) ? undefined : repository.repo;
  return use([chart, ...named({ repo: url }), ...certificates(repository), ...selection]);
}

/** The exact version of the chart, from its Chart.yaml. */
export function chartVersion(inputs: Properties, signal: AbortSignal): Promise<string> {
  return withChart(inputs, async (chart) => {
    const metadata = parse(await helm(["show", "chart", ...chart], { signal })) as { version?: unknown };
    return String(metadata.version);
  });
}

async function withCredentials<Result>(
  chart: string,
  repository: Properties,
  use: (chart: string[]) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(helmHome(), "credentials-"));
  try {
    const user = [`--username=${text(repository.username)}`, "--password-stdin"];
    const input = text(repository.password);
    const call = { input, redact: redactor(new Secret(input)) };
    const certified = certificates(repository);
    if (isOci(chart)) {
      const host = new URL(chart).host;
      const files = [`--registry-config=${path.join(folder, "registry.json")}`];
      await helm(["registry", "login", host, ...user, ...certified, ...files], call);
      return await use([chart, ...files, ...certified]);
    }
    const files = [
      `--repository-config=${path.join(folder, "repositories.yaml")}`,
      `--repository-cache=${path.join(folder, "cache")}`,
    ];
    await helm(["repo", "add", "private", text(repository.repo), ...user, ...certified, ...files], call);
    return await use([`private/${chart}`, ...files]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isOci(chart: string): boolean {
  return chart.startsWith("oci://");
}

function certificates({ caFile, certFile, keyFile }: Properties): string[] {
  return named({ "ca-file": caFile, "cert-file": certFile, "key-file": keyFile });
}
