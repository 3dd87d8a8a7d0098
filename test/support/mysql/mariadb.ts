import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { findExecutable } from "../../../sandbox/packages.ts";
import type { Edition } from "./edition.ts";
import { asRoot } from "../../../sandbox/servers/mariadb.ts";

/** The MariaDB that is installed. Raises an error that says how to install it where it is not. */
export function mariadb(): Edition {
  return {
    kind: "mariadb",
    server: [findExecutable("mariadbd"), "--no-defaults", ...asRoot()],
    client: [findExecutable("mariadb")],
    createData: async (directory) => {
      const args = ["--no-defaults", ...asRoot(), `--datadir=${directory}`];
      await promisify(execFile)(
        findExecutable("mariadb-install-db"),
        [...args, "--auth-root-authentication-method=normal", "--skip-test-db"],
        // A starting server deletes all temporary tables it finds, also those of others.
        { env: { ...process.env, TMPDIR: path.dirname(directory) } },
      );
    },
  };
}
