import type { SkillState, VersionOrigin } from "@yardlet/core/skill";
import {
  getPolicy,
  listEquipped,
  listRefusedChanges,
  listVersions,
  type SkillChangeKind,
  type SkillChangeRow,
  type VersionRow,
} from "@yardlet/db";
import type * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import type { ScoreBrief } from "../score/brief.ts";
import { loadEvidence } from "../score/lines.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { findWaiting, type WaitingChange } from "./waiting.ts";

/** One version of a skill, with what it has shown so far beside the one it was made from. */
export interface SkillVersionLine {
  number: number;
  /** The number it was made from; null for the first. */
  parent: number | null;
  origin: VersionOrigin;
  author: string;
  reason: string;
  createdAt: Date;
  commit: string | null;
  contentHash: string;
  treeHash: string;
  inForce: boolean;
  /** In how many repos just this version lies. */
  equippedIn: number;
  /** Null while no task has named it. */
  score: ScoreBrief | null;
}

export interface SkillVersions {
  state: SkillState;
  replacedBy: string | null;
  /** Newest first. */
  versions: SkillVersionLine[];
  waiting: WaitingChange | null;
  /** The last changes that could not be written, newest first; `diffVersions` shows their content. */
  refused: RefusedChange[];
}

export interface RefusedChange {
  id: string;
  kind: SkillChangeKind;
  /** The number that it was made from. */
  base: number | null;
  by: string;
  reason: string;
  /** Why it was not written. */
  note: string;
  at: Date;
}

/** How many refused changes are shown. */
const SHOWN_REFUSED = 5;

export async function listSkillVersions(
  ctx: ServiceContext,
  input: z.infer<typeof GetSkillInput>,
): Promise<SkillVersions> {
  requirePermission(ctx, "skill.read");
  const skill = await requireSkill(ctx.db, input);
  const { policy } = await getPolicy(ctx.db);
  const versions = await listVersions(ctx.db, skill.id);
  const refs = versions.map(({ id }) => ({ skillId: skill.id, versionId: id }));
  const [equipped, evidence, waiting, refused] = await Promise.all([
    listEquipped(ctx.db, { name: skill.name }),
    loadEvidence(ctx.db, refs, { now: ctx.now(), policy }),
    findWaiting(ctx.db, skill.id),
    listRefusedChanges(ctx.db, skill.id, SHOWN_REFUSED),
  ]);
  const numbers = new Map(versions.map(({ id, number }) => [id, number]));
  const line = (version: VersionRow): SkillVersionLine => {
    const { id, parentId, number, origin, author, reason, createdAt, commit, contentHash, treeHash } = version;
    const known = evidence.get(id);
    return {
      number,
      parent: parentId === null ? null : (numbers.get(parentId) ?? null),
      origin,
      author,
      reason,
      createdAt,
      commit,
      contentHash,
      treeHash,
      inForce: id === skill.current.id,
      equippedIn: equipped.filter((row) => row.versionId === id).length,
      score: known?.roll ? known.brief : null,
    };
  };
  return {
    state: skill.state,
    replacedBy: skill.replacedBy,
    versions: versions.map(line),
    waiting,
    refused: refused.map((change) => ({
      ...toRefused(change),
      base: change.baseId === null ? null : (numbers.get(change.baseId) ?? null),
    })),
  };
}

function toRefused({ id, kind, by, reason, note, createdAt, finishedAt }: SkillChangeRow): Omit<RefusedChange, "base"> {
  return { id, kind, by, reason, note: note ?? "", at: finishedAt ?? createdAt };
}
