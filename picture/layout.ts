import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { textAt } from "./graph.ts";
import { isObject } from "../report/json.ts";
import type { Json, JsonObject } from "../provider/protocol/value.ts";
import type { Picture } from "./model.ts";
import { dotOf } from "./dot.ts";
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

/** A line: the points of its Bézier curves, and where the tip of its arrow is. */
export interface Curve {
  readonly points: readonly Point[];
  readonly tip: Point;
  /** Middle of its label. */
  readonly label: Point;
}

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
    const id = textAt(object, "name");
    return id.startsWith("cluster_") ? [[id.slice("cluster_".length), frameBox(object, height)]] : [];
  });
  const nodes = objects.flatMap((object): [string, Box][] =>
    "pos" in object ? [[textAt(object, "name"), nodeBox(object, flip)]] : [],
  );
  const curves = new Map(
    listAt(answer, "edges").map((edge) => [Number(textAt(edge, "id")), curve(edge, flip)]),
  );
  return {
    width: rounded(width),
    height: rounded(height),
    nodes: Object.fromEntries(nodes),
    frames: Object.fromEntries(frames),
    edges: picture.edges.map((_, index) => curves.get(index)).filter((one) => one !== undefined),
  };
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
  const width = Number(textAt(object, "width")) * 72;
  const height = Number(textAt(object, "height")) * 72;
  return {
    x: rounded(middle.x - width / 2),
    y: rounded(middle.y - height / 2),
    width: rounded(width),
    height: rounded(height),
  };
}

/** Such as `e,300,20 100,20 150,20 200,20 290,20`: the tip at the end or, with `s`, at the start; then the curves' points. */
function curve(edge: JsonObject, flip: (point: Point) => Point): Curve {
  const parts = textAt(edge, "pos").split(" ");
  const ends = parts.filter((part) => /^[es],/.test(part));
  const points = parts.filter((part) => !ends.includes(part)).map((part) => flip(point(part)));
  const end = ends[0] ?? "";
  return {
    points: end.startsWith("s,") ? points.reverse() : points,
    tip: flip(point(end.slice(2))),
    label: flip(point(textAt(edge, "lp"))),
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
