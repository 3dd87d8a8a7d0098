import assert from "node:assert/strict";
import { test } from "node:test";
import { pictureOf } from "../../../picture/from-graph.ts";
import { mermaidOf } from "../../../picture/mermaid.ts";
import { LANGUAGES } from "../../../picture/words.ts";
import { recorded, recordedGraph } from "../../../sandbox/report/recorded.ts";

const BOX = /^(\w+)(?:\(\["[^"]*"\]\)|\{\{"[^"]*"\}\}|\[\("[^"]*"\)\]|\["[^"]*"\])$/;
const FRAME = /^subgraph (\w+)\["[^"]*"\]$/;
const LINE = /^(\w+)(?:\[" "\])? (-->|-\.->)(?:\|"[^"]*"\|)? (\w+)(?:\[" "\])?$/;
const CLASS_DEFINITION =
  /^classDef (\w+) fill:#\w{6},stroke:#\w{6},color:#\w{6}(?:,stroke-dasharray:\d+ \d+)?$/;
const CLASS = /^class ([\w,]+) (\w+)$/;
const LINK_STYLE = /^linkStyle ([\d,]+) stroke:#\w{6}$/;

/** What a Mermaid text consists of; there is no parser of it that needs no browser. */
interface Flowchart {
  readonly boxes: string[];
  readonly frames: string[];
  readonly lines: { readonly from: string; readonly arrow: string; readonly to: string }[];
  readonly classes: string[];
  readonly members: string[];
  readonly classesUsed: string[];
  readonly styled: number[];
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
    styled: [],
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
  const styled = LINK_STYLE.exec(line)?.[1];
  if (from) {
    chart.lines.push({ from, arrow, to });
    // The legend's lines have their ends beside them.
    if (line.includes('[" "]')) chart.boxes.push(from, to);
  } else if (members) {
    chart.members.push(...members.split(","));
    chart.classesUsed.push(used);
  } else if (box) chart.boxes.push(box);
  else if (defined) chart.classes.push(defined);
  else if (styled) chart.styled.push(...styled.split(",").map(Number));
  else throw new Error(`no line of a flowchart: ${line}`);
}

for (const environment of recorded()) {
  const picture = pictureOf(environment, recordedGraph(environment));
  for (const language of LANGUAGES) {
    const chart = read(mermaidOf(picture, language));

    test(`ids of the Mermaid text of ${environment} in ${language} are unique, and none is a word of Mermaid's`, () => {
      const ids = [...chart.boxes, ...chart.frames];
      assert.equal(new Set(ids).size, ids.length);
      for (const word of ["end", "graph", "subgraph", "class", "style", "click"])
        assert.ok(!ids.includes(word));
      assert.ok(chart.boxes.length > picture.nodes.length);
    });

    test(`lines of the Mermaid text of ${environment} in ${language} are between boxes that it declares`, () => {
      for (const { from, to } of chart.lines) {
        assert.ok(chart.boxes.includes(from) && chart.boxes.includes(to), `${from} ${to}`);
      }
      assert.ok(chart.lines.length > picture.edges.length);
    });

    test(`lines of keys have their colour in the Mermaid text of ${environment} in ${language}, and no others`, () => {
      const ofKeys = chart.lines.flatMap(({ arrow }, index) => (arrow === "-.->" ? [index] : []));
      assert.deepEqual(chart.styled, ofKeys);
      assert.ok(ofKeys.length > 1);
    });

    test(`every box and frame of the Mermaid text of ${environment} in ${language} has a colour`, () => {
      assert.deepEqual(chart.classesUsed.sort(), chart.classes.sort());
      const ends = /^legend$|_(from|to|space)$/;
      const painted = [...chart.boxes, ...chart.frames].filter((id) => !ends.test(id));
      assert.deepEqual(chart.members.sort(), painted.sort());
    });
  }
}
