import fs from "node:fs";
import type { Clone } from "./clone.ts";
import { serverSettings } from "./stack.ts";

interface RandomText {
  readonly type: string;
  readonly urn: string;
  /** An opened secret is JSON inside the state's own JSON. */
  readonly outputs?: { readonly result?: { readonly plaintext?: string } };
}

/**
 * Every secret of a clone by name: the keys of its stack, the random texts that they are made from, the passwords of the
 * sandbox's own servers, and the passphrase. A value that has two names stands under the first.
 */
export async function secretsOf(clone: Clone): Promise<Map<string, string>> {
  const keys = JSON.parse(
    await clone.ask("pulumi stack output keys --json --show-secrets --stack dev"),
  ) as Record<string, string>;
  const state = JSON.parse(await clone.ask("pulumi stack export --show-secrets --stack dev")) as {
    deployment: { resources: readonly RandomText[] };
  };
  const texts = state.deployment.resources
    .filter(({ type }) => type === "random:index/randomPassword:RandomPassword")
    .map(({ urn, outputs }): [string, string] => [
      urn.split("::").at(-1) ?? "",
      JSON.parse(outputs?.result?.plaintext ?? '""') as string,
    ]);
  const passwords = Object.entries(serverSettings(clone).passwords).map(
    ([server, password]): [string, string] => [`sandbox's ${server}`, password],
  );
  const passphrase = fs.readFileSync(clone.sandbox("passphrase"), "utf8");
  const named: [string, string][] = [
    ...Object.entries(keys),
    ...texts,
    ...passwords,
    ["passphrase", passphrase],
  ];
  const values = new Map(named.toReversed().map(([name, value]) => [value, name]));
  return new Map([...values].map(([value, name]) => [name, value]));
}
