import { DomainError } from "@yardlet/core/error";
import { Choice, ChoiceKind, Delivery, RepoSwitches } from "@yardlet/core/repo";
import { ResultPhase } from "@yardlet/core/run";
import type { UndoInverse } from "@yardlet/core/version";
import { findPlan } from "@yardlet/db";
import * as z from "zod";
import { setChoice } from "../equip/choice.ts";
import { equipSkills, unequipSkills } from "../equip/request.ts";
import { requireRepo } from "../repo/find.ts";
import { Address, addressOfRepo, moveRepoBack } from "../repo/move.ts";
import { archiveRepo, unarchiveRepo, updateRepoSettings } from "../repo/settings.ts";
import { setResultPhase } from "../run/result-phase.ts";
import { mapSkill, unmapSkill } from "../run/mapping.ts";
import { detailsOf, requireUnchanged, slugOf, type Inverse, type TakenBack } from "./inverse.ts";

const OfPlan = z.object({ plan: z.string() });
const OfChoice = z.object({ kind: ChoiceKind, choice: Choice, reason: z.string().nullable() });
const OfMapping = z.object({ name: z.string(), reported: z.string(), before: z.string().nullish() });
const Settings = RepoSwitches.extend({ delivery: Delivery });
const OfPhase = z.object({ before: ResultPhase, phase: ResultPhase });
const OfMove = z.object({ before: Address, after: Address });
const OfSettings = z.object({ before: Settings, change: Settings.partial() });

export const REPO_INVERSES = {
  "repo.unequip": async (taken) => {
    const names = await skillsOf(taken, "add");
    if (names.length === 0) {
      throw new DomainError("refused", "this brought skills up to date and added none; roll a skill back on its page");
    }
    return unequipSkills(taken.ctx, { slug: slugOf(taken.entry), names, reason: taken.reason });
  },
  "repo.equip": async (taken) =>
    equipSkills(taken.ctx, { slug: slugOf(taken.entry), names: await skillsOf(taken, "remove") }),
  "repo.choice": ({ ctx, entry }) => {
    const { kind, choice, reason } = detailsOf(OfChoice, entry);
    const said = reason === null ? {} : { reason };
    return setChoice(ctx, { slug: slugOf(entry), kind, name: entry.subject, choice, ...said });
  },
  "repo.configure": async ({ ctx, tx, entry }) => {
    const { before, change } = detailsOf(OfSettings, entry);
    const { switches, delivery } = await requireRepo(tx, slugOf(entry));
    requireUnchanged(change, { ...switches, delivery });
    const changed = Object.entries(before).filter(([name]) => Object.hasOwn(change, name));
    return updateRepoSettings(ctx, { slug: slugOf(entry), ...Settings.partial().parse(Object.fromEntries(changed)) });
  },
  "repo.result-phase": async ({ ctx, tx, entry, reason }) => {
    const { before, phase } = detailsOf(OfPhase, entry);
    const { resultPhase } = await requireRepo(tx, slugOf(entry));
    requireUnchanged({ phase }, { phase: resultPhase });
    return setResultPhase(ctx, { repo: slugOf(entry), phase: before, reason });
  },
  "repo.add": ({ ctx, entry }) => unarchiveRepo(ctx, { slug: slugOf(entry) }),
  "repo.archive": ({ ctx, entry }) => archiveRepo(ctx, { slug: slugOf(entry) }),
  "repo.move": async ({ ctx, tx, entry, reason }) => {
    const { before, after } = detailsOf(OfMove, entry);
    requireUnchanged(after, addressOfRepo(await requireRepo(tx, slugOf(entry))));
    return moveRepoBack(ctx, { slug: slugOf(entry), to: before, reason });
  },
  "run.map-skill": ({ ctx, entry }) => {
    const { name, reported, before } = detailsOf(OfMapping, entry);
    if (!before) throw new DomainError("refused", "it meant nothing before; take the mapping back on the runs' page");
    return mapSkill(ctx, { repo: slugOf(entry), name, reported, versionId: before });
  },
  "run.unmap-skill": ({ ctx, entry }) => {
    const { name, reported } = detailsOf(OfMapping, entry);
    return unmapSkill(ctx, { repo: slugOf(entry), name, reported });
  },
} as const satisfies Partial<Record<UndoInverse, Inverse>>;

/** The skills that an entry's plan added or removed. */
async function skillsOf({ tx, entry }: TakenBack, action: "add" | "remove"): Promise<string[]> {
  const plan = await findPlan(tx, detailsOf(OfPlan, entry).plan);
  return (plan?.entries ?? []).filter((one) => one.action === action).map(({ skill }) => skill);
}
