/** Maps a value of a domain to a place of a drawing; places have one decimal. A domain without length maps to the middle. */
export type Scale = (value: number) => number;

export function scaleOf([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const length = to - from;
  return (value) => round1(length === 0 ? (start + end) / 2 : start + ((value - from) / length) * (end - start));
}

export function round1(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? 0 : rounded;
}

export interface Point {
  x: number;
  y: number;
}

/** What `points` of a polyline says. */
export function pointsText(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(" ");
}

/** The outline of a band: along its upper edge, and back along its lower one. */
export function bandText(points: readonly { x: number; top: number; bottom: number }[]): string {
  const upper = points.map(({ x, top }) => ({ x, y: top }));
  const lower = points.toReversed().map(({ x, bottom }) => ({ x, y: bottom }));
  return pointsText([...upper, ...lower]);
}

const SIDE = 2.7;
const LEAST_SIDE = 4;
const MOST_SIDE = 14;

/** The side of a square mark whose area grows with `n`, within what a row can hold. */
export function markSide(n: number): number {
  return round1(Math.min(MOST_SIDE, Math.max(LEAST_SIDE, SIDE * Math.sqrt(n))));
}

/** Runs of neighbours that are there; a gap is where one is null. */
export function runsOf<T>(items: readonly (T | null)[]): T[][] {
  const runs: T[][] = [];
  let open: T[] | undefined;
  for (const item of items) {
    if (item === null) open = undefined;
    else if (open) open.push(item);
    else runs.push((open = [item]));
  }
  return runs;
}

/**
 * Puts labels of a known width in rows, from left to right, so that none covers another: the row of each, 0 on top. What
 * begins in order of `x` keeps the topmost row that is free.
 */
export function rowsOfLabels(labels: readonly { x: number; width: number }[]): number[] {
  const ends: number[] = [];
  return labels.map(({ x, width }) => {
    const free = ends.findIndex((end) => end <= x);
    const row = free < 0 ? ends.length : free;
    ends[row] = x + width;
    return row;
  });
}

const DAY_MS = 86_400_000;

/** Days of a time axis, evenly spread and each at most once: at most `most` of them, the last one at the end. */
export function dayTicks(from: number, to: number, most: number): number[] {
  const days = Math.floor((to - from) / DAY_MS);
  const step = Math.max(1, Math.ceil(days / Math.max(1, most - 1))) * DAY_MS;
  const ticks: number[] = [];
  for (let at = to; at >= from && ticks.length < most; at -= step) ticks.unshift(at);
  return ticks;
}

const COIN_SPAN = 3;

/**
 * Where a number of coins stands on a bar from 1 to a thousand times 1, by its logarithm: 0 to 1. Below one coin nothing is
 * drawn, and the bar ends where it ends.
 */
export function coinShare(coins: number): number {
  return Math.min(1, Math.max(0, Math.log10(Math.max(coins, 1)) / COIN_SPAN));
}
