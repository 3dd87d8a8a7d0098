/** Values by key of one section of a stack file. */
export interface Section {
  [key: string]: string | number | boolean | Section;
}

/** The secrets that a stack file names by the commands that set them, each with a made-up value. */
export function namedSecrets(stackFile: string): Section {
  const filled: Section = {};
  for (const [, key = ""] of stackFile.matchAll(/^ *# pulumi config set --secret --path '(.+)'$/gm)) {
    put(filled, key.split("."), `Aa1-${key.replaceAll(".", "-")}`);
  }
  return filled;
}

function put(section: Section, [first = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) section[first] = value;
  else put((section[first] ??= {}) as Section, rest, value);
}

/** A section with what is added to it. */
export function merged(tracked: Section, added: Section): Section {
  const result: Section = { ...tracked };
  for (const [key, value] of Object.entries(added)) {
    const before = result[key];
    result[key] = typeof value === "object" && typeof before === "object" ? merged(before, value) : value;
  }
  return result;
}
