import { JOB_KINDS } from "@yardlet/core/job";
import { findRunsCalled, listJobs, listRepos, listSkills } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { plainText } from "../run/input.ts";

/** Something the palette can go to: by its address, or by what a run or a task is called. */
export type SearchHit = { label: string; detail: string } & (
  | { kind: "repo" | "skill" | "job"; href: string }
  | { kind: "run"; repo: string; runId: string }
  | { kind: "task"; repo: string; intent: string; task: string }
);

export const SearchInput = z.strictObject({ query: plainText(200) });

const HITS_OF_A_KIND = 8;
const RECENT_JOBS = 50;

/** Repos, skills and recent jobs whose name holds every word of the query; runs, tasks and intents that are called just so. */
export async function search(ctx: ServiceContext, input: z.infer<typeof SearchInput>): Promise<SearchHit[]> {
  requirePermission(ctx, "repo.read");
  const words = input.query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = input.query.trim();
  const [repos, skills, jobs, named] = await Promise.all([
    listRepos(ctx.db),
    listSkills(ctx.db, { present: true }),
    listJobs(ctx.db, { limit: RECENT_JOBS }),
    text === "" ? { runs: [], tasks: [] } : findRunsCalled(ctx.db, text, HITS_OF_A_KIND),
  ]);
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const hits: SearchHit[] = [
    ...repos.map((repo) => hit("repo", repo.slug, repo.location, `/repos/${repo.slug}`)),
    ...skills.map((skill) => {
      const home = slugs.get(skill.home) ?? skill.home;
      return hit("skill", skill.name, home, `/skills/${home}/${skill.name}`);
    }),
    ...jobs.map((job) =>
      hit("job", `${JOB_KINDS[job.kind].title} ${job.repoSlug ?? ""}`.trim(), job.state, `/jobs/${job.id}`),
    ),
  ];
  const found = hits.filter(({ label, detail }) =>
    words.every((word) => `${label} ${detail}`.toLowerCase().includes(word)),
  );
  const exact: SearchHit[] = [
    ...named.tasks.map((task) => ({ kind: "task", label: task.task, detail: task.repo, ...task }) as const),
    ...named.runs.map(({ task, ...run }) => ({ kind: "run", label: run.runId, detail: task, ...run }) as const),
  ];
  return Object.values(Object.groupBy([...exact, ...found], ({ kind }) => kind)).flatMap((some) =>
    (some ?? []).slice(0, HITS_OF_A_KIND),
  );
}

function hit(kind: "repo" | "skill" | "job", label: string, detail: string, href: string): SearchHit {
  return { kind, label, detail, href };
}
