import type { KnownSkill, Surroundings } from "@yardlet/core/agent";
import { SKILL_FILE, sketchSkill, type TextSketch } from "@yardlet/core/skill";
import { listPresets, listSkills, listTombstones, loadSkillProse, type Db, type TombstoneRow } from "@yardlet/db";

/** Sketches by content hash: a hash stands for one text for ever. The oldest go first. */
const SKETCHES = new Map<string, TextSketch>();
const MOST_SKETCHES = 5_000;
const MOST_TOMBSTONES = 2_000;

const NOTHING: TextSketch = { hashes: [], count: 0 };

/** A tombstone with the text it stands on; null when nobody has kept it. */
export interface BuriedText {
  tombstone: TombstoneRow;
  sketch: TextSketch | null;
}

/**
 * Everything that a new skill may run into in a home, the library's id or a repo's: skills there and in the library, what is
 * buried there, and presets.
 */
export async function loadSurroundings(
  db: Db,
  home: string,
): Promise<Surroundings & { tombstones: readonly BuriedText[] }> {
  const library = await listSkills(db, { home: "library" });
  const rows = home === "library" ? library : [...library, ...(await listSkills(db, { home }))];
  const buried = await listTombstones(db, { home, state: "standing", limit: MOST_TOMBSTONES });
  const hashes = [
    ...rows.flatMap(({ current }) => current?.contentHash ?? []),
    ...buried.map(({ contentHash }) => contentHash),
  ];
  const sketches = await loadSketches(db, home, hashes);
  return {
    known: rows.flatMap(({ home: at, name, current }): KnownSkill[] => {
      if (!current) return [];
      const { contentHash } = current;
      return [{ home: at, name, contentHash, sketch: sketches.get(contentHash) ?? NOTHING }];
    }),
    tombstones: buried.map((tombstone): BuriedText => {
      return { tombstone, sketch: sketches.get(tombstone.contentHash) ?? null };
    }),
    presets: (await listPresets(db)).map(({ name }) => name),
  };
}

async function loadSketches(db: Db, home: string, hashes: readonly string[]): Promise<ReadonlyMap<string, TextSketch>> {
  const missing = [...new Set(hashes)].filter((hash) => !SKETCHES.has(hash));
  for (const { contentHash, bytes } of await loadSkillProse(db, { home, hashes: missing })) {
    SKETCHES.set(contentHash, sketchSkill([{ path: SKILL_FILE, mode: "100644", bytes }]));
  }
  const found = new Map(
    hashes.flatMap((hash) => {
      const sketch = SKETCHES.get(hash);
      return sketch ? [[hash, sketch] as const] : [];
    }),
  );
  for (const hash of SKETCHES.keys()) {
    if (SKETCHES.size <= MOST_SKETCHES) break;
    SKETCHES.delete(hash);
  }
  return found;
}
