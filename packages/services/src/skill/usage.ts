import { usageOf, type Usage } from "@yardlet/core/equip";
import { listUses, type Db, type UseRow } from "@yardlet/db";

/** In how many of the repos that carry a skill it is used how. */
export type UsageCounts = Record<Usage, number>;

/** Skills, by what is the matter with their use in some repo. */
export type UsageTile = Record<Exclude<Usage, "used" | "unknown">, number>;

const NONE: UsageCounts = { cut_off: 0, misfiring: 0, silent: 0, used: 0, unknown: 0 };

/** What is known of the use of skills, by the skill's id: all of them, or one. */
export async function loadUses(db: Db, query: { skillId?: string } = {}): Promise<Map<string, UseRow[]>> {
  return Map.groupBy(await listUses(db, query), ({ skillId }) => skillId);
}

/** Counts a skill's repos; of those that nothing is known of it is unknown. */
export function countUses(rows: readonly UseRow[], equippedIn: number): UsageCounts {
  const counts = { ...NONE };
  for (const row of rows) counts[usageOf(row)] += 1;
  return { ...counts, unknown: counts.unknown + Math.max(0, equippedIn - rows.length) };
}

/** How many skills are cut off, misfire or are silent somewhere; null where none is. */
export async function countTroubled(db: Db): Promise<UsageTile | null> {
  const counts = [...(await loadUses(db)).values()].map((rows) => countUses(rows, rows.length));
  const some = (usage: keyof UsageTile) => counts.filter((one) => one[usage] > 0).length;
  const tile = { cut_off: some("cut_off"), misfiring: some("misfiring"), silent: some("silent") };
  return tile.cut_off + tile.misfiring + tile.silent === 0 ? null : tile;
}
