import { JOB_KINDS } from "@yardlet/core/job";
import { listJobs, listRepos, listSkills } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";

/** Something the palette can go to. */
export interface SearchHit {
  kind: "repo" | "skill" | "job";
  label: string;
  detail: string;
  href: string;
}

export const SearchInput = z.strictObject({ query: z.string().max(200) });

const HITS_OF_A_KIND = 8;
const RECENT_JOBS = 50;

/** Repos, skills and recent jobs whose name holds every word of the query. */
export async function search(ctx: ServiceContext, input: z.infer<typeof SearchInput>): Promise<SearchHit[]> {
  requirePermission(ctx, "repo.read");
  const words = input.query.toLowerCase().split(/\s+/).filter(Boolean);
  const [repos, skills, jobs] = await Promise.all([
    listRepos(ctx.db),
    listSkills(ctx.db, { present: true }),
    listJobs(ctx.db, { limit: RECENT_JOBS }),
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
  return Object.values(Object.groupBy(found, ({ kind }) => kind)).flatMap((some) =>
    (some ?? []).slice(0, HITS_OF_A_KIND),
  );
}

function hit(kind: SearchHit["kind"], label: string, detail: string, href: string): SearchHit {
  return { kind, label, detail, href };
}
