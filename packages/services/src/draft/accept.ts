import { checkAuthored, type AuthoringChecks } from "@yardlet/core/agent";
import type { Candidate } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { contentHash, sketchSkill, similarity, type SkillFile, type TextSketch } from "@yardlet/core/skill";
import { matchTombstone, type Tombstone } from "@yardlet/core/version";
import {
  closeCandidate,
  findDraft,
  findRunsOfLessons,
  findSkillById,
  findVersion,
  liftTombstone,
  loadDraftFiles,
  recordEvent,
  setCandidateChange,
  setCandidatePlan,
  type Db,
  type DraftRow,
  type SkillRow,
  type TombstoneRow,
  type VersionRow,
} from "@yardlet/db";
import type { Accepted, Seen } from "../candidate/accept.ts";
import { fills, gapOf } from "../candidate/installed.ts";
import { evidenceOf } from "../candidate/subject.ts";
import type { ServiceContext } from "../context.ts";
import { homeSlugOf } from "../skill/home.ts";
import { installSkill } from "../skill/install.ts";
import { lockForChange } from "../version/place.ts";
import { saveContent } from "../version/save.ts";
import { loadSurroundings, type BuriedText } from "../agent/surroundings.ts";

/**
 * Installs the text that a candidate waits with. What resembles it, and what was buried like it, a person's word lifts; the audit log
 * says so. The gap that it was written for is filled.
 */
export async function acceptDraft(ctx: ServiceContext, tx: Db, candidate: Candidate, seen: Seen): Promise<Accepted> {
  const draft = await requireSeen(tx, candidate, seen);
  const { home, name, source } = draft;
  const files = await loadDraftFiles(tx, draft.id);
  const lifted = await liftObstacles(ctx, tx, { home, name, files });
  const installed = await installSkill(ctx, tx, {
    home,
    name,
    source: source === "learned" ? "learned" : "created",
    files,
    reason: reasonOf(candidate, draft),
    details: { candidate: candidate.id, draft: draft.id, ...lifted },
  });
  await setCandidateChange(tx, candidate.id, installed.changeId);
  if (installed.planId !== null) await setCandidatePlan(tx, candidate.id, installed.planId);
  await fillGap(ctx, tx, draft);
  return { jobId: installed.jobId };
}

/** Saves the text that a candidate waits with as the next version of the skill that it amends. */
export async function acceptUpdate(ctx: ServiceContext, tx: Db, candidate: Candidate, seen: Seen): Promise<Accepted> {
  const draft = await requireSeen(tx, candidate, seen);
  const { skillId, versionId } = candidate;
  const [skill, version] = [
    skillId === null ? undefined : await findSkillById(tx, skillId),
    versionId === null ? undefined : await findVersion(tx, versionId),
  ];
  if (!skill || !version) throw new DomainError("not_found", "the skill that this amends is gone; reject it");
  const evidence = evidenceOf(candidate);
  const distilled = evidence?.kind === "update" && evidence.from === "distiller" ? evidence : undefined;
  if (distilled) requireFresh(skill, version);
  const named = { home: await homeSlugOf(tx, skill), name: skill.name };
  const locked = await lockForChange(ctx, tx, named, { base: version.number });
  const files = await loadDraftFiles(tx, draft.id);
  const reason = reasonOf(candidate, draft);
  if (!distilled) return saveContent(ctx, tx, locked, { kind: "edit", origin: "edited", files, reason });
  const sourceRuns = await findRunsOfLessons(tx, distilled.lessons);
  const saved = await saveContent(ctx, tx, locked, { kind: "edit", origin: "distilled", files, reason, sourceRuns });
  await setCandidateChange(tx, candidate.id, saved.changeId);
  return saved;
}

/** The lessons stand in a text of the version that was in force: what has been written since would be lost. */
function requireFresh({ name, current }: SkillRow, { id, number: base }: VersionRow): void {
  if (current?.id === id) return;
  const now = current?.number ?? null;
  throw new DomainError(
    "conflict",
    `${name} is at v${now}, and this was written into v${base}; bring it up to date, and decide on that text`,
    { base, current: now, remedy: "refresh" },
  );
}

async function requireSeen(tx: Db, { draftId }: Candidate, { contentHash: seen }: Seen): Promise<DraftRow> {
  const draft = draftId === null ? undefined : await findDraft(tx, draftId);
  if (!draft) throw new DomainError("not_found", "the text of this is gone; reject it");
  if (seen === undefined) {
    throw new DomainError(
      "invalid",
      "say which text you saw: send the hash of its content, so that no other is installed",
    );
  }
  if (seen === draft.contentHash) return draft;
  throw new DomainError(
    "conflict",
    `${draft.by} has edited this since you saw it; reload to see the text that waits now`,
    {
      seen,
      now: draft.contentHash,
    },
  );
}

function reasonOf({ title }: Candidate, { rationale }: DraftRow): string {
  const [line = ""] = rationale.split("\n");
  return line.trim().slice(0, REASON_CHARACTERS) || title;
}

const REASON_CHARACTERS = 300;

/** What the person knew of and took in their stride. */
interface Lifted {
  similar: AuthoringChecks["similar"];
  lifted: Pick<TombstoneRow, "id" | "name" | "kind" | "reason">[];
}

/** Lifts what is buried and like a text that a person wants, and says what that was, and which skill it resembles. */
export async function liftObstacles(
  ctx: ServiceContext,
  tx: Db,
  skill: { home: string; name: string; files: readonly SkillFile[] },
): Promise<Lifted> {
  const around = await loadSurroundings(tx, skill.home);
  const { similar } = checkAuthored(skill, around);
  const met = tombstonesOf(skill, around.tombstones);
  for (const { id } of met) await liftTombstone(tx, id, { by: ctx.actor.name, at: ctx.now() });
  return { similar, lifted: met.map(({ id, name, kind, reason }) => ({ id, name, kind, reason })) };
}

function tombstonesOf(
  { home, files }: { home: string; files: readonly SkillFile[] },
  buried: readonly BuriedText[],
): TombstoneRow[] {
  const sketch = sketchSkill(files);
  const sketches = new Map<Tombstone, TextSketch | null>(buried.map((one) => [one.tombstone, one.sketch]));
  const similarTo = (tombstone: Tombstone) => {
    const other = sketches.get(tombstone);
    return other ? similarity(sketch, other) : 0;
  };
  const arrival = { home, contentHash: contentHash(files), by: "person", evidenceAt: null, similarTo } as const;
  const match = matchTombstone(arrival, [...sketches.keys()]);
  const met = match.outcome === "lift" ? match.tombstones : [];
  return buried.flatMap(({ tombstone }) => (met.includes(tombstone) ? [tombstone] : []));
}

async function fillGap(ctx: ServiceContext, tx: Db, draft: DraftRow): Promise<void> {
  const gapId = await gapOf(tx, draft.id);
  if (gapId === null) return;
  const close = { state: "accepted", by: ctx.actor.name, reason: fills(draft), at: ctx.now() } as const;
  if (await closeCandidate(tx, gapId, close)) await recordEvent(tx, "candidate", gapId);
}
