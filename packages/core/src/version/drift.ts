import type { ManifestEntry } from "../equip/types.ts";

/**
 * A copy of a library skill as it lies in a repo at the commit. `entry` is its line in the manifest; `forkedFrom` is the library
 * version that it was made from, where the repo has become its home.
 */
export interface PlacedCopy {
  entry: Pick<ManifestEntry, "version" | "hash" | "tree_hash" | "origin">;
  treeHash: string;
  contentHash: string;
  forkedFrom?: number;
}

export interface LibraryVersion {
  number: number;
  contentHash: string;
}

/**
 * How a copy stands to the library. `touched`: the text is the library's, but bytes or modes were changed by hand.
 * `behind` by so many versions; after a roll back `to` is the older one. `orphaned`: there is nothing to compare it with.
 */
export type Drift =
  | { state: "in_sync"; version: number; touched: boolean }
  | { state: "behind"; by: number; from: number; to: number; touched: boolean }
  | { state: "forked"; from: number }
  | { state: "orphaned"; reason: "skill_gone" | "version_unknown" | "no_origin"; edited: boolean };

/** Everything a rule looks at. */
interface Case {
  placed: PlacedCopy;
  /** The library's current version; undefined when the library has the skill no longer. */
  current: LibraryVersion | undefined;
  /** The library version whose text the copy has. */
  same: LibraryVersion | undefined;
  touched: boolean;
  /** How many versions lie between two numbers, the later one included. */
  distance: (a: number, b: number) => number;
}

/** The first rule that answers decides: texts first, since a copy edited into a library's version is that version. */
const RULES: readonly ((it: Case) => Drift | undefined)[] = [
  ({ current, touched }) => (current ? undefined : { state: "orphaned", reason: "skill_gone", edited: touched }),
  ({ current, same, touched }) =>
    current && same?.contentHash === current.contentHash
      ? { state: "in_sync", version: current.number, touched }
      : undefined,
  ({ placed: { entry, forkedFrom } }) =>
    entry.origin === "repo" && forkedFrom !== undefined ? { state: "forked", from: forkedFrom } : undefined,
  ({ placed }) =>
    placed.entry.origin === "repo" ? { state: "orphaned", reason: "no_origin", edited: false } : undefined,
  ({ current, same, touched, distance }) =>
    current && same
      ? { state: "behind", by: distance(same.number, current.number), from: same.number, to: current.number, touched }
      : undefined,
  ({ placed, touched }) => (touched ? { state: "forked", from: placed.entry.version } : undefined),
];

const UNKNOWN: Drift = { state: "orphaned", reason: "version_unknown", edited: false };

/**
 * Tells a placed copy's drift. `versions` are all of the library's, `current` the number its pointer is at, null when the library
 * has the skill no longer. Source: decisions.md, 2, 5 and 6.
 */
export function driftOf(input: {
  placed: PlacedCopy;
  versions: readonly LibraryVersion[];
  current: number | null;
}): Drift {
  const { placed, versions, current } = input;
  const sorted = versions.toSorted((a, b) => a.number - b.number);
  const place = (number: number) => sorted.findIndex((version) => version.number === number);
  const it: Case = {
    placed,
    current: sorted.find(({ number }) => number === current),
    same: sameText(placed, sorted),
    touched: placed.treeHash !== placed.entry.tree_hash,
    distance: (a, b) => Math.abs(place(a) - place(b)),
  };
  for (const rule of RULES) {
    const drift = rule(it);
    if (drift) return drift;
  }
  return UNKNOWN;
}

/** Of several versions with the copy's text: the one the manifest names, else the newest. */
function sameText({ entry, contentHash }: PlacedCopy, sorted: readonly LibraryVersion[]): LibraryVersion | undefined {
  const same = sorted.filter((version) => version.contentHash === contentHash);
  return same.find(({ number }) => number === entry.version) ?? same.at(-1);
}
