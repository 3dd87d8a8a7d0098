import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { textAt } from "./graph.ts";
import { isObject } from "../report/json.ts";
import type { Json, JsonObject } from "../provider/protocol/value.ts";
import type { Picture } from "./model.ts";
import { labelId } from "./dot-edges.ts";
import { FRAME, INCH, unquoted } from "./dot-text.ts";
import { dotOf } from "./dot.ts";
import { ledInLanes } from "./routes.ts";
import type { Language } from "./words.ts";

/** A point in pixels, from the upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A line: its pieces before and behind its label, where its arrow begins and ends, and the middle of its label. */
export interface Curve {
  readonly pieces: readonly Piece[];
  readonly foot: Point;
  readonly tip: Point;
  readonly label: Point;
}

/** The points of Bézier curves, one behind the other. */
export type Piece = readonly Point[];

/** Where everything is. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** By the ids of boxes. */
  readonly nodes: Readonly<Record<string, Box>>;
  /** By the ids of frames. */
  readonly frames: Readonly<Record<string, Box>>;
  /** In the order of the picture's edges. */
  readonly edges: readonly Curve[];
}

/** Lays a picture out; the same picture always gets the same layout. */
export async function layoutOf(picture: Picture, language: Language): Promise<Layout> {
  const graphviz = await Graphviz.load();
  const answer = JSON.parse(graphviz.layout(dotOf(picture, language), "json", "dot")) as JsonObject;
  const [, , width = 0, height = 0] = numbers(textAt(answer, "bb"));
  const objects = listAt(answer, "objects");
  const flip = ({ x, y }: Point): Point => ({ x: rounded(x), y: rounded(height - y) });
  const frames = objects.flatMap((object): [string, Box][] => {
    const name = textAt(object, "name");
    return name.startsWith(FRAME) ? [[unquoted(name.slice(FRAME.length)), frameBox(object, height)]] : [];
  });
  const nodes = objects.flatMap((object): [string, Box][] =>
    "pos" in object ? [[unquoted(textAt(object, "name")), nodeBox(object, flip)]] : [],
  );
  const boxes = Object.fromEntries(nodes);
  const edges = listAt(answer, "edges");
  return ledInLanes(picture, {
    width: rounded(width),
    height: rounded(height),
    nodes: boxes,
    frames: Object.fromEntries(frames),
    edges: picture.edges.map((_, index) =>
      curve(
        edges.filter((edge) => textAt(edge, "id") === String(index)),
        boxes[labelId(index)],
        flip,
      ),
    ),
  });
}

function listAt(value: JsonObject, name: string): JsonObject[] {
  const list: Json | undefined = value[name];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function frameBox(object: JsonObject, height: number): Box {
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers(textAt(object, "bb"));
  return {
    x: rounded(left),
    y: rounded(height - top),
    width: rounded(right - left),
    height: rounded(top - bottom),
  };
}

function nodeBox(object: JsonObject, flip: (point: Point) => Point): Box {
  const middle = flip(point(textAt(object, "pos")));
  const width = Number(textAt(object, "width")) * INCH;
  const height = Number(textAt(object, "height")) * INCH;
  return {
    x: rounded(middle.x - width / 2),
    y: rounded(middle.y - height / 2),
    width: rounded(width),
    height: rounded(height),
  };
}

/** @param box of the label, where the line is in two pieces with the label between them */
function curve(edges: readonly JsonObject[], box: Box | undefined, flip: (point: Point) => Point): Curve {
  const drawn = edges.map((edge) => positionOf(textAt(edge, "pos"), flip));
  const [label = ""] = edges.map((edge) => textAt(edge, "lp"));
  const { foot, tip } = drawn.find(({ tip }) => tip !== undefined) ?? {};
  if (!foot || !tip) throw new Error("Graphviz has laid out a line without an arrow.");
  return {
    pieces: drawn.map(({ points }) => points),
    foot,
    tip,
    label: box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : flip(point(label)),
  };
}

/** Such as `e,300,20 100,20 150,20 200,20 290,20`: the tip at the end or, with `s`, at the start; then the points. */
function positionOf(
  text: string,
  flip: (point: Point) => Point,
): { readonly points: Piece; readonly foot: Point | undefined; readonly tip: Point | undefined } {
  const parts = text.split(" ");
  const end = parts.find((part) => /^[es],/.test(part));
  const points = parts.filter((part) => part !== end).map((part) => flip(point(part)));
  return {
    points,
    foot: end?.startsWith("s,") ? points[0] : points.at(-1),
    tip: end === undefined ? undefined : flip(point(end.slice(2))),
  };
}

function point(text: string): Point {
  const [x = 0, y = 0] = numbers(text);
  return { x, y };
}

function numbers(text: string): number[] {
  return text.split(",").map(Number);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
