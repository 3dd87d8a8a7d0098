/** What a reader follows in any page: links, commands, names of files; and that both halves of a page say the same. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { CHECKOUT } from "../../../sandbox/layout.ts";

const PAGES = globSync(["*.md", "docs/*.md", "contract/reader/*.md", "examples/*/*.md"], {
  cwd: CHECKOUT,
}).sort();

/** Stands in the names of the Chinese halves. */
const CHINESE = ".zh-CN.";

const MAKEFILE = textOf("Makefile");

const COMMANDS = new Set(["help", ...(/^COMMANDS := (.*)$/m.exec(MAKEFILE)?.[1] ?? "").split(" ")]);

/** What the Makefile explains: its comments name each variable that a user may set. */
const EXPLAINED = new Set(
  MAKEFILE.match(/^#.*$/gm)?.flatMap((line) => line.match(/\b[A-Z][A-Z_]*\b/g) ?? []),
);

/** Folders of the project: whatever a command has written beside them is in none of its commits. */
const FOLDERS = [...new Set(trackedFiles().flatMap((file) => /^(\w+)\//.exec(file)?.[1] ?? []))].sort();

function trackedFiles(): string[] {
  const listed = execFileSync("git", ["ls-files"], { cwd: CHECKOUT, encoding: "utf8" });
  return listed.split("\n").filter((file) => existsSync(path.join(CHECKOUT, file)));
}

function textOf(page: string): string {
  return readFileSync(path.join(CHECKOUT, page), "utf8");
}

/** A page without its examples. */
function proseOf(page: string): string {
  return textOf(page).replace(/^ *```[\s\S]*?^ *```/gm, "");
}

/** What stands in backticks, in single ones or, where it has some itself, in double ones. */
function codeIn(text: string): string[] {
  return [...text.matchAll(/``(.+?)``|`([^`\n]+)`/g)].map(([, double, single]) => double ?? single ?? "");
}

/** Commands of a page that are typed into a shell. */
function typedIn(page: string): string[] {
  const examples = [...textOf(page).matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)];
  const lines = [...codeIn(proseOf(page)), ...examples.flatMap(([, text = ""]) => text.split("\n"))];
  return lines.flatMap((line) => line.split(/;|\||&&|\$\(|#/)).map((command) => command.trim());
}

/** The anchor that GitHub and GitLab give a heading. */
function anchorOf(heading: string): string {
  const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  return text.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
}

/** A second heading of the same name gets a number. */
function anchorsIn(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of proseOf(page).matchAll(/^#+ (.*)$/gm)) {
    const anchor = anchorOf(heading);
    let name = anchor;
    for (let count = 1; anchors.has(name); count += 1) name = `${anchor}-${count}`;
    anchors.add(name);
  }
  return anchors;
}

function linksOf(page: string): string[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

/** What is wrong with a link of a page; undefined where it leads to something. */
function faultOf(page: string, link: string): string | undefined {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(CHECKOUT, target))) return `${link}: there is no ${target}`;
  if (anchor !== undefined && !anchorsIn(target).has(anchor)) return `${link}: ${target} has no such heading`;
  const other = otherHalf(target);
  const isChange = page.includes(CHINESE) !== target.includes(CHINESE) && ![page, target].includes(other);
  if (isChange && existsSync(path.join(CHECKOUT, other))) {
    return `${link}: ${other} is in the language of the page`;
  }
  return undefined;
}

/** The same page or picture in the other language. */
function otherHalf(file: string): string {
  return file.includes(CHINESE) ? file.replace(CHINESE, ".") : file.replace(/\.(\w+)$/, `${CHINESE}$1`);
}

test("there are pages, commands and variables to look at", () => {
  assert.ok(PAGES.length > 30 && COMMANDS.size > 30 && EXPLAINED.size > 20);
});

for (const page of PAGES) {
  test(`every link of ${page} leads to a file and a heading, in the page's own language`, () => {
    const local = linksOf(page).filter((link) => !/^https?:/.test(link));
    assert.deepEqual(
      local.flatMap((link) => faultOf(page, link) ?? []),
      [],
    );
  });

  test(`every make in ${page} is a command of the Makefile with variables that it explains`, () => {
    for (const typed of typedIn(page)) {
      const [, before = "", after] = /^((?:[A-Z_]+=\S+ )*)make ([^)]+)/.exec(typed) ?? [];
      if (after === undefined) continue;
      for (const word of `${before}${after}`.split(/\s+/)) {
        const [, variable] = /^([A-Z_]+)=/.exec(word) ?? [];
        if (variable !== undefined) assert.ok(EXPLAINED.has(variable), `${typed}: ${variable}`);
        else if (!word.startsWith("-")) assert.ok(COMMANDS.has(word), `${typed}: ${word}`);
      }
    }
  });

  test(`every file of the checkout that ${page} names is there`, () => {
    const named = codeIn(proseOf(page)).filter((word) => /^[\w.-]+\/[\w./-]*$/.test(word));
    const ours = named.filter((word) => FOLDERS.includes(word.split("/")[0] ?? ""));
    assert.deepEqual(
      ours.filter((word) => !existsSync(path.join(CHECKOUT, word))),
      [],
    );
  });
}

/** Headings, examples, tables and lists of a page, line for line. */
function shapeOf(page: string): string[] {
  return [...textOf(page).matchAll(/^ *(?:#+ |```\w*|\||- |\d+\. |<!-- table: .*)/gm)].map(([mark]) => mark);
}

/** What a page has in backticks; what a reader fills in is put into words of each language. */
function wordsOf(page: string): string[] {
  const words = codeIn(proseOf(page)).map((word) =>
    word
      .replaceAll(CHINESE, ".")
      .replace(/<[^>]*>/g, "<>")
      .trim(),
  );
  return [...new Set(words)].sort();
}

/** Where the links of a page lead; a heading is put into words of each language. */
function targetsOf(page: string): string[] {
  const targets = linksOf(page).map((link) => link.replaceAll(CHINESE, ".").replace(/#.*$/, "#"));
  return [...new Set(targets)].sort();
}

for (const page of PAGES.filter((name) => PAGES.includes(otherHalf(name)) && !name.includes(CHINESE))) {
  const other = otherHalf(page);

  test(`${other} has the headings, examples, tables and lists of ${page}`, () => {
    assert.deepEqual(shapeOf(other), shapeOf(page));
  });

  test(`${other} names what ${page} names, and leads where it leads`, () => {
    assert.deepEqual(wordsOf(other), wordsOf(page));
    assert.deepEqual(targetsOf(other), targetsOf(page));
  });
}

test("every page but the changes is there in both languages", () => {
  assert.deepEqual(
    PAGES.filter((page) => !PAGES.includes(otherHalf(page))),
    ["CHANGELOG.md"],
  );
});

for (const page of ["README.md", "README.zh-CN.md"]) {
  test(`${page} names every command of the Makefile, and make help explains it`, () => {
    const rows = textOf(page).match(/^\| `make .*$/gm) ?? [];
    const named = new Set(codeIn(rows.join("\n")).map((word) => word.replace(/^make /, "").split(" ")[0]));
    for (const command of COMMANDS) {
      assert.ok(named.has(command), command);
      assert.ok(command === "help" || MAKEFILE.includes(`\n# make ${command} `), command);
    }
  });

  test(`${page} says how many resources a first run of dev creates`, () => {
    const graph = JSON.parse(textOf("test/golden/dev.json")) as { resources: object };
    const [, created] = /\+ (\d+) created/.exec(textOf(page)) ?? [];
    // The stack itself is one more.
    assert.equal(Number(created), Object.keys(graph.resources).length + 1);
  });

  test(`${page} has a line for every folder`, () => {
    const [, house = ""] = /```text\n(index\.ts[\s\S]*?)```/.exec(textOf(page)) ?? [];
    const named = [...house.matchAll(/^(\w+)\/ /gm)].map(([, name]) => name);
    assert.deepEqual(named.sort(), FOLDERS);
  });
}

test("every page that a text of the program names is there", () => {
  const sources = trackedFiles().filter((file) => /^(?!test\/).*\.(?:ts|js)$/.test(file));
  const missing = sources.flatMap((source) =>
    (textOf(source).match(/"[^"\n]*docs\/[\w.-]+\.md|`[^`\n]*docs\/[\w.-]+\.md/g) ?? [])
      .map((text) => text.slice(text.lastIndexOf("docs/")))
      .filter((page) => !existsSync(path.join(CHECKOUT, page)))
      .map((page) => `${source}: ${page}`),
  );
  assert.deepEqual(missing, []);
});
