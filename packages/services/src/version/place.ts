import type { PlanEntry } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { hashBytes, type SkillFile, type VersionOrigin } from "@yardlet/core/skill";
import {
  findSkillById,
  insertPlan,
  insertSkillChange,
  lockSkill,
  recordAudit,
  recordEvent,
  type Db,
  type SkillChangeKind,
  type SkillRow,
  type VersionRow,
} from "@yardlet/db";
import type * as z from "zod";
import type { ServiceContext } from "../context.ts";
import { requireNoneUnderWay } from "../equip/home-request.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { requireRepoById } from "../repo/sync.ts";
import { requireSkill, type GetSkillInput } from "../skill/get.ts";
import { requireInstallable } from "../scan/installable.ts";
import { findChangeUnderWay } from "./waiting.ts";

/** A skill with a version in force. */
export type SkillInForce = SkillRow & { current: VersionRow };

/** A change that was stored, with what writes it: a job in the library, a plan and its job in a repo. */
export interface PlacedChange {
  changeId: string;
  jobId: string;
  planId: string | null;
  /** The number it will have. */
  version: number;
}

export interface NewChange {
  kind: SkillChangeKind;
  files: readonly SkillFile[];
  contentHash: string;
  origin: VersionOrigin;
  reason: string;
  /** The version that comes into force again; null: the content becomes a new one, with `number`. */
  result: VersionRow | null;
  number: number;
  /** The runs, by number, that the content was made from: they are no evidence for it. */
  sourceRuns?: readonly number[];
}

const NOT_ACTIVE = {
  deprecated: "is deprecated",
  pruned: "was pruned",
} as const;

/**
 * The skill, locked until the transaction ends, when it may be changed from the version that a person saw as `base`.
 * @throws DomainError `conflict` with `{base, current, waiting}` when another version is in force or a change is under way;
 * `refused` for a skill that is not active or not in its home
 */
export async function lockForChange(
  ctx: ServiceContext,
  tx: Db,
  named: z.infer<typeof GetSkillInput>,
  at: { base?: number } = {},
): Promise<SkillInForce> {
  const found = await requireSkill(tx, named);
  await lockSkill(tx, found.id);
  const locked = await findSkillById(tx, found.id);
  const skill = { ...found, ...locked, current: locked?.current ?? found.current };
  if (skill.state !== "active") {
    throw new DomainError("refused", `${skill.name} ${NOT_ACTIVE[skill.state]}; restore it first`, {
      state: skill.state,
    });
  }
  if (skill.absentSince !== null) {
    throw new DomainError("refused", `${skill.name} is no longer in ${named.home}; put its folder back there first`);
  }
  const current = skill.current.number;
  const base = at.base ?? current;
  const waiting = await findChangeUnderWay(ctx, tx, skill);
  const details = { base, current, waiting };
  if (base !== current) {
    throw new DomainError("conflict", `${skill.name} is at v${current}, and you worked on v${base}`, details);
  }
  if (waiting) {
    const message = `a change of ${skill.name} by ${waiting.by} is being written; wait until it is in force`;
    throw new DomainError("conflict", message, details);
  }
  return skill;
}

/**
 * Stores a change with its content and sees to it that it is written where the skill is at home. `skill` comes from
 * `lockForChange` in the same transaction.
 */
export async function placeSkillChange(
  ctx: ServiceContext,
  tx: Db,
  skill: SkillInForce,
  change: NewChange,
): Promise<PlacedChange> {
  const { kind, files, contentHash, origin, reason, result, number: version, sourceRuns = [] } = change;
  await requireInstallable(tx, skill.name, files, ctx.now());
  const changeId = await insertSkillChange(tx, {
    skillId: skill.id,
    kind,
    baseId: skill.current.id,
    resultId: result?.id ?? null,
    contentHash,
    origin,
    reason,
    by: ctx.actor.name,
    byKind: ctx.actor.kind,
    byId: ctx.actor.id,
    files: files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
    sourceRuns,
  });
  if (changeId === undefined) {
    throw new DomainError("conflict", `another change of ${skill.name} is being written; wait until it is in force`);
  }
  await recordEvent(tx, "skill", skill.id);
  await recordAudit(tx, ctx.actor, {
    action: skill.home === "library" ? "library.change" : "repo.change",
    repoId: skill.home === "library" ? null : skill.home,
    subject: `${skill.name} v${version}`,
    reason,
    details: { skill: skill.id, change: changeId, kind },
  });
  if (skill.home === "library") {
    return { changeId, version, planId: null, jobId: await enqueueJob(ctx, tx, "library.write", { changeId }) };
  }
  const entry: PlanEntry = {
    action: "update",
    skill: skill.name,
    version,
    fromVersion: skill.current.number,
    why: [],
    reason: `${kind}: ${reason}`,
    suggested: false,
  };
  const repo = await requireRepoById(tx, skill.home);
  await requireNoneUnderWay(ctx, tx, repo, skill.name);
  const planId = await insertPlan(tx, {
    repoId: skill.home,
    base: repo.headCommit,
    purpose: "change",
    state: "waiting",
    entries: [entry],
    edits: [],
    createdBy: ctx.actor.name,
    changeId,
  });
  const jobId = await enqueueJob(ctx, tx, "repo.write", { repoId: skill.home, planId });
  await recordEvent(tx, "repo", skill.home);
  return { changeId, version, planId, jobId };
}
