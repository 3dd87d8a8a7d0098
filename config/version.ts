interface Version {
  readonly numbers: readonly number[];
  /** Empty for a release; identifiers of what comes before it otherwise. */
  readonly before: readonly string[];
}

const PATTERN = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * Compares two versions by the precedence of semver.org; build metadata counts for nothing.
 * @returns a number below, equal to or above 0; undefined where one of them is no version.
 */
export function compareVersions(one: string, other: string): number | undefined {
  const [a, b] = [parse(one), parse(other)];
  if (!a || !b) return undefined;
  const numbers = a.numbers.map((number, index) => number - (b.numbers[index] ?? 0));
  return numbers.find((difference) => difference !== 0) ?? compareBefore(a.before, b.before);
}

/** Major and minor number, such as `1.4`; undefined for what is no version. */
export function seriesOf(version: string): string | undefined {
  return parse(version)?.numbers.slice(0, 2).join(".");
}

function parse(text: string): Version | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch, before] = match;
  return {
    numbers: [major, minor, patch].map((part) => Number(part ?? 0)),
    before: before?.split(".") ?? [],
  };
}

function compareBefore(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (const [index, identifier] of one.entries()) {
    const opposite = other[index];
    if (opposite === undefined) return 1;
    const difference = compareIdentifiers(identifier, opposite);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Numbers by size and before words; words by their characters. */
function compareIdentifiers(one: string, other: string): number {
  const areNumbers = [one, other].map((identifier) => /^\d+$/.test(identifier));
  if (areNumbers[0] && areNumbers[1]) return Number(one) - Number(other);
  if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] ? -1 : 1;
  return one === other ? 0 : one < other ? -1 : 1;
}
