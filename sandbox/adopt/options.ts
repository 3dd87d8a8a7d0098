/** What a person asks of an adoption, by variables of `make`. */
export interface AdoptOptions {
  /** Namespace of the installation; undefined is the stack's own. */
  readonly namespace: string | undefined;
  /** Names of Helm releases; none is all of the platform's charts. */
  readonly releases: readonly string[];
  /** Folder of bkhelmfile, which is read instead of a cluster. */
  readonly files: string | undefined;
  /** Whether immutable keys that are nowhere may be generated. */
  readonly generateMissing: boolean;
  /** Whether nobody is asked before the configuration is written. */
  readonly yes: boolean;
}

/** Reads the options. @throws Error for a word that nobody knows. */
export function adoptOptionsFrom(variables: Readonly<Record<string, string | undefined>>): AdoptOptions {
  const given = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const missing = given("MISSING");
  if (missing !== undefined && missing !== "generate") {
    throw new Error(
      `MISSING=${missing} is not known; MISSING=generate lets keys be generated that are nowhere.`,
    );
  }
  return {
    namespace: given("NAMESPACE"),
    releases: given("RELEASES")?.split(/[\s,]+/) ?? [],
    files: given("FILES"),
    generateMissing: missing === "generate",
    yes: given("YES") === "1",
  };
}
