import { isIP } from "node:net";

/** What one block answers. */
export interface BlockContent {
  /** The names, and nothing below them. */
  readonly names: readonly string[];
  /** The address they lead to. */
  readonly ip: string;
  /** Where the address comes from: itself, or a Service. */
  readonly target: string;
}

/** A line of the Corefile, outside a block, that names one of its names. */
export interface Claim {
  readonly name: string;
  readonly line: string;
  /** Name of the marked block it stands in; undefined in the lines of others. */
  readonly block: string | undefined;
}

/** The marks of a block are not as they were written. */
export class Damaged extends Error {
  constructor(name: string) {
    super(
      `the marks of the block ${name} do not pair in the Corefile: restore the lines "${begin(name)}" and "${end(name)}" ` +
        "around it, or remove it with both, then run the same command again",
    );
  }
}

/**
 * A block as it stands between its marks: a server block of its own, so that no plugin of others is touched; CoreDNS takes
 * `hosts` once in each. For these zones it goes before every wider block. `errors` logs failures as the block of Kubernetes
 * does. `hosts` answers the names, and for other types of records that there are none. By `fallthrough` names below them,
 * which would fail, go on to `forward`: to the machine's resolver, as they went before. No `cache` and no `ttl`: a new
 * address counts at once, and old CoreDNS does not know `ttl`. No `reload`: one in any block serves for the whole file.
 */
export function renderBlock(name: string, { names, ip, target }: BlockContent): string {
  return [
    begin(name),
    `# target ${target}`,
    `${names.map((one) => `${one}:53`).join(" ")} {`,
    "    errors",
    "    hosts {",
    ...names.map((one) => `        ${ip} ${one}`),
    "        fallthrough",
    "    }",
    "    forward . /etc/resolv.conf",
    "}",
    end(name),
    "",
  ].join("\n");
}

/** The block of a name with its marks; undefined where there is none. @throws Damaged */
export function blockIn(corefile: string, name: string): string | undefined {
  const place = placeOf(corefile, name);
  return place && corefile.slice(place.from, place.to);
}

/**
 * The Corefile with a block, in the place of an earlier one of the same name, else before everything: there it takes nothing
 * but itself away again, whether or not the last line ends. @throws Damaged
 */
export function withBlock(corefile: string, name: string, content: BlockContent): string {
  const place = placeOf(corefile, name) ?? { from: 0, to: 0 };
  return corefile.slice(0, place.from) + renderBlock(name, content) + corefile.slice(place.to);
}

/** The Corefile without the block of a name, every other line as it was. @throws Damaged */
export function withoutBlock(corefile: string, name: string): string {
  const place = placeOf(corefile, name);
  return place ? corefile.slice(0, place.from) + corefile.slice(place.to) : corefile;
}

/** The Corefile without any marked block: what others wrote. */
export function withoutBlocks(corefile: string): string {
  return corefile.replace(/^# BEGIN bkpaas (\S+)\s*$[^]*?^# END bkpaas \1\s*?(\n|$(?![^]))/gm, "");
}

/** What a block says, as far as it can be read after a change by hand; without a line for its target that is the address. */
export function contentOf(block: string): BlockContent {
  const entries = block.split("\n").flatMap((line) => {
    const [ip = "", ...names] = line.trim().split(/\s+/);
    return isIP(ip) > 0 ? names.map((name) => ({ ip, name })) : [];
  });
  const ip = entries[0]?.ip ?? "";
  const target = /^# target (\S+)$/m.exec(block)?.[1] ?? ip;
  return { names: entries.map(({ name }) => name), ip, target };
}

/** Who else answers one of these names, by a server block, `hosts`, `rewrite` or whatever: beside the block of this name. */
export function claimsIn(corefile: string, name: string, names: readonly string[]): Claim[] {
  let block: string | undefined;
  return withoutBlock(corefile, name)
    .split("\n")
    .flatMap((line) => {
      block = /^# BEGIN bkpaas (\S+)/.exec(line)?.[1] ?? block;
      const words = wordsOf(line);
      const claims = names
        .filter((one) => words.has(one))
        .map((one) => ({ name: one, line: line.trim(), block }));
      if (line.startsWith("# END bkpaas ")) block = undefined;
      return claims;
    });
}

/** Whether a text may have a server block before it: without braces, everything in it belongs to one. */
export function hasBraces(corefile: string): boolean {
  return corefile.split("\n").every((line) => wordsOf(line).size === 0) || /^[^#\n]*\{/m.test(corefile);
}

/** Whether CoreDNS reads the Corefile again when it changes. */
export function isReloaded(corefile: string): boolean {
  return corefile.split("\n").some((line) => wordsOf(line).has("reload"));
}

/** Words of a line without its comment, names as they would be asked: `dns://Name.:53` is `name`. */
function wordsOf(line: string): Set<string> {
  const words = line.replace(/(^|\s)#.*/, "").split(/[\s,{}"]+/);
  return new Set(
    words
      .map((word) =>
        word
          .toLowerCase()
          .replace(/^dns:\/\//, "")
          .replace(/:53$/, "")
          .replace(/\.$/, ""),
      )
      .filter((word) => word !== ""),
  );
}

function begin(name: string): string {
  return `# BEGIN bkpaas ${name}`;
}

function end(name: string): string {
  return `# END bkpaas ${name}`;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function placeOf(corefile: string, name: string): Place | undefined {
  const [first, ...furtherBegins] = linesOf(corefile, begin(name));
  const [last, ...furtherEnds] = linesOf(corefile, end(name));
  if (!first && !last) return undefined;
  const isOne = first && last && first.to <= last.from && furtherBegins.length + furtherEnds.length === 0;
  const within = isOne ? corefile.slice(first.to, last.from) : "";
  if (!isOne || /^# (BEGIN|END) bkpaas /m.test(within)) throw new Damaged(name);
  return { from: first.from, to: last.to };
}

/** Where a line stands, with its end. */
function linesOf(corefile: string, line: string): Place[] {
  const exactly = new RegExp(`^${line.replaceAll(".", "\\.")}[ \\t\\r]*(\\n|$(?![^]))`, "gm");
  return [...corefile.matchAll(exactly)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
  }));
}
