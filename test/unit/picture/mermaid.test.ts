import assert from "node:assert/strict";
import { test } from "node:test";
import { pictureOf } from "../../../picture/from-graph.ts";
import { mermaidOf } from "../../../picture/mermaid.ts";
import type { Picture } from "../../../picture/model.ts";
import { STROKE } from "../../../picture/style.ts";
import { LANGUAGES, same } from "../../../picture/words.ts";
import { recorded, recordedGraph } from "../../../sandbox/report/recorded.ts";
import { contrast } from "../../support/contrast.ts";

const BOX = /^(\w+)(?:\(\["[^"]*"\]\)|\{\{"[^"]*"\}\}|\[\("[^"]*"\)\]|\["[^"]*"\])$/;
const FRAME = /^subgraph (\w+)\["[^"]*"\]$/;
const LINE = /^(\w+)(?:\[" "\])? (-->|-\.->)(?:\|"[^"]*"\|)? (\w+)(?:\[" "\])?$/;
const CLASS_DEFINITION =
  /^classDef (\w+) (?:fill:#\w{6},stroke:#\w{6},color:#\w{6}(?:,stroke-dasharray:\d+ \d+)?|fill:none,stroke:none)$/;
const CLASS = /^class ([\w,]+) (\w+)$/;
const LINK_STYLE = /^linkStyle ([\d,]+) stroke:(#\w{6})$/;

/** Ids that Mermaid 10, 11 and 12 refuse, and classes that it gives to what it draws itself. */
const TAKEN =
  "end graph subgraph flowchart class classDef style linkStyle click href call default interpolate _self _blank cluster node label edge".split(
    " ",
  );

/** What a Mermaid text consists of; its own parser wants a document of a browser. */
interface Flowchart {
  readonly boxes: string[];
  readonly frames: string[];
  readonly lines: { readonly from: string; readonly arrow: string; readonly to: string }[];
  readonly classes: string[];
  readonly members: string[];
  readonly classesUsed: string[];
  /** Colours of lines by their numbers. */
  readonly styled: Map<number, string>;
}

/** @throws Error for a line that is none of a flowchart's, or a frame that is not closed */
function read(text: string): Flowchart {
  const chart: Flowchart = {
    boxes: [],
    frames: [],
    lines: [],
    classes: [],
    members: [],
    classesUsed: [],
    styled: new Map(),
  };
  const [, header, body = ""] = /^(---\ntitle: "[^"]+"\n---\nflowchart LR\n)([^]*)$/.exec(text) ?? [];
  assert.ok(header);
  let depth = 0;
  for (const line of body
    .trimEnd()
    .split("\n")
    .map((one) => one.trim())) {
    if (line === "end") depth -= 1;
    else if (FRAME.test(line)) {
      depth += 1;
      chart.frames.push(FRAME.exec(line)?.[1] ?? "");
    } else readLine(line, chart);
    assert.ok(depth >= 0);
  }
  assert.equal(depth, 0);
  return chart;
}

function readLine(line: string, chart: Flowchart): void {
  const [, from = "", arrow = "", to = ""] = LINE.exec(line) ?? [];
  const [, members, used = ""] = CLASS.exec(line) ?? [];
  const box = BOX.exec(line)?.[1];
  const defined = CLASS_DEFINITION.exec(line)?.[1];
  const [, styled, colour = ""] = LINK_STYLE.exec(line) ?? [];
  if (from) {
    chart.lines.push({ from, arrow, to });
    // The legend's lines have their ends beside them.
    if (line.includes('[" "]')) chart.boxes.push(from, to);
  } else if (members) {
    chart.members.push(...members.split(","));
    chart.classesUsed.push(used);
  } else if (box) chart.boxes.push(box);
  else if (defined) chart.classes.push(defined);
  else if (styled) for (const number of styled.split(",")) chart.styled.set(Number(number), colour);
  else throw new Error(`no line of a flowchart: ${line}`);
}

for (const environment of recorded()) {
  const picture = pictureOf(environment, recordedGraph(environment));
  for (const language of LANGUAGES) {
    const chart = read(mermaidOf(picture, language));

    test(`ids of the Mermaid text of ${environment} in ${language} are unique, and none is a word of Mermaid's`, () => {
      const ids = [...chart.boxes, ...chart.frames];
      assert.equal(new Set(ids).size, ids.length);
      for (const word of TAKEN) assert.ok(![...ids, ...chart.classes].includes(word), word);
      assert.ok(chart.boxes.length > picture.nodes.length);
    });

    test(`lines of the Mermaid text of ${environment} in ${language} are between boxes that it declares`, () => {
      for (const { from, to } of chart.lines) {
        assert.ok(chart.boxes.includes(from) && chart.boxes.includes(to), `${from} ${to}`);
      }
      assert.ok(chart.lines.length > picture.edges.length);
    });

    test(`every line of the Mermaid text of ${environment} in ${language} has the colour of its kind`, () => {
      const { talks, keys } = STROKE;
      const wanted = chart.lines.map(({ arrow }) => (arrow === "-.->" ? keys : talks).colour);
      assert.deepEqual(
        [...chart.styled].sort(([a], [b]) => a - b),
        [...wanted.entries()],
      );
      assert.ok(wanted.filter((colour) => colour === keys.colour).length > 1);
    });

    test(`every box and frame of the Mermaid text of ${environment} in ${language} has a colour`, () => {
      assert.deepEqual(chart.classesUsed.sort(), chart.classes.sort());
      assert.deepEqual(chart.members.sort(), [...chart.boxes, ...chart.frames].sort());
    });
  }
}

/** A picture of one release and one frame of that name, and a line between two boxes. */
function pictureNamed(id: string, name: string): Picture {
  const named = { title: same(name), resources: [] };
  const box = { ...named, kind: "release", lines: [same(name)], keys: [name] } as const;
  return {
    environment: "test",
    frames: [{ ...named, id: `${id}-frame`, kind: "cluster" }],
    nodes: [
      { ...box, id },
      { ...box, id: "other", frame: `${id}-frame` },
    ],
    edges: [{ kind: "talks", from: id, to: "other", label: [same(name)] }],
  };
}

test("an id that Mermaid takes for its own word is changed, and different ids stay different", () => {
  for (const word of [...TAKEN, "legend", "constructor"]) {
    const { boxes, lines } = read(mermaidOf(pictureNamed(word, "x"), "en"));
    assert.ok(lines.some(({ from, to }) => boxes.includes(from) && to === "other"));
  }
  for (const word of TAKEN.slice(0, 13)) {
    assert.ok(!read(mermaidOf(pictureNamed(word, "x"), "en")).boxes.includes(word), word);
  }
  const ids = ["a-b", "a_b", "a.b", "a b", 'a"b', "a中b"].map(
    (id) => read(mermaidOf(pictureNamed(id, "x"), "en")).boxes[0],
  );
  assert.equal(new Set(ids).size, ids.length);
});

test("what a name has of Mermaid's own signs is written by numbers", () => {
  const signs: readonly (readonly [name: string, written: string])[] = [
    ['say "end"', "say #34;end#34;"],
    ["<script>alert(1)</script>", "#60;script#62;alert(1)#60;/script#62;"],
    ["#35;", "#35;35;"],
    ["&amp;", "#38;amp;"],
    ["`code`", "#96;code#96;"],
    ["[text](address)", "#91;text](address)"],
    // Markdown of Mermaid 11 would lean `, ` between two stars and show none of them, even of numbered ones.
    ["app-*, ingress-*", "app-\u2217, ingress-\u2217"],
    ["中文、{a}; %% b | c", "中文、{a}; %% b | c"],
  ];
  for (const [name, written] of signs) {
    const text = mermaidOf(pictureNamed("release", name), "en");
    read(text);
    assert.ok(text.includes(`["<b>${written}</b><br/>${written}<br/>keys: ${written}"]`), text);
    assert.ok(text.includes(`-->|"${written}"|`), text);
    assert.ok(text.includes(`subgraph release_frame["${written}"]`), text);
  }
});

test("lines are seen on a white page and on a dark one", () => {
  for (const { colour } of Object.values(STROKE)) {
    for (const page of ["#ffffff", "#0d1117"]) assert.ok(contrast(colour, page) >= 3, `${colour} on ${page}`);
  }
});
