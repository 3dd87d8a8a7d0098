import fs from "node:fs";
import path from "node:path";
import { BIN, CHECKOUT, DEV_CONFIG } from "../layout.ts";
import { shellWord } from "../shell.ts";
import { WRAPPERS } from "./environment.ts";
import { DEV } from "./target.ts";

/** The CLI for a person's own shell: in this checkout it works on stack dev with its configuration file. */
export function placeWrapper(): void {
  fs.mkdirSync(WRAPPERS, { recursive: true });
  fs.writeFileSync(path.join(WRAPPERS, "pulumi"), wrapper(), { mode: 0o755 });
}

function wrapper(): string {
  const cli = shellWord(path.join(BIN, "pulumi"));
  return `#!/bin/sh
# Adds the configuration file of the stack ${DEV} to the commands that read one; every other stack keeps its own.
case "$1" in config | destroy | preview | refresh | up) ;; *) exec ${cli} "$@" ;; esac
stack=$(cd ${shellWord(CHECKOUT)} && ${cli} stack --show-name 2>/dev/null)
previous=
for argument in "$@"; do
  case "$previous" in -s | --stack) stack=$argument ;; esac
  case "$argument" in
    --stack=*) stack=\${argument#--stack=} ;;
    --config-file | --config-file=*) exec ${cli} "$@" ;;
  esac
  previous=$argument
done
[ "\${stack##*/}" = ${DEV} ] && set -- "$@" --config-file ${shellWord(DEV_CONFIG)}
exec ${cli} "$@"
`;
}
