import type { FoundStanding } from "@yardlet/core/equip";
import type { InventoryPage, InventoryRow } from "@yardlet/services";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";
import { formatCount } from "@/ui/format.ts";

/** How a found skill stands to the library, in a word. */
export const STANDINGS = {
  same: { glyph: "ok", tone: "good", word: "the library’s" },
  older: { glyph: "up", tone: "warn", word: "an older version" },
  newer: { glyph: "up", tone: "mid", word: "newer than the library’s" },
  near: { glyph: "mid", tone: "mid", word: "nearly the library’s" },
  namesake: { glyph: "warn", tone: "warn", word: "same name, another text" },
  other: { glyph: "none", tone: "unk", word: "not in the library" },
  unread: { glyph: "x", tone: "bad", word: "cannot be read" },
} as const satisfies Record<FoundStanding, { glyph: GlyphName; tone: GlyphTone; word: string }>;

export const STANDING_ORDER = [
  "same",
  "older",
  "newer",
  "near",
  "namesake",
  "other",
  "unread",
] as const satisfies readonly FoundStanding[];

/** What it is compared with, in numbers: `v1 of 3`, `84 % like v2`; empty where nothing is like it. */
export function likeWords({ standing, like }: Pick<InventoryRow, "standing" | "like">): string {
  if (like === null) return "";
  const { number, latest, likeness } = like;
  if (standing === "same") return `v${number}`;
  if (standing === "older") return `v${number} of ${latest}`;
  return `${Math.floor(likeness * 100)} % like v${number}`;
}

/** The library's own text is equipped, and what cannot be read is nothing to take over. */
export function adoptionsOf({
  standing,
  isOwn,
  treeHash,
}: Pick<InventoryRow, "standing" | "isOwn" | "treeHash">): ("repo" | "library")[] {
  if (treeHash === null || standing === "same" || standing === "older") return [];
  const library = standing === "other" || standing === "near" || standing === "newer" ? (["library"] as const) : [];
  return [...(isOwn ? [] : (["repo"] as const)), ...library];
}

export function leadOf(counts: InventoryPage["counts"]): string {
  const all = STANDING_ORDER.reduce((sum, standing) => sum + counts[standing], 0);
  if (all === 0) return "Skills that lie in the repos and that Yardlet did not place.";
  const parts = STANDING_ORDER.filter((standing) => counts[standing] > 0).map(
    (standing) => `${counts[standing]} ${STANDINGS[standing].word}`,
  );
  return `${formatCount(all, "skill")} that Yardlet did not place: ${parts.join(", ")}.`;
}
