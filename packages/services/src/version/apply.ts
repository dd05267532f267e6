import type { Actor } from "@yardlet/core/audit";
import { hashBytes } from "@yardlet/core/skill";
import {
  endSkillChange,
  findSkillById,
  findSkillChange,
  findVersionOwner,
  insertVersion,
  liftTombstonesOn,
  loadChangeFiles,
  lockSkill,
  listVersions,
  recordAnnouncement,
  recordAudit,
  recordDecision,
  recordEvent,
  setCurrentVersion,
  supersedeSkillCandidates,
  updateSkill,
  type Db,
  type SkillChangeKind,
  type SkillChangeRow,
  type SkillRow,
  type VersionRow,
} from "@yardlet/db";
import { reopenInstalled } from "../candidate/installed.ts";
import type { ServiceContext } from "../context.ts";
import { recordSourceRuns } from "../run/source-runs.ts";
import { EVIDENCE_KINDS } from "../score/judged.ts";
import { readContent } from "./content.ts";

/** What a change is in the audit log. Who restores a pruned skill says so itself: that takes more than the pointer. */
const ACTIONS = {
  create: "skill.create",
  edit: "skill.edit",
  merge: "skill.merge",
  "roll-back": "skill.roll-back",
} as const satisfies Record<SkillChangeKind, string>;

/**
 * Ends a change whose content is committed where the skill is at home: the version is stored or comes back into force, with
 * decision, audit entry and event. Undefined when it had ended before: a repeat changes nothing.
 */
export async function applySkillChange(
  ctx: ServiceContext,
  tx: Db,
  change: SkillChangeRow,
  done: { commit: string | null; forkedFromId?: string },
): Promise<VersionRow | undefined> {
  await lockSkill(tx, change.skillId);
  const skill = await findSkillById(tx, change.skillId);
  const now = await findSkillChange(tx, change.id);
  if (!skill || now?.state !== "waiting") return undefined;
  const known = await knownVersion(tx, skill, change);
  const version = await putInForce(tx, skill, change, { ...done, known });
  await recordSourceRuns(ctx, tx, version.id, { runs: change.sourceRuns, isNew: known === undefined });
  await endSkillChange(tx, change.id, { state: "applied", resultId: version.id, note: null, at: ctx.now() });
  const pinned = await pinWhatAPersonWrote(tx, skill, change, ctx.now());
  await record(tx, skill, change, { version, pinned, commit: done.commit });
  if (change.kind === "create") await announcePromoted(tx, skill, change, version);
  const { home } = skill;
  const { contentHash } = version;
  await liftTombstonesOn(tx, { home, contentHash }, { by: change.by, at: ctx.now() });
  await supersedeSkillCandidates(tx, skill.id, EVIDENCE_KINDS, {
    reason: `v${version.number} is in force now`,
    at: ctx.now(),
  });
  await recordEvent(tx, "skill", skill.id);
  return version;
}

async function knownVersion(tx: Db, skill: SkillRow, change: SkillChangeRow): Promise<VersionRow | undefined> {
  return (await listVersions(tx, skill.id)).find((one) =>
    change.resultId === null ? one.contentHash === change.contentHash : one.id === change.resultId,
  );
}

/** Content that the skill has had before is that version again; all other is the next one. */
async function putInForce(
  tx: Db,
  skill: SkillRow,
  change: SkillChangeRow,
  { known, ...done }: { commit: string | null; forkedFromId?: string; known: VersionRow | undefined },
): Promise<VersionRow> {
  if (known) {
    await setCurrentVersion(tx, skill.id, known.id);
    const { forkedFromId } = done;
    if (forkedFromId !== undefined) await updateSkill(tx, skill.id, { forkedFromId });
    return known;
  }
  const content = readContent(skill.name, await loadChangeFiles(tx, change.id));
  return insertVersion(tx, {
    skillId: skill.id,
    parentId: change.baseId,
    contentHash: content.contentHash,
    treeHash: content.treeHash,
    description: content.description,
    origin: change.origin,
    author: change.by,
    reason: change.reason,
    ...done,
    findings: content.findings,
    files: content.files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
}

/** What a person wrote is not pruned by itself; of the library's skills none is (decision 3). */
async function pinWhatAPersonWrote(tx: Db, skill: SkillRow, change: SkillChangeRow, at: Date): Promise<boolean> {
  const written = (change.kind === "edit" || change.kind === "merge") && change.origin !== "distilled";
  if (!written || skill.source === "library" || skill.pinnedAt !== null) return false;
  await updateSkill(tx, skill.id, { pinnedAt: at, pinnedBy: change.by, pinReason: `edited: ${change.reason}` });
  return true;
}

async function record(
  tx: Db,
  skill: SkillRow,
  change: SkillChangeRow,
  done: { version: VersionRow; pinned: boolean; commit: string | null },
): Promise<void> {
  const action = ACTIONS[change.kind];
  const repoId = skill.home === "library" ? null : skill.home;
  const subject = `${skill.name} v${done.version.number}`;
  const facts = {
    skill: skill.id,
    home: skill.home,
    name: skill.name,
    from: skill.current?.number ?? null,
    to: done.version.number,
    pinned: done.pinned,
    change: change.id,
    commit: done.commit,
  };
  await recordDecision(tx, { kind: action, repoId, subject, reason: change.reason, by: change.by, inputs: facts });
  await recordAudit(tx, actorOf(change), { action, repoId, subject, reason: change.reason, details: facts });
}

/** To who hears of the repo that it comes from. */
async function announcePromoted(tx: Db, skill: SkillRow, change: SkillChangeRow, version: VersionRow): Promise<void> {
  const { id, name, promotedFromId } = skill;
  const from = promotedFromId === null ? undefined : await findVersionOwner(tx, promotedFromId);
  if (!from) return;
  await recordAnnouncement(tx, {
    topic: "skill",
    ref: id,
    announces: "skill.promoted",
    repoId: from.repoId,
    data: { skill: name, version: version.number, reason: change.reason, by: change.by },
  });
}

/**
 * Ends a change that cannot be written: nothing was overwritten, its content stays in the database, and `note` says why.
 */
export async function refuseSkillChange(
  ctx: ServiceContext,
  tx: Db,
  change: SkillChangeRow,
  note: string,
): Promise<void> {
  if (!(await endSkillChange(tx, change.id, { state: "refused", note, at: ctx.now() }))) return;
  const skill = await findSkillById(tx, change.skillId);
  await recordAudit(tx, ctx.actor, {
    action: "skill.refused",
    repoId: skill === undefined || skill.home === "library" ? null : skill.home,
    subject: skill?.name ?? change.skillId,
    reason: note,
    details: { skill: change.skillId, change: change.id, by: change.by },
  });
  await reopenInstalled(tx, change.id);
  await recordEvent(tx, "skill", change.skillId);
}

/** Who asked for the change, as the audit log names them. */
function actorOf({ by, byId, byKind }: SkillChangeRow): Actor {
  return { kind: byKind, id: byId, name: by, role: "curator" };
}
