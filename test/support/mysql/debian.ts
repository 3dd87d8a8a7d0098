import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

/** What Debian's archive is signed with; part of every Debian. */
const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

/** How long one call of apt may take, in milliseconds. */
const LIMIT = 300_000;

const run = promisify(execFile);

/**
 * Unpacks packages of Debian's unstable suite and all they depend on into `root`, without installing anything. They
 * come from the site that this machine's own apt is set to, and apt checks their signatures.
 * @param unwanted packages to leave out, with what only they depend on
 * @param scratch a directory for apt's lists and downloads
 * @throws Error that says why they can't be had
 */
export async function unpackFromUnstable(
  packages: readonly string[],
  unwanted: readonly string[],
  scratch: string,
  root: string,
): Promise<void> {
  if (!fs.existsSync(KEYRING)) throw new Error(`this is no Debian: there is no ${KEYRING}`);
  const archives = await downloadFromAny(await configuredSites(), packages, unwanted, scratch);
  for (const archive of archives) await run("dpkg-deb", ["--extract", archive, root]);
}

/** Which of the machine's sites is Debian's main archive is not told by their addresses: others have no such suite. */
async function downloadFromAny(
  sites: readonly string[],
  packages: readonly string[],
  unwanted: readonly string[],
  scratch: string,
): Promise<string[]> {
  const reasons: string[] = [];
  for (const [index, site] of sites.entries()) {
    const directory = path.join(scratch, String(index));
    try {
      return await download(site, packages, unwanted, directory);
    } catch (error) {
      reasons.push(aptError(error));
    }
  }
  throw new Error(reasons.join("; ") || "apt has no sources");
}

async function configuredSites(): Promise<string[]> {
  const listed = await aptGet("--print-uris", "update");
  const sites = listed.matchAll(/^'(\S+?)\/dists\//gm);
  return [...new Set([...sites].map(([, site]) => String(site)))];
}

/** Lets an apt of its own download packages; the system's is neither read nor changed. */
async function download(
  site: string,
  packages: readonly string[],
  unwanted: readonly string[],
  directory: string,
): Promise<string[]> {
  const archives = path.join(directory, "archives");
  const lists = path.join(directory, "lists");
  for (const each of [archives, lists]) fs.mkdirSync(path.join(each, "partial"), { recursive: true });
  const file = (name: string, text: string): string => {
    fs.writeFileSync(path.join(directory, name), text, { mode: 0o600 });
    return path.join(directory, name);
  };
  const sources = file("sources.list", `deb [arch=amd64 signed-by=${KEYRING}] ${site} sid main\n`);
  const status = file("status", unwanted.map(pretendInstalled).join("\n"));
  const settings = file("apt.conf", aptSettings({ directory, archives, lists, sources, status }));
  await aptGet("--config-file", settings, "update");
  await aptGet(
    ...["--config-file", settings, "--no-install-recommends", "--download-only", "--yes"],
    ...["install", ...packages],
  );
  return fs
    .readdirSync(archives)
    .filter((name) => name.endsWith(".deb"))
    .map((name) => path.join(archives, name));
}

/** What the machine says of proxies and credentials stays; where apt writes, and whatever it does afterwards, does not. */
function aptSettings(
  place: Record<"directory" | "archives" | "lists" | "sources" | "status", string>,
): string {
  return `
#clear APT::Update;
#clear APT::Architectures;
APT::Update::Error-Mode "any";
APT::Architecture "amd64";
APT::Default-Release "";
APT::Sandbox::User "root";
APT::Get::AllowUnauthenticated "false";
Acquire::AllowInsecureRepositories "false";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Retries "1";
Acquire::http::Timeout "10";
Acquire::https::Timeout "10";
Dir::State "${place.directory}";
Dir::State::lists "${place.lists}";
Dir::State::status "${place.status}";
Dir::Cache "${place.directory}";
Dir::Cache::archives "${place.archives}";
Dir::Etc::sourcelist "${place.sources}";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
`;
}

function pretendInstalled(name: string): string {
  return `Package: ${name}
Status: install ok installed
Architecture: amd64
Multi-Arch: allowed
Version: 999
Maintainer: none
Description: none
`;
}

async function aptGet(...args: string[]): Promise<string> {
  const { stdout } = await run("apt-get", ["--quiet", ...args], {
    timeout: LIMIT,
    env: { ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" },
  });
  return stdout;
}

/** The first line in which apt says what is wrong, else all that is known. */
function aptError(error: unknown): string {
  const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  return /^E: (.*)$/m.exec(stderr)?.[1] ?? String(error);
}
