import type { KnownSkill, Surroundings } from "@yardlet/core/agent";
import { sketchSkill, type TextSketch } from "@yardlet/core/skill";
import {
  findTextsBuried,
  listPresets,
  listSkills,
  listTombstones,
  loadSkillTexts,
  type Db,
  type SkillRow,
  type TombstoneRow,
} from "@yardlet/db";

/** Sketches of versions and drafts, which never change: those of a large library take a second to make. */
const sketches = new Map<string, TextSketch>();
const MOST_SKETCHES = 2_000;
const MOST_TOMBSTONES = 500;

/** A tombstone with the text it stands on; null when nobody has kept it. */
export interface BuriedText {
  tombstone: TombstoneRow;
  sketch: TextSketch | null;
}

/** What a skill may run into that shall go to this home: what lies there and in the library, what was buried there, presets. */
export async function loadSurroundings(
  db: Db,
  home: string,
): Promise<Surroundings & { tombstones: readonly BuriedText[] }> {
  const [library, own, tombstones, presets] = await Promise.all([
    listSkills(db, { home: "library", present: true }),
    home === "library" ? [] : listSkills(db, { home, present: true }),
    loadTombstones(db, home),
    listPresets(db),
  ]);
  return {
    known: await withSketches(db, [...library, ...own]),
    tombstones,
    presets: presets.map(({ name }) => name),
  };
}

async function withSketches(db: Db, skills: readonly SkillRow[]): Promise<KnownSkill[]> {
  const inForce = skills.flatMap(({ home, name, current }) => (current ? [{ home, name, current }] : []));
  const ids = inForce.map(({ current }) => current.id);
  const missing = ids.filter((id) => !sketches.has(id));
  for (const { id, file } of await loadSkillTexts(db, missing)) keep(id, sketchSkill([file]));
  return inForce.flatMap(({ home, name, current: { id, contentHash } }) => {
    const sketch = sketches.get(id);
    return sketch ? [{ home, name, contentHash, sketch }] : [];
  });
}

async function loadTombstones(db: Db, home: string): Promise<BuriedText[]> {
  const standing = await listTombstones(db, { home, state: "standing", limit: MOST_TOMBSTONES });
  const texts = await findTextsBuried(
    db,
    home,
    standing.map(({ contentHash }) => contentHash),
  );
  const byHash = new Map(texts.map(({ contentHash, file }) => [contentHash, file]));
  return standing.map((tombstone) => {
    const file = byHash.get(tombstone.contentHash);
    return { tombstone, sketch: file ? sketchSkill([file]) : null };
  });
}

/** The oldest makes way. */
function keep(id: string, sketch: TextSketch): void {
  const [oldest] = sketches.keys();
  if (sketches.size >= MOST_SKETCHES && oldest !== undefined) sketches.delete(oldest);
  sketches.set(id, sketch);
}
