import { bandText, dayTicks, pointsText, rowsOfLabels, type Scale, scaleOf } from "./geometry.ts";

/** One intent: when it ended, its value, and the running score after it; all in 0..1. */
export interface VersionMark {
  at: number;
  u: number;
  mean: number;
  lo: number;
  hi: number;
  /** How many intents the running score holds. */
  n: number;
}

export interface VersionLine {
  /** "v7". */
  name: string;
  /** What stands beside the name: "0.76, 0.56–0.88, n 25". */
  note: string;
  /** The version that the page is about; the others are grey. */
  current: boolean;
  marks: readonly VersionMark[];
}

export const VERSION_CHART = { width: 1016, left: 32, right: 1004 } as const;

const PLOT = 184;
const LABEL_ROW = 16;
const AXIS_ROW = 26;
const TICKS = 7;
/** How wide a flag's words are, by their count of characters: text of 11 px. */
const CHARACTER = 5.8;
const FLAG_GAP = 9;

interface Flag {
  x: number;
  y: number;
  textX: number;
  anchor: "start" | "end";
}

export interface LaidOutVersion extends VersionLine {
  dots: { key: string; x: number; y: number }[];
  /** `points` of the running score and of its band; empty before its first. */
  running: string;
  band: string;
  end: { x: number; y: number } | undefined;
  flag: Flag;
}

export interface VersionLayout {
  height: number;
  bottom: number;
  y: Scale;
  lines: LaidOutVersion[];
  ticks: { at: number; x: number; anchor: "start" | "middle" | "end" }[];
}

/** Where everything of the chart stands. `from` is the intent from which on the running score is drawn. */
export function layOutVersions(versions: readonly VersionLine[], { from }: { from: number }): VersionLayout {
  const { left, right } = VERSION_CHART;
  const times = versions.flatMap(({ marks }) => marks.map(({ at }) => at));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = scaleOf([first, last], [left, right]);
  const starts = versions.map((version) => ({ version, x: x(version.marks[0]?.at ?? first) }));
  const rows = rowsOfLabels(
    starts.map(({ version, x: at }) => ({ x: labelStart(at, version), width: widthOf(version) })),
  );
  const top = 10 + LABEL_ROW * Math.max(1, ...rows.map((row) => row + 1));
  const bottom = top + PLOT;
  const y = scaleOf([0, 1], [bottom, top]);
  return {
    height: bottom + AXIS_ROW,
    bottom,
    y,
    lines: starts.map(({ version, x: at }, index) => ({
      ...version,
      ...drawMarks(version.marks, { x, y, from }),
      flag: flagOf(at, 10 + LABEL_ROW * (rows[index] ?? 0), version),
    })),
    ticks: dayTicks(first, last, TICKS).map((tick, index, all) => ({
      at: tick,
      x: x(tick),
      anchor: index === all.length - 1 && all.length > 1 ? "end" : x(tick) - left < 20 ? "start" : "middle",
    })),
  };
}

function drawMarks(
  marks: readonly VersionMark[],
  { x, y, from }: { x: Scale; y: Scale; from: number },
): Pick<LaidOutVersion, "dots" | "running" | "band" | "end"> {
  const running = marks.filter(({ n }) => n >= from);
  const line = running.map(({ at, mean }) => ({ x: x(at), y: y(mean) }));
  return {
    dots: marks.map(({ at, u, n }) => ({ key: `${n}`, x: x(at), y: y(u) })),
    running: pointsText(line),
    band: bandText(running.map(({ at, lo, hi }) => ({ x: x(at), top: y(hi), bottom: y(lo) }))),
    end: line.at(-1),
  };
}

function flagOf(x: number, y: number, version: VersionLine): Flag {
  return isTurned(x, version)
    ? { x, y, textX: x - FLAG_GAP, anchor: "end" }
    : { x, y, textX: x + FLAG_GAP, anchor: "start" };
}

/** A flag that would leave the drawing turns round. */
function isTurned(x: number, version: VersionLine): boolean {
  return x + widthOf(version) > VERSION_CHART.width;
}

function labelStart(x: number, version: VersionLine): number {
  return isTurned(x, version) ? x - widthOf(version) : x;
}

function widthOf({ name, note }: VersionLine): number {
  return FLAG_GAP + (name.length + note.length + 3) * CHARACTER;
}
