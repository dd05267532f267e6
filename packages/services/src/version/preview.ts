import { listingBudget } from "@yardlet/core/equip";
import type { ScanFinding } from "@yardlet/core/scan";
import { contentHash, describeSkill, parseSkill, SKILL_FILE, validateSkill, type Finding } from "@yardlet/core/skill";
import { findSnapshots, listEquipped, listRepos, type SkillRow } from "@yardlet/db";
import type * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { requireVersion } from "../score/contributions.ts";
import { requireSkill } from "../skill/get.ts";
import { obstacleIn } from "../scan/installable.ts";
import { copiesOf } from "../skill/list.ts";
import { differences, type VersionDiff } from "./diff.ts";
import { applyEdit, filesOf, SaveSkillVersionInput, VersionNumber } from "./save.ts";

export const PreviewSkillInput = SaveSkillVersionInput.omit({ reason: true }).extend({
  /** What the edit is compared with; without it the version that was edited. */
  against: VersionNumber.optional(),
});

/** What the edit does to the listing that an agent reads in one repo, in characters. */
export interface BudgetEffect {
  repoSlug: string;
  limit: number;
  before: number;
  after: number;
  /** `after` reaches the share of the limit from which pages warn. */
  warning: boolean;
  /** Skills that no longer fit once the edit is in force. */
  cutOff: string[];
}

/** An edit as it would be if it were saved. Nothing is stored. Untrusted: somebody else's words. */
export interface SkillPreview {
  /** What keeps it from being saved is an error here. */
  lenient: Finding[];
  /** What the open format's validator says. */
  strict: Finding[];
  /** What could harm. */
  scan: ScanFinding[];
  /** No client could load it as it is, or the scan finds something critical. */
  refused: boolean;
  /** Its text is that of the version it was made from: there is nothing to save. */
  unchanged: boolean;
  /** Markdown without frontmatter. */
  body: string;
  diff: Omit<VersionDiff, "bodies">;
  /** The repos that carry the skill, in order of slug. */
  budgets: BudgetEffect[];
}

/** What an editor shows while somebody types. */
export async function previewSkill(
  ctx: ServiceContext,
  input: z.infer<typeof PreviewSkillInput>,
): Promise<SkillPreview> {
  requirePermission(ctx, "skill.write");
  const skill = await requireSkill(ctx.db, input);
  const base = await requireVersion(ctx.db, skill, input.base);
  const against = await requireVersion(ctx.db, skill, input.against ?? input.base);
  const edited = await filesOf(ctx.db, base.id);
  const files = applyEdit(edited, input.edit);
  const compared = against.id === base.id ? edited : await filesOf(ctx.db, against.id);
  const parsed = parseSkill(files.find((file) => file.path === SKILL_FILE)?.bytes ?? new Uint8Array());
  const description = describeSkill(parsed) ?? "";
  const lenient = validateSkill({ folder: skill.name, files }, "lenient");
  const { obstacle, findings: scan } = await obstacleIn(ctx.db, files, ctx.now());
  return {
    lenient,
    strict: validateSkill({ folder: skill.name, files }, "strict"),
    scan,
    refused: lenient.some((finding) => finding.severity === "error") || obstacle !== undefined,
    unchanged: contentHash(files) === base.contentHash,
    body: parsed.body,
    diff: { from: against.number, to: null, ...differences(compared, files) },
    budgets: await budgetsWith(ctx, skill, description),
  };
}

async function budgetsWith(ctx: ServiceContext, skill: SkillRow, description: string): Promise<BudgetEffect[]> {
  const { name } = skill;
  const [named, repos] = await Promise.all([listEquipped(ctx.db, { name }), listRepos(ctx.db)]);
  const copies = copiesOf(skill, named);
  const carrying = new Set(copies.map(({ repoId }) => repoId));
  const ids = repos.flatMap(({ id, snapshotId }) => (carrying.has(id) && snapshotId !== null ? [snapshotId] : []));
  const snapshots = new Map((await findSnapshots(ctx.db, ids)).map((snapshot) => [snapshot.repoId, snapshot]));
  return copies.flatMap(({ repoId, repoSlug }): BudgetEffect[] => {
    const snapshot = snapshots.get(repoId);
    if (!snapshot) return [];
    const lying = snapshot.placed.filter((folder) => folder.treeHash);
    const edited = lying.map((folder) => (folder.name === name ? { ...folder, description } : folder));
    const { limit, used: before } = listingBudget(lying);
    const { used: after, warning, cutOff } = listingBudget(edited);
    return [{ repoSlug, limit, before, after, warning, cutOff }];
  });
}
