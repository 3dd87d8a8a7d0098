import fs from "node:fs";
import path from "node:path";
import { BIN, CHECKOUT, DEV_CONFIG } from "../layout.ts";
import { shellWord } from "../shell.ts";
import { WRAPPERS } from "./environment.ts";
import { DEV } from "./target.ts";

/** What the wrapper has to know. */
export interface Wrapped {
  /** The CLI itself. */
  readonly cli: string;
  /** Folder of the project whose stack dev has a configuration file of its own. */
  readonly checkout: string;
  readonly configFile: string;
}

/** The CLI for a person's own shell: in this checkout it works on stack dev with its configuration file. */
export function placeWrapper(): void {
  fs.mkdirSync(WRAPPERS, { recursive: true });
  const text = wrapperOf({ cli: path.join(BIN, "pulumi"), checkout: CHECKOUT, configFile: DEV_CONFIG });
  fs.writeFileSync(path.join(WRAPPERS, "pulumi"), text, { mode: 0o755 });
}

/** The text of the wrapper, for a POSIX shell. */
export function wrapperOf({ cli, checkout, configFile }: Wrapped): string {
  return `#!/bin/sh
# Adds the configuration file of the stack ${DEV} to the commands that read one; other stacks and projects keep their own.
cli=${shellWord(cli)}
checkout=${shellWord(fs.realpathSync(checkout))}
case "$1" in config | destroy | preview | refresh | up) ;; *) exec "$cli" "$@" ;; esac
folder=. stack= previous=
for argument in "$@"; do
  case "$previous" in
    -s | --stack) stack=$argument ;;
    -C | --cwd) folder=$argument ;;
  esac
  case "$argument" in
    --stack=*) stack=\${argument#--stack=} ;;
    --cwd=*) folder=\${argument#--cwd=} ;;
    --config-file | --config-file=*) exec "$cli" "$@" ;;
  esac
  previous=$argument
done
# The project is that of the nearest folder with a Pulumi.yaml.
project=$(cd -- "$folder" 2>/dev/null && pwd -P)
while [ -n "$project" ] && [ ! -f "$project/Pulumi.yaml" ]; do project=\${project%/*}; done
if [ "$project" = "$checkout" ]; then
  [ -n "$stack" ] || stack=$(cd -- "$checkout" && "$cli" stack --show-name 2>/dev/null)
  [ "\${stack##*/}" = ${DEV} ] && set -- "$@" --config-file ${shellWord(configFile)}
fi
exec "$cli" "$@"
`;
}
