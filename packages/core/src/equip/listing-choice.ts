import { LISTING_LIMIT, listingBudget } from "./budget.ts";
import type { Why } from "./types.ts";

/** What is known of a skill when the listing has no room for all. Score, floor and uplift are in 0..1 (uplift −1..1). */
export interface ListingFacts {
  name: string;
  description: string;
  /** Why it is wanted; empty when nothing asks for it any more. */
  why: readonly Why[];
  /** A person put it there or pinned it. */
  isOwn: boolean;
  /** With enough evidence, and the floor of the policy; else null. */
  score: { value: number; floor: number } | null;
  /** Work with it against work without it, where the two can be compared. */
  uplift: number | null;
}

/** One skill's place in the choice. `worth` is a whole number ≥ 1, `because` says from what it was added up. */
export interface ListingWorth {
  name: string;
  characters: number;
  worth: number;
  because: string[];
}

/** Lists are in order of name. */
export interface ListingChoice {
  limit: number;
  /** Characters of what is kept. */
  used: number;
  kept: ListingWorth[];
  out: ListingWorth[];
  /** What an agent does not get to see today: clients list by name and stop at the limit. */
  cutToday: ListingWorth[];
  /** Sums of worth: of what is kept, and of what is seen today. */
  worth: { kept: number; today: number };
}

/** A person's word outweighs everything else that a repo can carry: no sum of other worths reaches it. */
const WORD = 1_000_000;

const POINTS = { core: 300, preset: 200, nothing: 100 } as const;

/** Points for a whole unit of score above the floor, or of uplift. */
const EVIDENCE = 1_000;

/**
 * The subset of skills that is worth most within `limit` characters: a 0/1 knapsack, exact, by dynamic programming over characters
 * (time and bytes n × limit; 200 skills at 8,000 take a few milliseconds). Of two subsets of equal worth the one counts that has
 * the first skill in order of name. Everything is worth something, so what fits is kept; the order of the input does not matter.
 */
export function chooseListing(skills: readonly ListingFacts[], limit: number = LISTING_LIMIT): ListingChoice {
  const budget = listingBudget(skills, limit);
  const facts = new Map(skills.map((skill) => [skill.name, skill]));
  const lines = budget.lines.flatMap(({ name, characters }) => {
    const fact = facts.get(name);
    return fact === undefined ? [] : [{ name, characters, ...worthOf(fact) }];
  });
  const kept = new Set(budget.used <= limit ? lines : bestWithin(lines, limit));
  const cut = new Set(budget.cutOff);
  const keptLines = lines.filter((line) => kept.has(line));
  return {
    limit,
    used: keptLines.reduce((sum, { characters }) => sum + characters, 0),
    kept: keptLines,
    out: lines.filter((line) => !kept.has(line)),
    cutToday: lines.filter(({ name }) => cut.has(name)),
    worth: { kept: sumOf(keptLines), today: sumOf(lines.filter(({ name }) => !cut.has(name))) },
  };
}

/** What a skill is worth to its place in the listing, with the parts in words. */
function worthOf({ why, isOwn, score, uplift }: ListingFacts): Pick<ListingWorth, "worth" | "because"> {
  const isPick = isOwn || why.includes("pick");
  const asks = why.includes("preset:core") ? "core" : why.length > 0 ? "preset" : "nothing";
  const parts: readonly (readonly [number, string])[] = [
    ...(isPick ? [[WORD, "a person's word"] as const] : []),
    [POINTS[asks], asks === "nothing" ? "nothing asks for it" : asks === "core" ? "core" : "a preset asks for it"],
    ...(score === null ? [] : [partOf(score.value - score.floor, "score against the floor")]),
    ...(uplift === null ? [] : [partOf(uplift, "with it against without")]),
  ];
  const worth = parts.reduce((sum, [points]) => sum + points, 0);
  return {
    worth: Math.max(1, worth),
    because: parts.map(([points, word]) => (points === WORD ? word : `${word} ${signed(points)}`)),
  };
}

function partOf(share: number, word: string): readonly [number, string] {
  return [Math.round(share * EVIDENCE), word];
}

function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}

/** `best[c]` is the most that the lines from `at` on are worth within c characters; `takes` remembers each choice. */
function bestWithin(lines: readonly ListingWorth[], limit: number): ListingWorth[] {
  const room = Math.max(0, Math.floor(limit));
  const width = room + 1;
  const best = new Float64Array(width);
  const takes = new Uint8Array(lines.length * width);
  for (const [back, { characters, worth }] of lines.toReversed().entries()) {
    const row = (lines.length - 1 - back) * width;
    for (let free = room; free >= characters; free -= 1) {
      const taken = (best[free - characters] ?? 0) + worth;
      if (taken < (best[free] ?? 0)) continue;
      best[free] = taken;
      takes[row + free] = 1;
    }
  }
  let free = room;
  return lines.filter(({ characters }, at) => {
    if (takes[at * width + free] !== 1) return false;
    free -= characters;
    return true;
  });
}

function sumOf(lines: readonly ListingWorth[]): number {
  return lines.reduce((sum, { worth }) => sum + worth, 0);
}
