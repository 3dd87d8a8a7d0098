import assert from "node:assert/strict";
import { test } from "node:test";
import { pictureOf } from "../../../picture/from-graph.ts";
import type { Frame, Picture } from "../../../picture/model.ts";
import { svgOf } from "../../../picture/svg.ts";
import { type Font, textWidth } from "../../../picture/text.ts";
import { LANGUAGES } from "../../../picture/words.ts";
import { recorded, recordedGraph } from "../../../sandbox/report/recorded.ts";
import { contrast } from "../../support/contrast.ts";
import { type Element, below, parseXml } from "../../support/xml.ts";

interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Texts may stand out by that, for coordinates are rounded. */
const ROUNDING = 0.2;

function groups(svg: Element, name: string): Element[] {
  return below(svg).filter(({ attributes }) => attributes.class === name);
}

function boxOf(group: Element): Box {
  const shape = group.children.find(({ name }) => name === "rect");
  const drawn = [group, ...group.children].find(({ attributes }) => attributes["data-box"] !== undefined);
  const { x, y, width, height } = shape?.attributes ?? {};
  const numbers = shape ? [x, y, width, height] : (drawn?.attributes["data-box"]?.split(" ") ?? []);
  const [left = NaN, top = NaN, across = NaN, down = NaN] = numbers.map(Number);
  return { id: idOf(group), x: left, y: top, width: across, height: down };
}

function idOf({ attributes }: Element): string {
  return attributes["data-id"] ?? `${attributes["data-from"] ?? ""} → ${attributes["data-to"] ?? ""}`;
}

function intersect(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function contains(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]));
}

/** Ids of the frames around a box or frame. */
function around(picture: Picture, id: string): string[] {
  const node = picture.nodes.find((one) => one.id === id);
  const frame = picture.frames.find((one: Frame) => one.id === id);
  const outer = node ? node.frame : frame?.within;
  return outer === undefined ? [] : [outer, ...around(picture, outer)];
}

function fontOf({ attributes }: Element): Font {
  return { size: Number(attributes["font-size"]), isBold: attributes["font-weight"] === "bold" };
}

/** How shapes are painted, in an order that makes two of the same kind equal. */
function paints(shapes: readonly Element[]): string[] {
  const painted = shapes.filter(({ name, attributes }) => name !== "text" && attributes.stroke !== undefined);
  const paint = ({ attributes }: Element): string =>
    `${attributes.fill ?? ""} ${attributes.stroke ?? ""} ${attributes["stroke-dasharray"] ?? ""}`;
  return [...new Set(painted.map(paint))].sort();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The points of a line, a few pixels apart. */
function pointsOf(edge: Element): Point[] {
  return piecesOf(edge).flat();
}

/** The points of a line's pieces: each is a row of Bézier curves. */
function piecesOf(edge: Element): Point[][] {
  const path = edge.children.find(({ name }) => name === "path")?.attributes.d ?? "";
  return path
    .split("M")
    .slice(1)
    .map((piece) => {
      const numbers = piece.split(/[C ]/).map(Number);
      const corners = numbers.flatMap((x, index) =>
        index % 2 === 0 ? [{ x, y: numbers[index + 1] ?? NaN }] : [],
      );
      assert.equal(corners.length % 3, 1, path);
      return corners.flatMap((start, index) => {
        const curve = [start, ...corners.slice(index + 1, index + 4)];
        return index % 3 === 0 && curve.length === 4 ? onCurve(curve) : [];
      });
    });
}

const STEPS = 50;

function onCurve(corners: readonly Point[]): Point[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const [t, u] = [step / STEPS, 1 - step / STEPS];
    const weights = [u ** 3, 3 * t * u ** 2, 3 * t ** 2 * u, t ** 3];
    const sum = (at: (point: Point) => number): number =>
      corners.reduce((total, corner, index) => total + at(corner) * (weights[index] ?? 0), 0);
    return { x: sum(({ x }) => x), y: sum(({ y }) => y) };
  });
}

/** Part of a line: the box at its end, and its points with the direction that it has there. */
interface Stretch {
  readonly of: string;
  readonly end: string;
  readonly steps: readonly (Point & { readonly across: number; readonly down: number })[];
}

/** Pixels between two points of a stretch. */
const STEP = 2;

/** The parts of a line before and behind its label, each with the one box of the two that it ends at. */
function stretchesOf(edge: Element, nodes: readonly Box[]): Stretch[] {
  const { "data-from": from, "data-to": to } = edge.attributes;
  const ends = nodes.filter(({ id }) => id === from || id === to);
  return piecesOf(edge).map((points): Stretch => {
    const [first, last] = [points[0], points.at(-1)];
    assert.ok(first && last);
    const near = (box: Box): number => Math.min(distance(first, box), distance(last, box));
    const [end] = [...ends].sort((a, b) => near(a) - near(b));
    return { of: idOf(edge), end: end?.id ?? "", steps: stepsOf(points) };
  });
}

function stepsOf(points: readonly Point[]): Stretch["steps"] {
  return points.slice(1).flatMap((next, index) => {
    const { x, y } = points[index] ?? next;
    const length = Math.hypot(next.x - x, next.y - y);
    const [across, down] = length === 0 ? [0, 0] : [(next.x - x) / length, (next.y - y) / length];
    return Array.from({ length: Math.ceil(length / STEP) }, (_, step) => ({
      x: x + across * step * STEP,
      y: y + down * step * STEP,
      across,
      down,
    }));
  });
}

/** How many pixels of one part of a line nobody can tell from another: side by side, and closer than that. */
function together(one: Stretch, other: Stretch): number {
  const isBeside = (a: Stretch["steps"][number]): boolean =>
    other.steps.some(
      (b) =>
        Math.abs(a.x - b.x) < 3 &&
        Math.abs(a.y - b.y) < 3 &&
        Math.abs(a.across * b.across + a.down * b.down) > 0.95,
    );
  return one.steps.filter(isBeside).length * STEP;
}

/** How far a point is from a box; negative inside of it. */
function distance({ x, y }: Point, box: Box): number {
  return Math.max(box.x - x, x - box.x - box.width, box.y - y, y - box.y - box.height);
}

for (const environment of recorded()) {
  const graph = recordedGraph(environment);
  const picture = pictureOf(environment, graph);
  for (const language of LANGUAGES) {
    const name = `${environment} in ${language}`;
    const text = await svgOf(picture, language);
    const svg = parseXml(text);
    const nodes = groups(svg, "node").map(boxOf);
    const frames = groups(svg, "frame").map(boxOf);
    const labels = groups(svg, "label").map(boxOf);

    test(`every box, frame and line of the picture of ${name} is drawn once`, () => {
      const ids = (boxes: readonly { readonly id: string }[]): string[] => boxes.map(({ id }) => id).sort();
      assert.deepEqual(ids(nodes), ids(picture.nodes));
      assert.deepEqual(ids(frames), ids(picture.frames));
      assert.equal(groups(svg, "edge").length, picture.edges.length);
    });

    test(`no two boxes intersect in the picture of ${name}, and frames are around what is in them`, () => {
      for (const [one, other] of pairs([...nodes, ...labels])) {
        assert.ok(!intersect(one, other), `${one.id} and ${other.id}`);
      }
      for (const frame of frames) {
        for (const box of [...nodes, ...frames].filter(({ id }) => id !== frame.id)) {
          const isInside = around(picture, box.id).includes(frame.id);
          const isOutside = around(picture, frame.id).includes(box.id);
          if (isInside) assert.ok(contains(frame, box), `${box.id} in ${frame.id}`);
          else if (!isOutside) assert.ok(!intersect(frame, box), `${box.id} and ${frame.id}`);
        }
      }
    });

    test(`no line leads through a box or another line's label in the picture of ${name}`, () => {
      for (const edge of groups(svg, "edge")) {
        const { "data-from": from, "data-to": to } = edge.attributes;
        const others = [...nodes, ...labels].filter(({ id }) => ![from, to, idOf(edge)].includes(id));
        for (const box of others) {
          const nearest = Math.min(...pointsOf(edge).map((point) => distance(point, box)));
          assert.ok(nearest >= -ROUNDING, `${idOf(edge)} leads ${-nearest} deep through ${box.id}`);
        }
      }
    });

    test(`lines run together in the picture of ${name} only where they come from the same box or go to it`, () => {
      const stretches = groups(svg, "edge").flatMap((edge) => stretchesOf(edge, nodes));
      for (const [one, other] of pairs(stretches)) {
        if (one.of === other.of || one.end === other.end) continue;
        const pixels = together(one, other);
        assert.ok(pixels <= 12, `${one.of} and ${other.of}: ${pixels} pixels`);
      }
    });

    test(`every label is on its own line in the picture of ${name}`, () => {
      const edges = groups(svg, "edge");
      assert.ok(labels.length > 5);
      for (const label of labels) {
        const own = edges.find((edge) => idOf(edge) === label.id);
        assert.ok(own, label.id);
        const nearest = Math.min(...pointsOf(own).map((point) => distance(point, label)));
        assert.ok(nearest <= 1, `${label.id} is ${nearest} off its line`);
      }
    });

    test(`no line is seen behind its label in the picture of ${name}`, () => {
      for (const group of groups(svg, "label")) {
        const [paper] = group.children;
        assert.deepEqual([paper?.name, paper?.attributes.fill], ["rect", "#ffffff"], idOf(group));
      }
    });

    test(`the picture of ${name} says in its language what it shows, for those who do not see it`, () => {
      const [title, summary] = svg.children;
      assert.deepEqual([title?.name, summary?.name], ["title", "desc"]);
      assert.equal(title?.text, groups(svg, "heading")[0]?.text);
      assert.equal(svg.attributes.lang, language === "en" ? "en" : "zh-CN");
      assert.equal(svg.attributes["aria-labelledby"], title?.attributes.id);
      assert.equal(svg.attributes["aria-describedby"], summary?.attributes.id);
      assert.equal(/[\u4e00-\u9fff]/.test(summary?.text ?? ""), language === "zh");
    });

    test(`every text fits its box in the picture of ${name}`, () => {
      for (const group of [...groups(svg, "node"), ...groups(svg, "label")]) {
        const box = boxOf(group);
        for (const line of group.children.filter((child) => child.name === "text")) {
          const width = textWidth(line.text, fontOf(line));
          const x = Number(line.attributes.x);
          const left = group.attributes["text-anchor"] === "middle" ? x - width / 2 : x;
          const y = Number(line.attributes.y);
          assert.ok(left >= box.x - ROUNDING, line.text);
          assert.ok(left + width <= box.x + box.width + ROUNDING, line.text);
          assert.ok(y - fontOf(line).size >= box.y - ROUNDING && y < box.y + box.height, line.text);
        }
      }
      for (const title of groups(svg, "frame-title")) {
        const frame = frames.find(({ id }) => id === idOf(title));
        const [line] = title.children;
        assert.ok(frame && line);
        const right = Number(line.attributes.x) + textWidth(line.text, fontOf(line));
        assert.ok(right <= frame.x + frame.width, line.text);
      }
    });

    test(`everything is inside of the picture of ${name}, which no screen is too narrow for`, () => {
      const { width = "", height = "", viewBox } = svg.attributes;
      assert.equal(viewBox, `0 0 ${width} ${height}`);
      assert.ok(Number(width) <= 1600, width);
      const legend = groups(svg, "entry").flatMap(({ children }) =>
        children.filter((child) => child.name === "text"),
      );
      for (const line of legend) {
        assert.ok(
          Number(line.attributes.x) + textWidth(line.text, fontOf(line)) <= Number(width) - 40,
          line.text,
        );
      }
      for (const box of [...nodes, ...frames, ...labels]) {
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= Number(width) - 40, box.id);
      }
    });

    test(`texts of the picture of ${name} have at least 10 pixels, and contrast`, () => {
      const texts = below(svg).filter((element) => element.name === "text");
      assert.ok(texts.length > 30);
      for (const line of texts) assert.ok(fontOf(line).size >= 10, line.text);
      assert.doesNotMatch(text, /scale\(/);
      for (const group of groups(svg, "node")) {
        const fill =
          group.children.find(({ attributes }) => attributes.stroke !== undefined)?.attributes.fill ?? "";
        for (const line of group.children.filter((child) => child.name === "text")) {
          assert.ok(contrast(fill, line.attributes.fill ?? "") >= 7, `${line.text}: ${fill}`);
        }
      }
    });

    test(`the legend of the picture of ${name} has every colour and line style, and nothing else`, () => {
      const inLegend = paints(groups(svg, "entry").flatMap(({ children }) => children));
      const shapes = [...groups(svg, "node"), ...groups(svg, "frame"), ...groups(svg, "edge")];
      assert.deepEqual(paints(shapes.flatMap(({ children }) => children)), inLegend);
      const words = groups(svg, "entry").map(({ children }) => children.at(-1)?.text ?? "");
      assert.equal(new Set(words).size, words.length);
      assert.ok(words.every((word) => word !== ""));
    });

    test(`the picture of ${name} is in that language`, () => {
      const titles = groups(svg, "title").map((title) => title.text);
      const isChinese = (word: string): boolean => /[\u4e00-\u9fff]/.test(word);
      if (language === "en") assert.doesNotMatch(text, /[\u4e00-\u9fff]/);
      else assert.ok(titles.filter(isChinese).length > titles.length / 3);
      assert.match(groups(svg, "heading")[0]?.text ?? "", new RegExp(`${environment}$`));
    });

    test(`the picture of ${name} is the same every time`, async () => {
      assert.equal(await svgOf(pictureOf(environment, graph), language), text);
    });
  }
}
