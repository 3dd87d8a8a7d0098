import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { configurationFile } from "../stack/configuration.ts";
import { askPulumi } from "../stack/pulumi.ts";
import { type Target, stackOf } from "../stack/target.ts";

const KEYS = "bkpaas:keys";

/** The section `keys` of a stack as it stands in the configuration. */
const section = z.record(z.string(), z.looseObject({ value: z.string().optional() }));
type Section = z.output<typeof section>;

/**
 * Writes keys into a stack's configuration as adopted ones, encrypted. A key that stands there with the same value stays
 * as it is. The file is replaced in one step when all of them are in it; before that nothing has changed.
 * @returns the names of the keys that were written
 * @throws Error where the configuration gives a key another value
 */
export async function adoptKeys(target: Target, keys: Readonly<Record<string, string>>): Promise<string[]> {
  const file = configurationFile(target);
  const exists = fs.existsSync(file);
  const folder = fs.mkdtempSync(path.join(path.dirname(file), ".escrow-"));
  try {
    const draft = path.join(folder, path.basename(file));
    if (exists) fs.copyFileSync(file, draft);
    const written = await adoptIn(draft, target, keys);
    if (written.length > 0) fs.renameSync(draft, file);
    return written;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function adoptIn(
  draft: string,
  target: Target,
  keys: Readonly<Record<string, string>>,
): Promise<string[]> {
  const config = (command: readonly string[], input?: string): Promise<string> =>
    askPulumi(target, ["config", ...command, "--config-file", draft], input);

  const before = sectionOf(await config(["--json", "--show-secrets"]));
  const other = Object.keys(keys).filter((name) => (before[name]?.value ?? keys[name]) !== keys[name]);
  if (other.length > 0) throw new Error(refusal(target, other));

  const missing = Object.entries(keys).filter(([name]) => before[name]?.value === undefined);
  for (const [name, value] of missing) {
    // By standard input: the arguments of a process are shown to everybody on the machine.
    await config(["set", "--secret", "--raw", "--path", `keys.${name}.value`], value);
  }
  const sources = missing.flatMap(([name]) => ["--plaintext", `keys.${name}.source=adopted`]);
  if (missing.length > 0) await config(["set-all", "--path", ...sources]);
  return missing.map(([name]) => name);
}

function sectionOf(configuration: string): Section {
  const { [KEYS]: entry } = z
    .record(z.string(), z.object({ value: z.string().optional() }))
    .parse(JSON.parse(configuration));
  return section.parse(JSON.parse(entry?.value ?? "{}"));
}

function refusal(target: Target, names: readonly string[]): string {
  const commands = names.map((name) => `  pulumi config rm --path 'keys.${name}' --stack ${stackOf(target)}`);
  return `Nothing was written: the configuration of stack ${stackOf(target)} gives other keys than the file.
Where the file is right, remove them from the configuration first:
${commands.join("\n")}`;
}
