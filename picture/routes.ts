import { type Column, type Half, channelsOf, columnsOf } from "./channels.ts";
import { labelId, leavesFrame } from "./dot-edges.ts";
import type { Box, Curve, Layout, Piece, Point } from "./layout.ts";
import type { Edge, Picture } from "./model.ts";

/** Length of an arrow. */
const ARROW = 8;
/** Radius of a bend. */
const BEND = 6;
/** No line touches a box closer to its corners: they are round, and stores have a lid. */
const CORNER = 16;
/** Nor closer to where another part of its side begins. */
const APART = 4;

/** What a line does at the left side of a box; each has a part of it. */
type Passage = "comes" | "leaves" | "keys";

/** How a line leads from the left to the right, whoever begins, and what it does at the box on the right. */
interface Course {
  readonly start: string;
  readonly end: string;
  readonly passage: Passage;
  readonly isBack: boolean;
}

/** A line between two columns, before and behind its place among the labels. */
interface Line {
  readonly halves: readonly [Half, Half];
  readonly isBack: boolean;
}

/**
 * Leads lines with a label between two columns anew: Graphviz bends them around what is in the way until nobody tells
 * one from another. Here the lines of one box share a trunk, trunks have lanes, and lines cross at right angles.
 */
export function ledInLanes(picture: Picture, layout: Layout): Layout {
  const columns = columnsOf(Object.values(layout.nodes));
  const lines = linesOf(picture, layout.nodes, columns);
  const halves = lines.flatMap((line) => line?.halves ?? []);
  const { lanes, moved } = channelsOf(columns, Object.values(layout.frames), halves);
  const pointMoved = ({ x, y }: Point): Point => ({ x: moved(x), y });
  const boxMoved = ({ x, width, ...box }: Box): Box => ({
    ...box,
    x: moved(x),
    width: moved(x + width) - moved(x),
  });
  return {
    width: moved(layout.width),
    height: layout.height,
    nodes: eachOf(layout.nodes, boxMoved),
    frames: eachOf(layout.frames, boxMoved),
    edges: layout.edges.map((curve, index) => {
      const line = lines[index];
      return line ? curveOf(line, lanes, pointMoved) : curveMoved(curve, pointMoved);
    }),
  };
}

function eachOf(boxes: Readonly<Record<string, Box>>, change: (box: Box) => Box): Record<string, Box> {
  return Object.fromEntries(Object.entries(boxes).map(([id, box]) => [id, change(box)]));
}

/** Undefined for lines within a column, and for those that lead further than to the next one. */
function linesOf(picture: Picture, boxes: Layout["nodes"], columns: readonly Column[]): (Line | undefined)[] {
  const courses = picture.edges.map((edge) => courseOf(edge, picture));
  // From the top, so that they come to the parts of a side in the order in which they are beside it.
  const crossing = courses
    .map((course, index) => ({ ...course, height: boxes[labelId(index)]?.y ?? NaN }))
    .filter(({ height }) => !Number.isNaN(height))
    .sort((a, b) => a.height - b.height);
  const columnOf = (box: Box): number =>
    columns.findIndex(({ middle }) => Math.abs(middle - middleOf(box).x) <= 1);
  return courses.map(({ start, end, passage, isBack }, index) => {
    const [left, label, right] = [boxes[start], boxes[labelId(index)], boxes[end]];
    if (!left || !label || !right) return undefined;
    const [column, next] = [columnOf(left), columnOf(label)];
    if (next !== column + 1 || columnOf(right) !== next + 1) return undefined;
    const { x, y } = middleOf(label);
    // A line without a label goes on where others have theirs.
    const half = picture.edges[index]?.label.length === 0 ? 0 : label.width / 2;
    const atLeft = crossing.filter((other) => other.start === start);
    const atRight = crossing.filter((other) => other.end === end);
    const same = atRight.filter((other) => other.passage === passage);
    const passages = [...new Set(atRight.map((other) => other.passage))];
    const from = { x: left.x + left.width, y: heightAt(left, [0, 1], atLeft.length === 1 ? y : undefined) };
    const to = {
      x: right.x,
      y: heightAt(right, partOf(passage, passages), same.length === 1 ? y : undefined),
    };
    return {
      halves: [
        { from, to: { x: x - half, y }, trunk: start, column },
        { from: { x: x + half, y }, to, trunk: `${end} ${passage}`, column: next },
      ],
      isBack,
    };
  });
}

function courseOf(edge: Edge, picture: Picture): Course {
  return leavesFrame(edge, picture)
    ? { start: edge.to, end: edge.from, passage: "leaves", isBack: true }
    : { start: edge.from, end: edge.to, passage: edge.kind === "keys" ? "keys" : "comes", isBack: false };
}

/** Which part of a side one of several has. */
function partOf(passage: Passage, passages: readonly Passage[]): readonly [top: number, bottom: number] {
  const place = passages.indexOf(passage);
  return [place / passages.length, (place + 1) / passages.length];
}

/** Where a trunk touches a box: straight ahead where that can be, else in the middle of the part. */
function heightAt(
  { y, height }: Box,
  [top, bottom]: readonly [number, number],
  wanted: number | undefined,
): number {
  const from = y + Math.max(CORNER, top * height + APART);
  const to = y + Math.min(height - CORNER, bottom * height - APART);
  const isStraight = wanted !== undefined && wanted >= from && wanted <= to;
  return isStraight ? wanted : (from + to) / 2;
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function curveMoved({ pieces, foot, tip, label }: Curve, moved: (point: Point) => Point): Curve {
  return {
    pieces: pieces.map((piece) => piece.map(moved)),
    foot: moved(foot),
    tip: moved(tip),
    label: moved(label),
  };
}

function curveOf(
  { halves: [first, second], isBack }: Line,
  lanes: ReadonlyMap<Half, number>,
  moved: (point: Point) => Point,
): Curve {
  const [start, before] = [moved(first.from), moved(first.to)];
  const [behind, end] = [moved(second.from), moved(second.to)];
  const tip = isBack ? start : end;
  const foot = { x: tip.x + (isBack ? ARROW : -ARROW), y: tip.y };
  return {
    pieces: [
      bent(isBack ? foot : start, before, lanes.get(first)),
      bent(behind, isBack ? end : foot, lanes.get(second)),
    ],
    foot,
    tip,
    label: { x: (before.x + behind.x) / 2, y: before.y },
  };
}

/** Across to the lane, along it, and across to the end; straight on where there is none. */
function bent(from: Point, to: Point, lane: number | undefined): Piece {
  if (lane === undefined) return [from, from, to, to];
  const radius = Math.min(BEND, Math.abs(to.y - from.y) / 2);
  const turn = to.y < from.y ? -radius : radius;
  const [first, last] = [
    { x: lane, y: from.y },
    { x: lane, y: to.y },
  ];
  return [
    from,
    ...straight(from, { x: lane - radius, y: from.y }),
    ...bend(first, { x: lane, y: from.y + turn }),
    ...straight({ x: lane, y: from.y + turn }, { x: lane, y: to.y - turn }),
    ...bend(last, { x: lane + radius, y: to.y }),
    ...straight({ x: lane + radius, y: to.y }, to),
  ];
}

/** As a Bézier curve goes on from its start. */
function straight(start: Point, end: Point): Piece {
  return [start, end, end];
}

function bend(corner: Point, end: Point): Piece {
  return [corner, corner, end];
}
