import { diffArrays } from "diff";
import { diff3MergeRegions } from "node-diff3";
import { type LinesConflict, type Sides, openConflict } from "./conflict.ts";
import type { Effort } from "./effort.ts";

/** A stretch of a merged text: lines that are settled, or a conflict. */
export type Piece = { lines: string[] } | { conflict: LinesConflict };

/** Where the lines stand: the file, and how many lines lie before them on each side. */
export interface LinesPlace {
  path: string;
  offset: Sides<number>;
}

const CONTEXT_LINES = 3;

/**
 * Merges three lists of lines: what one side changed is taken, what both changed alike too, the rest is a conflict. Undefined
 * when the effort does not reach. Changes that touch each other are one conflict, as in git.
 * Source: Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007.
 */
export function mergeLines(sides: Sides<readonly string[]>, place: LinesPlace, effort: Effort): Piece[] | undefined {
  const most = effort.edits();
  const [mine, theirs] = [alignLines(sides.base, sides.mine, most), alignLines(sides.base, sides.theirs, most)];
  effort.spend(Math.hypot(mine.edits, theirs.edits), Math.max(...Object.values(sides).map(({ length }) => length)));
  if (mine.tokens === undefined || theirs.tokens === undefined) return undefined;
  const base = sides.base.map((_, index) => `=${index}`);
  const regions = diff3MergeRegions(mine.tokens, base, theirs.tokens).map((region): Region => {
    if (region.stable) {
      const lines = sides[SIDE_OF[region.buffer]];
      return lines.slice(region.bufferStart, region.bufferStart + region.bufferLength);
    }
    const start = { base: region.oStart, mine: region.aStart, theirs: region.bStart };
    const contested = {
      base: sides.base.slice(start.base, start.base + region.oLength),
      mine: sides.mine.slice(start.mine, start.mine + region.aLength),
      theirs: sides.theirs.slice(start.theirs, start.theirs + region.bLength),
    };
    return sameLines(contested.mine, contested.theirs) ? contested.mine : { start, contested };
  });
  return toPieces(joinSettled(regions), place);
}

/** Settled lines, or lines that the sides have differently and where they start, counted from 0. */
type Region = string[] | { start: Sides<number>; contested: Sides<string[]> };

const SIDE_OF = { a: "mine", o: "base", b: "theirs" } as const;

/**
 * The lines of a side as tokens: the number of the line of the base that each stands for, or its text. Aligned so, each token of
 * the base is unique, and joining the three takes no second search.
 */
function alignLines(
  base: readonly string[],
  side: readonly string[],
  most: number,
): { tokens: string[] | undefined; edits: number } {
  const changes = diffArrays([...base], [...side], { maxEditLength: most });
  const edits = changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0) ?? most;
  let at = 0;
  const tokens = changes?.flatMap(({ added, removed, value, count }) => {
    if (added) return value.map((line) => `+${line}`);
    const from = at;
    at += count;
    return removed ? [] : value.map((_, index) => `=${from + index}`);
  });
  return { tokens, edits };
}

/** Settled stretches beside each other are one, and an empty one is none. */
function joinSettled(regions: readonly Region[]): Region[] {
  const joined: Region[] = [];
  for (const region of regions) {
    const last = joined.at(-1);
    if (Array.isArray(region) && region.length === 0) continue;
    if (Array.isArray(region) && Array.isArray(last)) joined[joined.length - 1] = last.concat(region);
    else joined.push(region);
  }
  return joined;
}

function toPieces(regions: readonly Region[], { path, offset }: LinesPlace): Piece[] {
  return regions.map((region, index): Piece => {
    if (Array.isArray(region)) return { lines: region };
    const { start, contested } = region;
    const line = {
      base: offset.base + start.base + 1,
      mine: offset.mine + start.mine + 1,
      theirs: offset.theirs + start.theirs + 1,
    };
    const told = openConflict("lines", path, contested, String(index));
    return { conflict: { ...told, ...contested, line, context: contextOf(regions, index) } };
  });
}

function contextOf(regions: readonly Region[], index: number): LinesConflict["context"] {
  const [before, after] = [regions[index - 1], regions[index + 1]];
  return {
    before: Array.isArray(before) ? before.slice(-CONTEXT_LINES) : [],
    after: Array.isArray(after) ? after.slice(0, CONTEXT_LINES) : [],
  };
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
