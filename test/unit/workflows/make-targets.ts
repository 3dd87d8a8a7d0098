import { readFileSync } from "node:fs";

const MAKEFILE = readFileSync(new URL("../../../Makefile", import.meta.url), "utf8");

const KNOWN: ReadonlySet<string> = new Set(/^COMMANDS := (.*)$/m.exec(MAKEFILE)?.[1]?.split(" "));

/** Targets that a script asks `make` for and that the Makefile does not have. */
export function unknownTargets(script: string): string[] {
  const asked = [...script.matchAll(/\bmake (?:-\S+ )*([a-z][a-z-]*)/g)].map(([, target = ""]) => target);
  return asked.filter((target) => !KNOWN.has(target));
}
