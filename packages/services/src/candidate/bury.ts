import type { Candidate } from "@yardlet/core/candidate";
import { findSkillById, findVersion, insertTombstone, liftTombstonesOn, type Db, type TombstoneRow } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";

/** A rejected proposal leaves the fingerprint of its text, so that it does not come back by itself; other kinds leave none. */
export async function buryRejected(ctx: ServiceContext, tx: Db, candidate: Candidate, reason: string): Promise<void> {
  const proposed = await textOf(tx, candidate);
  if (!proposed) return;
  const unknown = { skillId: null, version: null, kind: "rejection" } as const;
  await insertTombstone(tx, { ...proposed, ...unknown, reason, by: ctx.actor.name, at: ctx.now() });
}

/** What a rejection left is lifted with it. */
export async function digUp(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<void> {
  const proposed = await textOf(tx, candidate);
  if (!proposed) return;
  const { home, contentHash } = proposed;
  await liftTombstonesOn(tx, { home, contentHash }, { by: ctx.actor.name, at: ctx.now() });
}

/** The text that a proposal asks the library to take. */
async function textOf(
  tx: Db,
  { kind, skillId, versionId }: Candidate,
): Promise<Pick<TombstoneRow, "home" | "name" | "contentHash"> | undefined> {
  if (kind !== "proposal" || skillId === null || versionId === null) return undefined;
  const [skill, version] = [await findSkillById(tx, skillId), await findVersion(tx, versionId)];
  return skill && version && { home: "library", name: skill.name, contentHash: version.contentHash };
}
