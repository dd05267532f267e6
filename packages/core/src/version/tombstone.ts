import { contentHash } from "../skill/hash.ts";
import type { Sha256, SkillFile } from "../skill/types.ts";

/** How a skill went: pruned by its evidence, or a proposal that a person rejected. */
export type TombstoneKind = "prune" | "rejection";

/** The fingerprint of a skill that must not silently return. `home` is `library` or a repo's id. */
export interface Tombstone {
  home: string;
  name: string;
  /** Null for a proposal that never had a number. */
  version: number | null;
  contentHash: Sha256;
  kind: TombstoneKind;
  reason: string;
  by: string;
  at: Date;
  /** When a person brought the skill back; the tombstone is kept and blocks no more. */
  liftedAt: Date | null;
}

export function tombstoneOf(
  gone: Omit<Tombstone, "contentHash" | "liftedAt"> & { files: readonly SkillFile[] },
): Tombstone {
  const { files, ...facts } = gone;
  return { ...facts, contentHash: contentHash(files), liftedAt: null };
}

/** Text that asks to be recorded. `similarTo` estimates how alike it is to a tombstone's text, 0 to 1. */
export interface Arrival {
  home: string;
  contentHash: Sha256;
  /** A person who creates or applies it knows what they do. */
  by: "person" | "automatic";
  /** The newest evidence that speaks for it; null where there is none. */
  evidenceAt: Date | null;
  similarTo?: (tombstone: Tombstone) => number;
}

/** `lift`: a person brings back what these held. `ask`: so alike that a person decides. */
export type TombstoneMatch =
  | { outcome: "clear" }
  | { outcome: "blocked"; tombstone: Tombstone }
  | { outcome: "ask"; tombstone: Tombstone; similarity: number }
  | { outcome: "lift"; tombstones: Tombstone[] };

/** From here on two texts are near-duplicates (decisions.md, 7). */
export const SIMILAR = 0.8;

/**
 * What the tombstones of a home say to a text: the same content is blocked, a near-duplicate asks, the most alike first. A person
 * lifts what they meet; a rejection expires with evidence newer than itself, a prune does not. Source: decisions.md, 7.
 */
export function matchTombstone(arrival: Arrival, tombstones: readonly Tombstone[]): TombstoneMatch {
  const standing = tombstones.filter((tombstone) => isStanding(tombstone, arrival));
  const met = standing
    .map((tombstone) => ({ tombstone, similarity: similarityOf(tombstone, arrival) }))
    .filter(({ similarity }) => similarity >= SIMILAR)
    .toSorted((a, b) => b.similarity - a.similarity || b.tombstone.at.getTime() - a.tombstone.at.getTime());
  const [first] = met;
  if (first === undefined) return { outcome: "clear" };
  if (arrival.by === "person") return { outcome: "lift", tombstones: met.map(({ tombstone }) => tombstone) };
  const { tombstone, similarity } = first;
  if (tombstone.contentHash === arrival.contentHash) return { outcome: "blocked", tombstone };
  return { outcome: "ask", tombstone, similarity };
}

function isStanding({ home, liftedAt, kind, at }: Tombstone, arrival: Arrival): boolean {
  if (home !== arrival.home || liftedAt !== null) return false;
  const isExpired = kind === "rejection" && arrival.evidenceAt !== null && arrival.evidenceAt > at;
  return !isExpired;
}

/** The same content is beyond every estimate, so that it comes first. */
function similarityOf(tombstone: Tombstone, { contentHash, similarTo }: Arrival): number {
  if (tombstone.contentHash === contentHash) return Number.POSITIVE_INFINITY;
  return similarTo?.(tombstone) ?? 0;
}
