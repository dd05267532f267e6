import { DomainError } from "@yardlet/core/error";
import {
  contentHash,
  dropYardletMetadata,
  parseSkill,
  readYardletMetadata,
  setYardletMetadata,
  SKILL_FILE,
  type SkillFile,
} from "@yardlet/core/skill";
import {
  applyResolutions,
  diffFiles,
  mergeThree,
  Resolution,
  type Conflict,
  type FileDiff,
  type Merge,
} from "@yardlet/core/version";
import { findPlan, updatePlan, type Db, type VersionRow } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { ForkInput, requireFork, type Fork } from "./fork.ts";
import { lockForChange } from "./place.ts";
import { filesOf, Reason, saveContent, VersionNumber, type SavedVersion } from "./save.ts";

const Resolutions = z.array(Resolution).max(1_000);

/** A side of a merge: the fork's version, the library's, or the library's that the fork was made from. */
export interface MergeSide {
  number: number;
  author: string;
  reason: string;
  createdAt: Date;
}

/** A fork and the library's version in force, put together. */
export interface OpenedMerge {
  base: MergeSide;
  mine: MergeSide;
  theirs: MergeSide;
  /** What both changed, in the order of the files. */
  conflicts: Conflict[];
  /** What the result changes in the fork, and in the library's text; null while a conflict has no answer. */
  changes: { mine: FileDiff[]; theirs: FileDiff[] } | null;
}

export const OpenMergeInput = ForkInput.extend({
  /** Answers to what an earlier call asked. */
  resolutions: Resolutions.default([]),
});

/**
 * Merges a repo's fork with the library's version in force, on what the fork was made from. Nothing is stored.
 * @throws DomainError `conflict` for an answer to a conflict that is no more
 */
export async function openMerge(ctx: ServiceContext, input: z.input<typeof OpenMergeInput>): Promise<OpenedMerge> {
  requirePermission(ctx, "skill.read");
  const { resolutions, ...named } = OpenMergeInput.parse(input);
  const fork = await requireFork(ctx.db, named);
  const { merge, mine, theirs } = await mergeFork(ctx.db, fork);
  const resolved = applyResolutions(merge, resolutions);
  return {
    base: sideOf(fork.base),
    mine: sideOf(fork.fork.current),
    theirs: sideOf(fork.library.current),
    conflicts: merge.conflicts,
    changes: resolved.done
      ? { mine: diffFiles(mine, resolved.files), theirs: diffFiles(theirs, resolved.files) }
      : null,
  };
}

export const MergeTarget = z.enum(["repo", "library"]);
export type MergeTarget = z.infer<typeof MergeTarget>;

export const SaveMergeInput = ForkInput.extend({
  resolutions: Resolutions,
  /** The numbers of the versions that the person saw. */
  base: z.strictObject({ base: VersionNumber, mine: VersionNumber, theirs: VersionNumber }),
  target: MergeTarget,
  reason: Reason,
});

/**
 * Saves a merge as the next version of the fork, which from then on is made from the library's version that was merged, or of the
 * library's skill.
 * @throws DomainError `conflict` when a side has moved on since, `invalid` while a conflict has no answer, and when nothing differs
 */
export async function saveMerge(ctx: ServiceContext, input: z.infer<typeof SaveMergeInput>): Promise<SavedVersion> {
  requirePermission(ctx, "skill.write");
  const { repo, name, target, reason } = input;
  return transact(ctx, async (tx) => {
    const fork = await requireFork(tx, { repo, name });
    requireSides(fork, input.base);
    const { merge, theirs } = await mergeFork(tx, fork);
    const resolved = applyResolutions(merge, input.resolutions);
    if (!resolved.done) {
      const open = resolved.open.map(({ id, path }) => ({ id, path }));
      throw new DomainError("invalid", `${open.length} conflicts of ${name} have no answer yet`, { open });
    }
    const merged = { kind: "merge", origin: "merged", reason } as const;
    if (target === "library") {
      const skill = await lockForChange(ctx, tx, { home: "library", name }, { base: input.base.theirs });
      return saveContent(ctx, tx, skill, { ...merged, files: asLibrarys(resolved.files, theirs) });
    }
    if (contentHash(resolved.files) === fork.library.current.contentHash) {
      throw new DomainError("invalid", `the result is the library's v${input.base.theirs}; take the library's instead`);
    }
    const skill = await lockForChange(ctx, tx, { home: repo, name }, { base: input.base.mine });
    const saved = await saveContent(ctx, tx, skill, { ...merged, files: resolved.files });
    await noteMerged(tx, saved.planId, input.base.theirs);
    return saved;
  });
}

/** The sides of a merge: what the fork was made from, the fork, and the library's version in force. */
export async function mergeFork(
  db: Db,
  { fork, library, base: from }: Fork,
): Promise<{ merge: Merge; mine: SkillFile[]; theirs: SkillFile[] }> {
  const base = await filesOf(db, from.id);
  const mine = await filesOf(db, fork.current.id);
  const theirs = await filesOf(db, library.current.id);
  return { merge: mergeThree({ base, mine, theirs }), mine, theirs };
}

/** Yardlet's own lines in SKILL.md are a copy's in a repo; in the library's text they stay what they were there. */
export function asLibrarys(files: readonly SkillFile[], before: readonly SkillFile[]): SkillFile[] {
  const old = before.find(({ path }) => path === SKILL_FILE);
  return files.map((file) => {
    if (file.path !== SKILL_FILE || !old) return file;
    const texts = { now: textIn(file), before: textIn(old) };
    const same = { ...file, bytes: new TextEncoder().encode(headOf(texts.before) + parseSkill(texts.now).body) };
    if (contentHash([same]) === contentHash([file])) return same;
    const { version, source = "library" } = readYardletMetadata(parseSkill(texts.before));
    const own =
      version === undefined ? dropYardletMetadata(texts.now) : setYardletMetadata(texts.now, { version, source });
    return { ...file, bytes: new TextEncoder().encode(own) };
  });
}

function textIn({ bytes }: SkillFile): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** The frontmatter with its fences. */
function headOf(text: string): string {
  return text.slice(0, text.length - parseSkill(text).body.length);
}

/** The plan remembers which version of the library's it brings in, so that the fork is made from it once it is written. */
async function noteMerged(tx: Db, planId: string | null, merges: number): Promise<void> {
  const plan = planId === null ? undefined : await findPlan(tx, planId);
  if (!plan) return;
  await updatePlan(tx, plan.id, { entries: plan.entries.map((entry) => ({ ...entry, merges })) });
}

function requireSides({ fork, library, base }: Fork, seen: z.infer<typeof SaveMergeInput>["base"]): void {
  const now = { base: base.number, mine: fork.current.number, theirs: library.current.number };
  const sides = ["base", "mine", "theirs"] as const;
  if (sides.every((side) => now[side] === seen[side])) return;
  throw new DomainError("conflict", `${fork.name} has moved on since this merge was opened; open it again`, {
    base: seen,
    current: now,
  });
}

function sideOf({ number, author, reason, createdAt }: VersionRow): MergeSide {
  return { number, author, reason, createdAt };
}
