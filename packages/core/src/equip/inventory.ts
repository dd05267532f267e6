import * as z from "zod";
import { compareText } from "../skill/order.ts";
import { similarity, type TextSketch } from "../skill/similar.ts";

/**
 * How a skill that was found in a repo stands to the library. same: the text in force · older: the text of an earlier version ·
 * newer: much alike, and it says a higher version than the library has · near: much alike · namesake: the same name, another text ·
 * other: nothing there is like it · unread: what lies there cannot be read.
 */
export const FoundStanding = z.enum(["same", "older", "newer", "near", "namesake", "other", "unread"]);
export type FoundStanding = z.infer<typeof FoundStanding>;

/** From this likeness on, 0 to 1, two texts are much alike. */
export const NEAR = 0.5;

/** A skill of the library, in the version in force. */
export interface Shelved {
  name: string;
  number: number;
  contentHash: string;
  sketch: TextSketch;
}

export interface FoundText {
  name: string;
  contentHash: string;
  /** What its metadata says. */
  version: number | undefined;
  sketch: TextSketch;
}

/** The library's skill that a found one stands to; `likeness` 0 to 1. */
export interface FoundAgainst {
  standing: FoundStanding;
  like: { name: string; number: number; latest: number; likeness: number } | null;
}

/**
 * Compares a found skill with the library. `earlier` are the library's versions that have exactly its text, whatever their name. Of
 * several the one of the same name counts, then the most alike, then the first by name. Similarity is that of the prose (see
 * `similarity`), without Yardlet's own metadata.
 */
export function compareFound(
  found: FoundText,
  library: readonly Shelved[],
  earlier: readonly { name: string; number: number }[],
): FoundAgainst {
  const latest = new Map(library.map(({ name, number }) => [name, number]));
  const byName = (a: { name: string }, b: { name: string }) =>
    Number(b.name === found.name) - Number(a.name === found.name) || compareText(a.name, b.name);
  const same = library.filter(({ contentHash }) => contentHash === found.contentHash).toSorted(byName)[0];
  if (same) return against("same", same, { latest: same.number, likeness: 1 });
  const old = earlier.filter(({ name }) => latest.has(name)).toSorted(byName)[0];
  if (old) return against("older", old, { latest: latest.get(old.name) ?? old.number, likeness: 1 });
  const alike = library
    .filter(({ name, sketch }) => name === found.name || mayBeNear(found.sketch, sketch))
    .map((skill) => ({ ...skill, likeness: similarity(found.sketch, skill.sketch) }))
    .filter(({ name, likeness }) => name === found.name || likeness >= NEAR)
    .toSorted((a, b) => b.likeness - a.likeness || byName(a, b));
  const near = alike.find(({ name, likeness }) => name === found.name && likeness >= NEAR) ?? alike[0];
  if (!near) return { standing: "other", like: null };
  const isNewer = found.version !== undefined && found.version > near.number;
  const standing = near.likeness < NEAR ? "namesake" : isNewer ? "newer" : "near";
  return against(standing, near, { latest: near.number, likeness: near.likeness });
}

function against(
  standing: FoundStanding,
  { name, number }: { name: string; number: number },
  { latest, likeness }: { latest: number; likeness: number },
): FoundAgainst {
  return { standing, like: { name, number, latest, likeness } };
}

/** The likeness of two sets is at most the share of the smaller in the larger: most pairs need no look at their texts. */
function mayBeNear(a: TextSketch, b: TextSketch): boolean {
  return Math.min(a.count, b.count) >= NEAR * Math.max(a.count, b.count);
}
