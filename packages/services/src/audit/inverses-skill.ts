import { DomainError } from "@yardlet/core/error";
import type { UndoInverse } from "@yardlet/core/version";
import { findSkillById } from "@yardlet/db";
import * as z from "zod";
import { reopenCandidate } from "../candidate/snooze.ts";
import { deprecateSkill } from "../skill/deprecate.ts";
import { homeSlugOf } from "../skill/home.ts";
import { pinSkill, unpinSkill } from "../skill/pin.ts";
import { pruneSkill } from "../skill/prune.ts";
import { restoreSkill } from "../skill/restore.ts";
import { liftWaiver, putWaiverBack } from "../scan/waive.ts";
import { liftTombstone, putTombstoneBack } from "../tombstone/lift.ts";
import { reopenDrift } from "../version/fork.ts";
import { rollBackSkill } from "../version/roll-back.ts";
import { detailsOf, type Inverse, type TakenBack } from "./inverse.ts";

const OfSkill = z.object({ skill: z.string() });
/** `pinned` tells that the edit pinned the skill, since a person wrote it. */
const OfVersions = OfSkill.extend({ from: z.int(), to: z.int(), pinned: z.boolean().default(false) });
const Deprecated = OfSkill.extend({ replacedBy: z.string().nullish() });
const OfKept = OfSkill.extend({ before: z.int(), to: z.int() });
const OfTombstone = z.object({ tombstone: z.string() });
const OfWaiver = z.object({ waiver: z.string() });
const OfCandidate = z.object({ candidate: z.string() });

export const SKILL_INVERSES = {
  "skill.roll-back": async (taken) => {
    const { skill: id, from, to, pinned } = detailsOf(OfVersions, taken.entry);
    const named = await skillOf(taken);
    await rollBackSkill(taken.ctx, { ...named, base: to, to: from });
    const isPinned = pinned && (await findSkillById(taken.tx, id))?.pinnedAt;
    if (isPinned) await unpinSkill(taken.ctx, named);
  },
  "skill.restore": async (taken) => restoreSkill(taken.ctx, await skillOf(taken)),
  "skill.prune": async (taken) => pruneSkill(taken.ctx, await skillOf(taken)),
  "skill.deprecate": async (taken) => {
    const { replacedBy } = detailsOf(Deprecated, taken.entry);
    return deprecateSkill(taken.ctx, { ...(await skillOf(taken)), ...(replacedBy ? { replacedBy } : {}) });
  },
  "skill.pin": async (taken) => pinSkill(taken.ctx, await skillOf(taken)),
  "skill.unpin": async (taken) => unpinSkill(taken.ctx, await skillOf(taken)),
  "skill.reopen-drift": async (taken) => {
    const { before, to } = detailsOf(OfKept, taken.entry);
    const { home, name, reason } = await skillOf(taken);
    return reopenDrift(taken.ctx, { repo: home, name, base: to, from: before, reason });
  },
  "tombstone.lift": ({ ctx, entry, reason }) =>
    liftTombstone(ctx, { id: detailsOf(OfTombstone, entry).tombstone, reason }),
  "tombstone.put-back": ({ ctx, entry, reason }) =>
    putTombstoneBack(ctx, { id: detailsOf(OfTombstone, entry).tombstone, reason }),
  "waiver.lift": ({ ctx, entry, reason }) => liftWaiver(ctx, { id: detailsOf(OfWaiver, entry).waiver, reason }),
  "waiver.put-back": ({ ctx, entry, reason }) => putWaiverBack(ctx, { id: detailsOf(OfWaiver, entry).waiver, reason }),
  "candidate.reopen": ({ ctx, entry, reason }) =>
    reopenCandidate(ctx, { id: detailsOf(OfCandidate, entry).candidate, reason }),
} as const satisfies Partial<Record<UndoInverse, Inverse>>;

/** The skill that an entry is about, as verbs name it, and why it is taken back. */
async function skillOf({ tx, entry, reason }: TakenBack): Promise<{ home: string; name: string; reason: string }> {
  const skill = await findSkillById(tx, detailsOf(OfSkill, entry).skill);
  if (!skill) throw new DomainError("not_found", "the skill that this is about is gone");
  return { home: await homeSlugOf(tx, skill), name: skill.name, reason };
}
