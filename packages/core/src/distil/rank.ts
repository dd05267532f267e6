import { compareText } from "../skill/order.ts";
import { severityRank } from "./group.ts";
import type { GroupWords } from "./lesson.ts";
import type { DeferredItem } from "./result.ts";

/**
 * The one order of groups: the more severe first, then the more recurrent, the more confident, the smaller change, the key. Total:
 * no two groups have one key. Source: contracts.md, section 9.
 */
export function compareGroups(a: GroupWords, b: GroupWords): number {
  return (
    severityRank(b.group.severity) - severityRank(a.group.severity) ||
    b.group.runs.length - a.group.runs.length ||
    compareConfidence(a, b) ||
    sizeOf(a) - sizeOf(b) ||
    compareText(a.group.text, b.group.text)
  );
}

/** As `compareGroups`, but what is in force stands before what is only kept. */
export function compareLessons(a: GroupWords, b: GroupWords): number {
  return Number(b.group.strong) - Number(a.group.strong) || compareGroups(a, b);
}

/** n / (n + m + 1) of two groups by whole numbers: no rounding decides. */
function compareConfidence(a: GroupWords, b: GroupWords): number {
  const [n, m] = [a.group.runs.length, b.group.runs.length];
  return m * (n + a.group.counterRuns.length + 1) - n * (m + b.group.counterRuns.length + 1);
}

function sizeOf({ proposal, lesson }: GroupWords): number {
  return (proposal?.candidate_change ?? lesson?.prevention ?? "").length;
}

/** The first of a ranking, and what the limit left no room for, each with the reason. */
export function takeFirst<T>(
  ranked: readonly T[],
  { most, limit, kind, idOf }: { most: number; limit: string; kind: DeferredItem["kind"]; idOf: (item: T) => string },
): { taken: T[]; deferred: DeferredItem[] } {
  return {
    taken: ranked.slice(0, most),
    deferred: ranked.slice(most).map((item, index) => ({
      id: idOf(item),
      kind,
      reason: `rank ${most + index + 1} of ${ranked.length}; ${limit} is ${most}`,
    })),
  };
}
