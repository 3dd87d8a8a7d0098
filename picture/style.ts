import type { EdgeKind, FrameKind, NodeKind } from "./model.ts";

/** Colours of a box or frame; every text on `fill` has a contrast of at least 7 to 1. */
export interface Paint {
  readonly fill: string;
  readonly line: string;
  readonly text: string;
}

/** Paper and ink. */
export const PAPER = "#ffffff";
export const INK = "#1f2937";

const GREY: Paint = { fill: "#f3f4f6", line: "#6b7280", text: "#374151" };
const BLUE: Paint = { fill: "#dbeafe", line: "#2563eb", text: "#1e3a8a" };
const WHITE_BLUE: Paint = { fill: "#ffffff", line: "#2563eb", text: "#1e3a8a" };
const GREEN: Paint = { fill: "#dcfce7", line: "#15803d", text: "#14532d" };
const AMBER: Paint = { fill: "#fef3c7", line: "#b45309", text: "#78350f" };

export const NODE_PAINT: Readonly<Record<NodeKind, Paint>> = {
  outsider: GREY,
  keys: AMBER,
  release: BLUE,
  job: WHITE_BLUE,
  api: GREY,
  store: GREEN,
};

/** Names of keys in a box, whatever its colour. */
export const KEY_TEXT = "#7c2d12";

export const FRAME_PAINT: Readonly<Record<FrameKind, Paint>> = {
  cluster: { fill: "#f8fafc", line: "#475569", text: "#334155" },
  namespace: { fill: "#ffffff", line: "#94a3b8", text: "#475569" },
  outside: { fill: "#fdfdf8", line: "#a8a29e", text: "#57534e" },
};

/** Dashes of a frame's line; undefined for a whole line. */
export const FRAME_DASHES: Readonly<Record<FrameKind, string | undefined>> = {
  cluster: undefined,
  namespace: "4 3",
  outside: "1 4",
};

/** How a line is drawn. */
export interface Stroke {
  readonly colour: string;
  readonly dashes: string | undefined;
}

/** Seen on white and, where Mermaid is shown on a dark page, on black: a contrast of at least 3 to 1. */
export const STROKE: Readonly<Record<EdgeKind, Stroke>> = {
  talks: { colour: "#64748b", dashes: undefined },
  keys: { colour: "#b45309", dashes: "6 4" },
};

/** Colour of a line's label. */
export const LABEL_TEXT: Readonly<Record<EdgeKind, string>> = { talks: INK, keys: KEY_TEXT };
