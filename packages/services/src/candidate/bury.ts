import type { Candidate } from "@yardlet/core/candidate";
import {
  findSkillById,
  findVersion,
  insertTombstone,
  liftTombstonesOn,
  listDraftLine,
  type Db,
  type TombstoneRow,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";

/** What was rejected leaves the fingerprint of its text, so that it does not come back by itself; what has no text leaves none. */
export async function buryRejected(ctx: ServiceContext, tx: Db, candidate: Candidate, reason: string): Promise<void> {
  const unknown = { skillId: null, version: null, kind: "rejection" } as const;
  for (const text of await textsOf(tx, candidate)) {
    await insertTombstone(tx, { ...text, ...unknown, reason, by: ctx.actor.name, at: ctx.now() });
  }
}

/** What a rejection left is lifted with it. */
export async function digUp(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<void> {
  for (const { home, contentHash } of await textsOf(tx, candidate)) {
    await liftTombstonesOn(tx, { home, contentHash }, { by: ctx.actor.name, at: ctx.now() });
  }
}

type Text = Pick<TombstoneRow, "home" | "name" | "contentHash">;

/** The text that waits, with those that it was edited from; of a fork's proposal and a promotion the text that the library was to take. */
async function textsOf(tx: Db, { kind, skillId, versionId, draftId }: Candidate): Promise<Text[]> {
  if (draftId !== null) {
    return (await listDraftLine(tx, draftId)).map(({ home, name, contentHash }) => ({ home, name, contentHash }));
  }
  const isLibrarys = kind === "proposal" || kind === "promotion";
  if (!isLibrarys || skillId === null || versionId === null) return [];
  const [skill, version] = [await findSkillById(tx, skillId), await findVersion(tx, versionId)];
  return skill && version ? [{ home: "library", name: skill.name, contentHash: version.contentHash }] : [];
}
