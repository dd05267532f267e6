import type { AuditEntry } from "@yardlet/core/audit";
import type { Candidate } from "@yardlet/core/candidate";
import type { Job } from "@yardlet/core/job";
import { compareText } from "@yardlet/core/skill";
import { listAudit, listCandidates, listEquipped, listJobs, listRepos, listSkills } from "@yardlet/db";
import { requirePermission, type ServiceContext } from "../context.ts";

const CANDIDATES = 200;
const AUTOMATIC = 12;

/** One skill's place in one repo. */
export interface MatrixCell {
  repoSlug: string;
  number: number | null;
  current: boolean;
  edited: boolean;
}

export interface Overview {
  candidates: Candidate[];
  /** What Yardlet did by itself since yesterday 00:00 UTC, newest first. */
  automatic: AuditEntry[];
  repos: string[];
  /** Which repo carries which skill, those that most repos carry first. */
  matrix: { skill: string; cells: MatrixCell[] }[];
  running: Job[];
  counts: { repos: number; skills: number; equipped: number; jobsRunning: number; candidatesOpen: number };
}

export async function getOverview(ctx: ServiceContext): Promise<Overview> {
  requirePermission(ctx, "repo.read");
  const [candidates, automatic, repos, equipped, skills, running] = await Promise.all([
    listCandidates(ctx.db, { state: "open", limit: CANDIDATES }),
    listAudit(ctx.db, { actorKind: "worker", since: yesterday(ctx.now()), limit: AUTOMATIC }),
    listRepos(ctx.db),
    listEquipped(ctx.db),
    listSkills(ctx.db, { home: "library", present: true }),
    listJobs(ctx.db, { states: ["queued", "running"], limit: 20 }),
  ]);
  const current = new Map(skills.map((skill) => [skill.name, skill.current?.contentHash]));
  const bySkill = Map.groupBy(equipped, (row) => row.name);
  const matrix = [...bySkill]
    .map(([skill, rows]) => ({
      skill,
      cells: rows.map((row) => ({
        repoSlug: row.repoSlug,
        number: row.number,
        current: row.contentHash === current.get(skill),
        edited: row.edited,
      })),
    }))
    .toSorted((a, b) => b.cells.length - a.cells.length || compareText(a.skill, b.skill));
  return {
    candidates,
    automatic,
    repos: repos.map((repo) => repo.slug),
    matrix,
    running,
    counts: {
      repos: repos.length,
      skills: skills.length,
      equipped: equipped.length,
      jobsRunning: running.length,
      candidatesOpen: candidates.length,
    },
  };
}

function yesterday(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - 1));
}
