import type { AuditEntry } from "@yardlet/core/audit";
import type { PlanEntry } from "@yardlet/core/equip";
import type { Job } from "@yardlet/core/job";
import { compareText } from "@yardlet/core/skill";
import {
  acceptedPlans,
  findPlans,
  listAudit,
  listEquipped,
  listJobs,
  listRepos,
  listSkills,
  type EquippedRow,
} from "@yardlet/db";
import { changesOf, type CandidateWithChanges, type SkillChange } from "../candidate/changes.ts";
import { listCandidates } from "../candidate/list.ts";
import { countTroubled, type UsageTile } from "../skill/usage.ts";
import { requirePermission, WORKER, type ServiceContext } from "../context.ts";

const FAILING = 5;
const READ_BACK = 100;
const AUTOMATIC = 12;

/** One skill's place in one repo. */
export interface MatrixCell {
  repoSlug: string;
  number: number | null;
  current: boolean;
  edited: boolean;
}

/** Something Yardlet did because of a switch, with nobody asking. */
export interface AutomaticEntry extends AuditEntry {
  /** What was written; empty for what is no plan. */
  changes: SkillChange[];
  /** Why nobody had to be asked, in words. */
  because: string;
  /** Skills it equipped that still lie there: unequipping them takes it back. */
  undo: string[];
}

export interface Overview {
  /** When this was read. */
  at: Date;
  /** What waits for a person, most at stake first: the first page. */
  candidates: CandidateWithChanges[];
  /** Repos whose last sync failed: the first of them, see `counts` for all. */
  failing: { slug: string; error: string }[];
  /** What Yardlet did by itself since yesterday 00:00 UTC, newest first: the last of it, see `counts` for all. */
  automatic: AutomaticEntry[];
  repos: string[];
  /** Which repo carries which skill, those that most repos carry first. `latest`: the library's version, null when it has none. */
  matrix: { skill: string; latest: number | null; cells: MatrixCell[] }[];
  running: Job[];
  counts: {
    repos: number;
    failing: number;
    skills: number;
    equipped: number;
    jobsRunning: number;
    candidatesOpen: number;
    /** Open ones that are out of sight until their time comes. */
    candidatesSnoozed: number;
    automatic: number;
  };
  /** Skills that are cut off, misfire or are silent in some repo; null where none is. */
  usage: UsageTile | null;
}

export async function getOverview(ctx: ServiceContext): Promise<Overview> {
  requirePermission(ctx, "repo.read");
  const [done, repos, equipped, skills, running, waiting, usage] = await Promise.all([
    listAudit(ctx.db, { actorKind: "worker", since: yesterday(ctx.now()), limit: READ_BACK }),
    listRepos(ctx.db),
    listEquipped(ctx.db),
    listSkills(ctx.db, { home: "library", present: true }),
    listJobs(ctx.db, { states: ["queued", "running"], limit: 20 }),
    listCandidates(ctx),
    countTroubled(ctx.db),
  ]);
  const current = new Map(skills.map((skill) => [skill.name, skill.current]));
  const bySkill = Map.groupBy(equipped, (row) => row.name);
  const matrix = [...bySkill]
    .map(([skill, rows]) => ({
      skill,
      latest: current.get(skill)?.number ?? null,
      cells: rows.map((row) => ({
        repoSlug: row.repoSlug,
        number: row.number,
        current: row.contentHash === current.get(skill)?.contentHash,
        edited: row.edited,
      })),
    }))
    .toSorted((a, b) => b.cells.length - a.cells.length || compareText(a.skill, b.skill));
  const failing = repos.flatMap(({ slug, state, error }) => (state === "error" ? [{ slug, error: error ?? "" }] : []));
  const automatic = await automaticOf(ctx, done, equipped);
  return {
    at: ctx.now(),
    candidates: waiting.candidates,
    failing: failing.slice(0, FAILING),
    automatic: automatic.slice(0, AUTOMATIC),
    repos: repos.map((repo) => repo.slug),
    matrix,
    running,
    counts: {
      repos: repos.length,
      failing: failing.length,
      skills: skills.length,
      equipped: equipped.length,
      jobsRunning: running.length,
      candidatesOpen: waiting.total,
      candidatesSnoozed: waiting.snoozed,
      automatic: automatic.length,
    },
    usage,
  };
}

/** What a worker asked for: what comes of it has an entry of its own. */
const ASKED: ReadonlySet<string> = new Set(["repo.propose", "skill.install", "skill.propose"]);

/** Leaves out what a worker wrote because a person had asked for it or accepted it, and what it only proposed. */
async function automaticOf(
  ctx: ServiceContext,
  done: readonly AuditEntry[],
  equipped: readonly EquippedRow[],
): Promise<AutomaticEntry[]> {
  const planIds = done.flatMap((entry) => planOf(entry) ?? []);
  const [rows, accepted] = await Promise.all([findPlans(ctx.db, planIds), acceptedPlans(ctx.db, planIds)]);
  const plans = new Map(rows.map((plan) => [plan.id, plan]));
  const lying = new Set(equipped.map((row) => `${row.repoId} ${row.name}`));
  return done.flatMap((entry) => {
    const plan = plans.get(planOf(entry) ?? "");
    if (ASKED.has(entry.action) || (plan && (plan.createdBy !== WORKER.name || accepted.has(plan.id)))) return [];
    const wrote = plan && entry.action === "repo.wrote-equip" ? plan.entries : [];
    const added = wrote.filter((one) => one.action === "add").map((one) => one.skill);
    return [
      {
        ...entry,
        changes: changesOf(wrote),
        because: wrote.length > 0 ? becauseOf(wrote) : entry.reason,
        undo: added.filter((name) => lying.has(`${entry.repoId} ${name}`)),
      },
    ];
  });
}

/** "wanted by core, rust": the reasons of a plan's additions; else that of its first line. */
function becauseOf(entries: readonly PlanEntry[]): string {
  const added = entries.filter((entry) => entry.action === "add");
  if (added.length === 0) return entries[0]?.reason ?? "";
  const why = new Set(
    added.flatMap((entry) => entry.why).map((one) => (one === "pick" ? "a pick" : one.replace("preset:", ""))),
  );
  return `wanted by ${[...why].toSorted(compareText).join(", ")}`;
}

function planOf({ details }: AuditEntry): string | undefined {
  return typeof details.plan === "string" ? details.plan : undefined;
}

function yesterday(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - 1));
}
