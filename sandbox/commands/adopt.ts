import path from "node:path";
import { createInterface } from "node:readline/promises";
import type { Settings } from "../../config/schema.ts";
import { type KeyName, keyNames } from "../../config/secrets/catalogue.ts";
import { fingerprintOf } from "../../config/secrets/fingerprint.ts";
import { keysInUse } from "../../config/secrets/in-use.ts";
import { givenValue } from "../../config/secrets/keys.ts";
import { accountsOf } from "../adopt/accounts.ts";
import { readBkhelmfile } from "../adopt/bkhelmfile.ts";
import { readCluster } from "../adopt/cluster.ts";
import { findKey } from "../adopt/found.ts";
import { type AdoptOptions, adoptOptionsFrom } from "../adopt/options.ts";
import { report } from "../adopt/report.ts";
import type { Sources } from "../adopt/sources.ts";
import { type Verdict, decide } from "../adopt/verdict.ts";
import { adoptKeys } from "../escrow/configuration.ts";
import { SALT } from "../escrow/document.ts";
import { keysOf, stateOfKeys } from "../escrow/stack-keys.ts";
import { readIfExists } from "../files.ts";
import { prepare } from "../prepare.ts";
import { generatePassword } from "../settings.ts";
import { settingsOf } from "../stack/configured.ts";
import { type Target, stackOf } from "../stack/target.ts";

type Texts = Readonly<Partial<Record<string, string>>>;

/**
 * Takes the keys of a running installation, or of bkhelmfile's files, into the configuration of a stack, encrypted. What it
 * reads stays as it is; of the stack only the configuration changes, in one step, and only when no key is refused.
 * @returns 1 where a key is refused or the person says no
 */
export async function adopt(target: Target): Promise<number> {
  const options = adoptOptionsFrom(process.env);
  if (target.kind === "dev") await prepare();
  const settings = await settingsOf(target);
  const sources = await sourcesOf(target, settings, options);
  const inState = await keysInState(target);
  const configuredSalt = givenValue(settings.keys[SALT]);
  const salt = inState[SALT] ?? configuredSalt ?? generatePassword();

  const verdicts = decideAll(settings, sources, inState, salt, options);
  const show = ({ name, value }: Verdict): string =>
    value === undefined ? "" : fingerprintOf(salt, name, value);
  console.log(report(verdicts, show));
  const unused = unusedKeys(settings, sources);
  if (unused.length > 0) console.log(`\nAlso there, but not used by this stack: ${unused.join(", ")}`);

  const refused = verdicts.filter(({ action }) => action === "refuse");
  if (refused.length > 0) {
    console.error(refusal(refused, stackOf(target)));
    return 1;
  }
  const wanted = verdicts.filter(({ action }) => action === "adopt");
  if (wanted.length === 0) {
    console.log("\nThere is nothing to adopt; nothing was written.");
    return 0;
  }
  if (!(await agreed(target, options, wanted.length))) return 1;
  const newSalt = inState[SALT] === undefined && configuredSalt === undefined ? { [SALT]: salt } : {};
  const keys = Object.fromEntries(wanted.map(({ name, value = "" }) => [name, value]));
  const written = await adoptKeys(target, { ...newSalt, ...keys });
  console.log(next(written.length, target, wanted));
  return 0;
}

async function sourcesOf(target: Target, settings: Settings, options: AdoptOptions): Promise<Sources> {
  if (options.files !== undefined) {
    const folder = path.resolve(options.files);
    const { releases, skipped } = readBkhelmfile((file) => readIfExists(path.join(folder, file)));
    if (skipped.length > 0) console.log(`Not read, for only helmfile can: ${skipped.join("; ")}\n`);
    return { releases, objects: [] };
  }
  const namespace = options.namespace ?? settings.namespace;
  const place = { target, kubernetes: settings.kubernetes, namespace };
  const sources = await readCluster(place, options.releases);
  if (sources.releases.length + sources.objects.length > 0) return sources;
  throw new Error(
    `Nothing in namespace ${namespace} holds keys: neither a release of paas-stack, bk-services or bkpaas3 nor their Secrets ` +
      "and ConfigMaps. Name the namespace (NAMESPACE=…), the releases (RELEASES=…) or a folder of bkhelmfile (FILES=…).",
  );
}

/** The keys of a stack that was brought up before. */
async function keysInState(target: Target): Promise<Texts> {
  const { fingerprints } = await stateOfKeys(target);
  return Object.keys(fingerprints).length > 0 ? (await keysOf(target)).keys : {};
}

/** The salt is no key of any installation: it is made here. */
function decideAll(
  settings: Settings,
  sources: Sources,
  inState: Texts,
  salt: string,
  { generateMissing }: AdoptOptions,
): Verdict[] {
  const accounts = accountsOf(settings);
  return keysInUse(settings)
    .filter((name) => name !== SALT)
    .map((name) => {
      const known = { configured: givenValue(settings.keys[name]), inState: inState[name] };
      const show = (value: string): string => fingerprintOf(salt, name, value);
      return decide(name, findKey(name, sources, accounts), known, generateMissing, show);
    });
}

function unusedKeys(settings: Settings, sources: Sources): KeyName[] {
  const used = keysInUse(settings);
  const accounts = accountsOf(settings);
  return keyNames.filter(
    (name) => !used.includes(name) && findKey(name, sources, accounts).findings.length > 0,
  );
}

async function agreed(target: Target, { yes }: AdoptOptions, count: number): Promise<boolean> {
  if (yes || target.kind === "dev") return true;
  if (!process.stdin.isTTY) {
    console.error("\nNothing was written. To write these keys without being asked: YES=1");
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`\nWrite ${count} keys into stack ${stackOf(target)}? (yes/no) `);
  terminal.close();
  if (answer.trim() === "yes") return true;
  console.error("Nothing was written.");
  return false;
}

function refusal(refused: readonly Verdict[], stack: string): string {
  const names = refused.map(({ name }) => name);
  const missing = refused.some(({ places }) => places.length === 0);
  return `
Nothing was written: ${names.join(", ")} can't be adopted; see REFUSED above.
A key that you know better is taken from the configuration, which then counts:
  pulumi config set --path 'keys.${names[0] ?? ""}.source' given --stack ${stack}
  pulumi config set --secret --path 'keys.${names[0] ?? ""}.value' --stack ${stack}${missing ? MISSING : ""}`;
}

const MISSING = `
Where a key was never used by this installation, let it be generated: MISSING=generate`;

function next(count: number, target: Target, wanted: readonly Verdict[]): string {
  const stack = target.kind === "dev" ? "" : ` STACK=${target.stack}`;
  const published = wanted.filter((verdict) => verdict.published !== undefined).length;
  const rotate = published > 0 ? "\n  make rotate KEY=…        for what is published, as said above" : "";
  return `
${count} keys were written, encrypted. What next:
  make preview${stack}   shows the same fingerprints and replaces nothing
  make up${stack}
  make escrow${stack}    keeps a copy of the keys outside the state${rotate}`;
}
