import type { ConfigEdit, ConfigList } from "@yardlet/core/config";
import { planUnequip } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { Choice, ChoiceKind } from "@yardlet/core/repo";
import { PresetName, SkillName } from "@yardlet/core/skill/names";
import { clearChoice, listChoices, recordAudit, recordEvent, setChoice as storeChoice } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { requireRepo, requireSnapshot } from "../repo/find.ts";
import { choiceOf, equipSkills, placePlan, type EquipRequest } from "./request.ts";
import { assess, loadShelf, withEdits } from "./situation.ts";

/** Which list of yardlet.yaml holds which choice. */
const LISTS = {
  skill: { pick: "skills.pick", veto: "skills.veto" },
  preset: { pick: "presets.add", veto: "presets.veto" },
} as const satisfies Record<ChoiceKind, Record<Choice, ConfigList>>;

const OTHER = { pick: "veto", veto: "pick" } as const satisfies Record<Choice, Choice>;
const NAMES = { skill: SkillName, preset: PresetName } as const;

export const SetChoiceInput = z.strictObject({
  slug: z.string().min(1).max(128),
  kind: ChoiceKind,
  name: z.string().min(1).max(64),
  choice: Choice,
  reason: z.string().trim().max(500).optional(),
});

/** Picks or vetoes a skill or a preset for one repo. A veto also removes what Yardlet placed because of it alone. */
export async function setChoice(ctx: ServiceContext, input: z.infer<typeof SetChoiceInput>): Promise<EquipRequest> {
  requirePermission(ctx, "equip.write");
  const name = requireName(input.kind, input.name);
  if (input.choice === "pick") return equipSkills(ctx, { slug: input.slug, names: [name] });
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.slug);
    const snapshot = await requireSnapshot(tx, repo);
    const shelf = await loadShelf(tx);
    const before = await assess(tx, repo, snapshot, shelf);
    await storeChoice(tx, choiceOf(ctx, repo, input.kind, name, input.choice, input.reason ?? null));
    const edits: ConfigEdit[] = [
      { list: LISTS[input.kind][input.choice], add: [name] },
      { list: LISTS[input.kind][OTHER[input.choice]], remove: [name] },
    ];
    const after = await assess(tx, repo, withEdits(snapshot, edits), shelf);
    const still = new Set(after.wanted.wanted.map((skill) => skill.name));
    const dropped =
      input.kind === "skill"
        ? [name]
        : before.wanted.wanted.map((skill) => skill.name).filter((skill) => !still.has(skill));
    const placed = new Set(snapshot.placed.filter((folder) => folder.entry).map((folder) => folder.name));
    const plan = planUnequip({
      names: dropped.filter((skill) => placed.has(skill)),
      placed: snapshot.placed,
      found: snapshot.found,
    });
    return placePlan(ctx, tx, repo, {
      purpose: plan.entries.length > 0 ? "unequip" : "choice",
      entries: plan.entries,
      edits,
    });
  });
}

export const LiftChoiceInput = z.strictObject({
  slug: z.string().min(1).max(128),
  kind: ChoiceKind,
  name: z.string().min(1).max(64),
});

/** Takes a pick or veto back, here and in yardlet.yaml. What it would bring back is equipped by the next sync. */
export async function liftChoice(ctx: ServiceContext, input: z.infer<typeof LiftChoiceInput>): Promise<EquipRequest> {
  requirePermission(ctx, "equip.write");
  const name = requireName(input.kind, input.name);
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.slug);
    const snapshot = await requireSnapshot(tx, repo);
    const { config } = await assess(tx, repo, snapshot, await loadShelf(tx));
    const own = (await listChoices(tx, repo.id)).find((one) => one.kind === input.kind && one.name === name);
    const cleared = await clearChoice(tx, repo.id, input.kind, name);
    const lists = {
      "skills.pick": config.skills.pick,
      "skills.veto": config.skills.veto,
      "presets.add": config.presets.add,
      "presets.veto": config.presets.veto,
    };
    const inFile = Object.values(LISTS[input.kind]).filter((list) => lists[list].includes(name));
    if (!cleared && inFile.length === 0) {
      throw new DomainError("not_found", `${input.slug} has no choice about ${name}; reload the page`);
    }
    await recordAudit(tx, ctx.actor, {
      action: "repo.lift-choice",
      repoId: repo.id,
      subject: name,
      reason: "lifted by hand",
      details: {
        kind: input.kind,
        choice: own?.choice ?? (inFile.includes(LISTS[input.kind].veto) ? "veto" : "pick"),
        reason: own?.reason ?? null,
      },
    });
    await recordEvent(tx, "repo", repo.id);
    return placePlan(ctx, tx, repo, {
      purpose: "choice",
      entries: [],
      edits: inFile.map((list) => ({ list, remove: [name] })),
    });
  });
}

function requireName(kind: ChoiceKind, name: string): string {
  const parsed = NAMES[kind].safeParse(name);
  if (parsed.success) return parsed.data;
  throw new DomainError("refused", `${JSON.stringify(name)} is not the name of a ${kind}`);
}
