import { compareText } from "../skill/order.ts";

/** What the strictest common client gives the list of all skills, in characters. */
export const LISTING_LIMIT = 8000;
/** Clients cut a single description here, in characters. */
export const LISTING_DESCRIPTION_LIMIT = 1536;
/** Share of the limit from which the meter warns. */
export const LISTING_WARNING_SHARE = 0.8;
/** The line `- <name>: <description>` and its newline, without name and description: the shortest listing there is. */
export const LISTING_OVERHEAD = 5;

export interface ListingLine {
  name: string;
  /** Characters this skill takes in the list. */
  characters: number;
  /** The description is longer than a client shows. */
  shortened: boolean;
}

export interface ListingBudget {
  limit: number;
  used: number;
  /** used / limit; above 1 when the list does not fit. */
  share: number;
  warning: boolean;
  /** How many more skills of the present mean length fit before the warning. */
  room: number;
  longest: ListingLine | undefined;
  /** Skills an agent does not get to see, when its client lists by name and stops at the limit. */
  cutOff: string[];
  /** In order of name. */
  lines: ListingLine[];
}

/**
 * What an agent reads about its skills before it starts. A skill takes |name| + min(|description|, 1536) + 5 characters, where
 * |x| counts Unicode code points. `limit` is in characters and positive.
 */
export function listingBudget(
  skills: readonly { name: string; description: string }[],
  limit: number = LISTING_LIMIT,
): ListingBudget {
  const lines = skills.map(lineOf).toSorted((a, b) => compareText(a.name, b.name));
  let used = 0;
  const cutOff: string[] = [];
  for (const { name, characters } of lines) {
    used += characters;
    if (used > limit) cutOff.push(name);
  }
  const longest = lines.reduce<ListingLine | undefined>(
    (most, line) => (line.characters > (most?.characters ?? 0) ? line : most),
    undefined,
  );
  const free = limit * LISTING_WARNING_SHARE - used;
  const mean = lines.length === 0 ? LISTING_OVERHEAD : used / lines.length;
  return {
    limit,
    used,
    share: used / limit,
    warning: used >= limit * LISTING_WARNING_SHARE,
    room: Math.max(0, Math.floor(free / mean)),
    longest,
    cutOff,
    lines,
  };
}

function lineOf({ name, description }: { name: string; description: string }): ListingLine {
  const length = codePoints(description);
  return {
    name,
    characters: codePoints(name) + Math.min(length, LISTING_DESCRIPTION_LIMIT) + LISTING_OVERHEAD,
    shortened: length > LISTING_DESCRIPTION_LIMIT,
  };
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
