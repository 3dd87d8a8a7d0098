import { type Net, lanesOf } from "./lanes.ts";
import type { Box, Point } from "./layout.ts";

/** From a box to a label or from a label to a box, one column further to the right, whoever begins. */
export interface Half {
  readonly from: Point;
  readonly to: Point;
  /** Its box: the lines of one share a trunk, but at its left those that leave have another than those that come. */
  readonly trunk: string;
  /** Place of the column that it begins at. */
  readonly column: number;
}

/** Boxes one above the other. */
export interface Column {
  readonly middle: number;
  readonly left: number;
  readonly right: number;
}

/** Where trunks run, and how far everything moves to the right to make room for them. */
export interface Channels {
  /** None for those that lead straight on. */
  readonly lanes: ReadonlyMap<Half, number>;
  readonly moved: (x: number) => number;
}

/** Pixels between two lanes. */
const GAP = 9;

/** What a bend and an arrow need at the right border of a channel more than between two lanes. */
const ROOM = 5;

/** Columns from the left to the right; Graphviz centres the boxes of each. */
export function columnsOf(boxes: readonly Box[]): Column[] {
  const all = boxes.map(({ x, width }) => ({ middle: x + width / 2, left: x, right: x + width }));
  return all
    .sort((a, b) => a.middle - b.middle)
    .reduce<Column[]>((columns, own) => {
      const last = columns.at(-1);
      if (!last || own.middle - last.middle > 1) return [...columns, own];
      const both = { left: Math.min(last.left, own.left), right: Math.max(last.right, own.right) };
      return [...columns.slice(0, -1), { ...last, ...both }];
    }, []);
}

/** Lanes between columns, each channel as wide as its lanes need. */
export function channelsOf(
  columns: readonly Column[],
  frames: readonly Box[],
  halves: readonly Half[],
): Channels {
  const channels = columns.slice(1).map(({ left }, index) => {
    const lanes = lanesIn(halves.filter(({ column }) => column === index));
    const [from, to] = freest(columns[index]?.right ?? left, left, frames);
    const room = Math.max(to - from, GAP * (Math.max(-1, ...lanes.values()) + 2));
    return { lanes, from, to, room };
  });
  const moved = (x: number): number =>
    channels.reduce((sum, { from, to, room }) => {
      const part = Math.min(Math.max((x - from) / (to - from), 0), 1);
      return sum + part * (room - (to - from));
    }, x);
  const placed = channels.flatMap(({ lanes, from, room }) => {
    const gap = room / (Math.max(-1, ...lanes.values()) + 2);
    return [...lanes].map(([half, lane]): [Half, number] => [half, moved(from) + gap * (lane + 1)]);
  });
  return { lanes: new Map(placed), moved };
}

/** The part of a channel that is in the fewest frames: there no border is taken for a line, and no title is crossed. */
function freest(left: number, right: number, frames: readonly Box[]): readonly [from: number, to: number] {
  const [from, to] = [left, right - ROOM];
  const borders = frames.flatMap(({ x, width }) => [x, x + width]).filter((x) => x > from && x < to);
  const stops = [...new Set([from, ...borders.sort((a, b) => a - b), to])];
  const around = ([start]: readonly [number, number]): number =>
    frames.filter(({ x, width }) => x <= start && x + width > start).length;
  return stops
    .slice(1)
    .map((stop, index): [number, number] => [stops[index] ?? from, stop])
    .reduce((best, part) => (around(part) < around(best) ? part : best));
}

function lanesIn(halves: readonly Half[]): Map<Half, number> {
  const trunks = [...new Set(halves.map(({ trunk }) => trunk))].map((trunk): [Net, Half[]] => {
    const own = halves.filter((half) => half.trunk === trunk);
    return [{ left: own.map(({ from }) => from.y), right: own.map(({ to }) => to.y) }, own];
  });
  const lanes = lanesOf(trunks.map(([net]) => net));
  return new Map(
    trunks.flatMap(([net, own]) => {
      const lane = lanes.get(net);
      return lane === undefined ? [] : own.map((half): [Half, number] => [half, lane]);
    }),
  );
}
