import type { SkillRow } from "@yardlet/db";

/** Two skills, in order of their ids. */
export interface PairIds {
  firstId: string;
  secondId: string;
}

/** What waits about a pair; one of each at a time. */
export function duplicateKey({ firstId, secondId }: PairIds): string {
  return `duplicate:${firstId}:${secondId}`;
}

/** Which of two would stay: the library's, the one that more presets name, else the first by name. A person may decide otherwise. */
export function sidesOf<S extends Pick<SkillRow, "home" | "name" | "presets">>(a: S, b: S): { keep: S; drop: S } {
  const rank = ({ home, presets }: S) => (home === "library" ? 1_000 : 0) + presets.length;
  const byRank = rank(b) - rank(a);
  return byRank < 0 || (byRank === 0 && a.name <= b.name) ? { keep: a, drop: b } : { keep: b, drop: a };
}
