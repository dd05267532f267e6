import type { Actor } from "@yardlet/core/audit";
import { defaultRepoConfig, parseRepoConfig } from "@yardlet/core/config";
import { mergeChoices, type PlanEntry } from "@yardlet/core/equip";
import { stampSkill } from "@yardlet/core/equip/stamp";
import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { hashBytes, type SkillFile, type SkillSource, type SkillState } from "@yardlet/core/skill";
import {
  findSkill,
  findSnapshot,
  insertPlan,
  insertSkillChange,
  listChoices,
  recordAudit,
  recordEvent,
  reserveSkill,
  type Db,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { requireRepoById } from "../repo/sync.ts";
import { readContent, type SkillContent } from "../version/content.ts";
import { requireInstallable } from "../scan/installable.ts";
import { findChangeUnderWay } from "../version/waiting.ts";

/** A skill that is to be at home in the library or in a repo, by the repo's id. */
export interface NewSkill {
  home: string;
  name: string;
  source: Exclude<SkillSource, "library">;
  files: readonly SkillFile[];
  reason: string;
  /** Who asked for it; without it whoever acts. */
  by?: Pick<Actor, "kind" | "id" | "name">;
  /** The version of a repo's own skill that it is made from. */
  promotedFromId?: string;
  /** What the audit log says besides: what it is done for, what a person's word lifts. */
  details?: Readonly<Record<string, unknown>>;
}

/** A skill on its way into git: it exists once it is committed there. */
export interface InstalledSkill {
  skillId: string;
  changeId: string;
  jobId: string;
  planId: string | null;
}

/** What has a name already, and what to do then, by its state. */
export const NAME_TAKEN = {
  active: "is there already; edit it, or choose another name",
  deprecated: "is deprecated there; restore it, or choose another name",
  pruned: "was pruned from there; restore it, or choose another name",
} as const satisfies Record<SkillState, string>;

/**
 * Stores the first text of a skill and sees to it that it is written where the skill will be at home. Nothing that lies there is
 * written over.
 * @throws DomainError `invalid` with findings for what is no valid skill, `refused` for what the scan finds critical or a veto keeps
 * out, `conflict` where the name is taken
 */
export async function installSkill(ctx: ServiceContext, tx: Db, skill: NewSkill): Promise<InstalledSkill> {
  const { home, name, source, reason, by = ctx.actor, promotedFromId = null, details = {} } = skill;
  const content = readContent(name, skill.files);
  requireValid(name, content);
  await requireInstallable(tx, name, skill.files, ctx.now());
  const repo = home === "library" ? undefined : await requireRepoById(tx, home);
  const slug = repo?.slug ?? "the library";
  if (repo) await requireFree(tx, repo, name);
  const skillId = await reserveSkill(tx, {
    home,
    repoId: repo?.id ?? null,
    name,
    source,
    tier: repo ? "internal" : "opt_in",
    presets: [],
    triggers: [],
    description: content.description,
    promotedFromId,
  });
  if (skillId === undefined) throw await taken(tx, skill, slug);
  const underWay = await findChangeUnderWay(ctx, tx, { id: skillId });
  const { files } = stampSkill({ name, version: 1, origin: repo ? "repo" : "library", source, files: content.files });
  const changeId = await insertSkillChange(tx, {
    skillId,
    kind: "create",
    baseId: null,
    resultId: null,
    contentHash: content.contentHash,
    origin: "initial",
    reason,
    by: by.name,
    byKind: by.kind,
    byId: by.id,
    files: files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
  if (changeId === undefined) {
    const who = underWay?.by ?? "somebody";
    const message = `a skill ${name} by ${who} is on its way to ${slug}; wait for it, or choose another name`;
    throw new DomainError("conflict", message, { name, waiting: underWay });
  }
  const placed = await place(ctx, tx, { repo, name, reason, changeId, by: by.name });
  await recordAudit(
    tx,
    { ...ctx.actor, ...by },
    {
      action: "skill.install",
      repoId: repo?.id ?? null,
      subject: name,
      reason,
      details: { skill: skillId, home, name, source, change: changeId, plan: placed.planId, ...details },
    },
  );
  await recordEvent(tx, "skill", skillId);
  return { skillId, changeId, ...placed };
}

function requireValid(name: string, { findings }: SkillContent): void {
  const error = findings.find(({ severity }) => severity === "error");
  if (!error) return;
  const where = error.line === undefined ? error.file : `${error.file}:${error.line}`;
  throw new DomainError("invalid", `${name} is no valid skill yet: ${error.message} (${where})`, { findings });
}

/**
 * What the last sync saw under the name. The job looks again at what lies there at its turn.
 * @throws DomainError `conflict` when a folder lies there, `refused` for a veto
 */
export async function requireFree(tx: Db, repo: Repo, name: string): Promise<void> {
  const snapshot = repo.snapshotId === null ? undefined : await findSnapshot(tx, repo.snapshotId);
  if (snapshot?.placed.some((folder) => folder.name === name && folder.treeHash !== undefined)) {
    const message = `a folder .agents/skills/${name} lies in ${repo.slug}, and nothing is written over it; choose another name`;
    throw new DomainError("conflict", message, { name });
  }
  const configText = snapshot?.configText ?? null;
  const config = configText === null ? defaultRepoConfig() : parseRepoConfig(configText).config;
  if (!mergeChoices(config, await listChoices(tx, repo.id)).vetoes.includes(name)) return;
  throw new DomainError("refused", `${name} is vetoed in ${repo.slug}; lift the veto, or choose another name`, {
    name,
  });
}

async function taken(tx: Db, { home, name }: NewSkill, slug: string): Promise<DomainError> {
  const state = (await findSkill(tx, home, name))?.state ?? "active";
  return new DomainError("conflict", `${name} in ${slug} ${NAME_TAKEN[state]}`, { name, state });
}

async function place(
  ctx: ServiceContext,
  tx: Db,
  what: { repo: Repo | undefined; name: string; reason: string; changeId: string; by: string },
): Promise<{ jobId: string; planId: string | null }> {
  const { repo, name, reason, changeId, by } = what;
  if (!repo) return { planId: null, jobId: await enqueueJob(ctx, tx, "library.write", { changeId }) };
  const entry: PlanEntry = { action: "add", skill: name, version: 1, why: [], reason, suggested: false, expect: null };
  const planId = await insertPlan(tx, {
    repoId: repo.id,
    base: repo.headCommit,
    purpose: "create",
    state: "waiting",
    entries: [entry],
    edits: [],
    createdBy: by,
    changeId,
  });
  const jobId = await enqueueJob(ctx, tx, "repo.write", { repoId: repo.id, planId });
  await recordEvent(tx, "repo", repo.id);
  return { jobId, planId };
}
