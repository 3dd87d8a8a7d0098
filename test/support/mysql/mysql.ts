import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { privateDirectory } from "../../../sandbox/files.ts";
import { CACHE } from "../../../sandbox/layout.ts";
import { withLock } from "../../../sandbox/lock.ts";
import { unpackFromUnstable } from "./debian.ts";
import type { Command, Edition, Missing } from "./edition.ts";
import { rememberFailure } from "./failure.ts";
import { asRoot } from "../../../sandbox/servers/mariadb.ts";

const DIRECTORY = path.join(CACHE, "mysql");

/** Programs, libraries and an empty database; there only when complete. */
const READY = path.join(DIRECTORY, "debian-unstable");

const PACKAGES = ["mysql-server-core", "mysql-client-core"];

/** Packages that nothing below KEPT runs. */
const UNUSED_PACKAGES = ["perl"];

/** What is used of the packages; the rest is two fifths of their size. */
const KEPT = ["usr/bin/mysql", "usr/sbin/mysqld", "usr/lib", "usr/lib64", "usr/share/mysql"];

/**
 * The newest MySQL of Debian, which has it in its unstable suite only. It is obtained once for each user, kept in
 * the user's cache and run from there with its own libraries: nothing is installed.
 */
export async function mysql(): Promise<Edition | Missing> {
  try {
    if (!fs.existsSync(READY)) await obtain();
    return edition(READY);
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    return { kind: "mysql", reason: `Debian's MySQL can't be had: ${told}` };
  }
}

async function obtain(): Promise<void> {
  await withLock(READY, async () => {
    // Another test obtained it meanwhile.
    if (fs.existsSync(READY)) return;
    await rememberFailure(path.join(DIRECTORY, "failure.json"), prepare);
  });
}

/** In a new directory first: what an interrupted run leaves is never taken for MySQL. */
async function prepare(): Promise<void> {
  if (process.arch !== "x64") throw new Error(`this machine is ${process.arch}, only x64 is known`);
  console.log(`Obtaining MySQL from Debian's unstable suite, once (about 70 MB), into ${READY} …`);
  const drafts = path.join(DIRECTORY, "drafts");
  fs.rmSync(drafts, { recursive: true, force: true, maxRetries: 5 });
  try {
    const draft = privateDirectory(path.join(drafts, randomUUID()));
    const unpacked = path.join(draft, "unpacked");
    await unpackFromUnstable(PACKAGES, UNUSED_PACKAGES, path.join(draft, "apt"), unpacked);
    const ready = path.join(draft, "ready");
    for (const part of KEPT) move(path.join(unpacked, part), path.join(ready, part));
    await initialize(ready);
    fs.renameSync(ready, READY);
  } finally {
    fs.rmSync(drafts, { recursive: true, force: true, maxRetries: 5 });
  }
}

function move(from: string, to: string): void {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.renameSync(from, to);
}

/** Makes the database that every server starts with a copy of; also shows that the server runs on this machine. */
async function initialize(root: string): Promise<void> {
  const [program, ...args] = edition(root).server;
  const places = [`--datadir=${emptyData(root)}`, `--tmpdir=${root}`];
  await promisify(execFile)(program, [...args, ...places, "--initialize-insecure"]);
}

function emptyData(root: string): string {
  return path.join(root, "data");
}

function edition(root: string): Edition {
  const usr = path.join(root, "usr");
  const loader = path.join(usr, "lib64/ld-linux-x86-64.so.2");
  const run = (program: string): Command => [
    loader,
    "--library-path",
    path.join(usr, "lib/x86_64-linux-gnu"),
    path.join(usr, program),
  ];
  return {
    kind: "mysql",
    server: [
      ...run("sbin/mysqld"),
      "--no-defaults",
      ...asRoot(),
      // Compiled in are the places of an installation.
      `--lc-messages-dir=${path.join(usr, "share/mysql")}`,
      `--character-sets-dir=${path.join(usr, "share/mysql/charsets")}`,
      `--plugin-dir=${path.join(usr, "lib/mysql/plugin")}`,
      "--secure-file-priv=NULL",
      "--mysqlx=OFF",
      "--disable-log-bin",
      "--performance-schema=OFF",
      "--innodb-doublewrite=OFF",
      "--innodb-redo-log-capacity=16M",
      // The kernel has few of these for all servers together.
      "--innodb-use-native-aio=OFF",
    ],
    client: run("bin/mysql"),
    createData: (directory) =>
      fs.promises.cp(emptyData(root), directory, { recursive: true, mode: fs.constants.COPYFILE_FICLONE }),
  };
}
