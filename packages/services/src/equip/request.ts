import type { ConfigEdit } from "@yardlet/core/config";
import { acceptName, isExecutable, narrowPlan, planUnequip, resolveAsk, type PlanEntry } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import type { Repo, RepoChoice } from "@yardlet/core/repo";
import { insertPlan, recordAudit, recordEvent, setChoice, type Db, type PlanPurpose } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { requireRepo, requireSnapshot } from "../repo/find.ts";
import { assess, loadShelf, withEdits } from "./situation.ts";

/** What a request led to; both null when there was nothing to do. */
export interface EquipRequest {
  jobId: string | null;
  planId: string | null;
}

const Names = z.array(z.string().max(128)).max(200);

export const EquipSkillsInput = z.strictObject({
  slug: z.string().min(1).max(128),
  /** Skills or presets; absent: everything that is suggested. */
  names: Names.optional(),
});

/** Equips what is suggested, or just the named skills and presets; a name given by hand becomes a pick and lifts a veto. */
export async function equipSkills(ctx: ServiceContext, input: z.infer<typeof EquipSkillsInput>): Promise<EquipRequest> {
  requirePermission(ctx, "equip.write");
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.slug);
    const snapshot = await requireSnapshot(tx, repo);
    const shelf = await loadShelf(tx);
    if (input.names === undefined) {
      const { plan } = await assess(tx, repo, snapshot, shelf);
      return placePlan(ctx, tx, repo, { purpose: "equip", entries: plan.entries.filter(isExecutable), edits: [] });
    }
    const ask = resolveAsk(input.names, shelf);
    if (ask.unknown.length > 0) {
      throw new DomainError("not_found", `the library has no ${ask.unknown.join(", ")}; see the list of skills`, {
        unknown: ask.unknown,
      });
    }
    for (const name of ask.skills) await setChoice(tx, choiceOf(ctx, repo, "skill", name, "pick", null));
    for (const name of ask.presets) await setChoice(tx, choiceOf(ctx, repo, "preset", name, "pick", null));
    const edits: ConfigEdit[] = [
      { list: "skills.pick", add: ask.skills },
      { list: "skills.veto", remove: ask.skills },
      { list: "presets.add", add: ask.presets },
      { list: "presets.veto", remove: ask.presets },
    ];
    const { plan, wanted } = await assess(tx, repo, withEdits(snapshot, edits), shelf, ask.skills);
    const named = new Set([
      ...ask.skills,
      ...wanted.wanted
        .filter((skill) => ask.presets.some((preset) => skill.why.includes(`preset:${preset}`)))
        .map((skill) => skill.name),
    ]);
    const narrowed = narrowPlan(plan, [...named]);
    const conflict = narrowed.entries.find((entry) => entry.action === "conflict");
    if (conflict && narrowed.entries.length === 1)
      throw new DomainError("conflict", `${conflict.skill}: ${conflict.reason}`);
    return placePlan(ctx, tx, repo, {
      purpose: "pick",
      // What lies there now is planned again when its turn comes: a change that is queued before may take it away.
      entries: narrowed.entries.filter((entry) => isExecutable(entry) || entry.action === "keep"),
      edits,
    });
  });
}

export const UnequipSkillsInput = z.strictObject({
  slug: z.string().min(1).max(128),
  names: Names.min(1),
  reason: z.string().trim().max(500).optional(),
});

/** Removes skills and remembers it: a veto until it is lifted. What was removed stays in the repo's history and in ours. */
export async function unequipSkills(
  ctx: ServiceContext,
  input: z.infer<typeof UnequipSkillsInput>,
): Promise<EquipRequest> {
  requirePermission(ctx, "equip.write");
  const names = input.names.map(acceptName);
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.slug);
    const snapshot = await requireSnapshot(tx, repo);
    for (const name of names) await setChoice(tx, choiceOf(ctx, repo, "skill", name, "veto", input.reason ?? null));
    const plan = planUnequip({ names, placed: snapshot.placed, found: snapshot.found });
    const conflict = plan.entries.find((entry) => entry.action === "conflict");
    if (conflict) throw new DomainError("refused", `${conflict.skill}: ${conflict.reason}`);
    return placePlan(ctx, tx, repo, {
      purpose: "unequip",
      entries: plan.entries,
      edits: [
        { list: "skills.veto", add: names },
        { list: "skills.pick", remove: names },
      ],
    });
  });
}

/** Stores a plan that a job carries out, or that waits for a person where the repo is read-only. */
export async function placePlan(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  plan: { purpose: PlanPurpose; entries: PlanEntry[]; edits: ConfigEdit[] },
): Promise<EquipRequest> {
  const edits = plan.edits.filter((edit) => (edit.add?.length ?? 0) + (edit.remove?.length ?? 0) > 0);
  if (plan.entries.length === 0 && edits.length === 0) return { jobId: null, planId: null };
  const planId = await insertPlan(tx, {
    repoId: repo.id,
    base: repo.headCommit,
    purpose: plan.purpose,
    state: "waiting",
    entries: plan.entries,
    edits,
    createdBy: ctx.actor.name,
  });
  const jobId = await enqueueJob(ctx, tx, "repo.write", { repoId: repo.id, planId });
  await recordAudit(tx, ctx.actor, {
    action: `repo.${plan.purpose}`,
    repoId: repo.id,
    subject: subjectOf(plan.entries, edits),
    reason: "asked for by hand",
    details: { plan: planId },
  });
  await recordEvent(tx, "repo", repo.id);
  return { jobId, planId };
}

function subjectOf(entries: readonly PlanEntry[], edits: readonly ConfigEdit[]): string {
  const names =
    entries.length > 0
      ? entries.map((entry) => entry.skill)
      : edits.flatMap((edit) => [...(edit.add ?? []), ...(edit.remove ?? [])]);
  return [...new Set(names)].join(", ");
}

export function choiceOf(
  ctx: ServiceContext,
  repo: Repo,
  kind: RepoChoice["kind"],
  name: string,
  choice: RepoChoice["choice"],
  reason: string | null,
): RepoChoice {
  return { repoId: repo.id, kind, name, choice, reason, by: ctx.actor.name, at: ctx.now() };
}
