import { shellWord } from "../shell.ts";
import { devEnvironment } from "../stack/environment.ts";

/** Prints the sandbox's settings for a POSIX shell: `eval "$(make -s env)"`. */
export function env(): void {
  for (const [name, value] of Object.entries(devEnvironment())) {
    console.log(`export ${name}=${shellWord(value)}`);
  }
}
