import { DEMO_REPOS, type DemoHistory, demoHistory, type IsGone, WEEKS } from "@yardlet/core/demo";
import { listChoices, listRepos, listSkills } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { drainJobs } from "../job/drain.ts";
import { requestLibrarySync } from "../library/configure.ts";
import { requestRepoSync } from "../repo/settings.ts";
import { REPORT_RECORDS, reportRuns } from "../run/report.ts";
import { requestScoreAudit } from "../score/recount.ts";
import { finishSetup } from "../team/setup.ts";
import { demoFolder } from "./folder.ts";
import { DISTIL_BUDGET, startDistil } from "../distil/start.ts";
import { requireFresh } from "./fresh.ts";
import { type Filling, fillLibrary, fillRepos } from "./ground.ts";
import { makeMoves } from "./moves.ts";
import { DEMO } from "./people.ts";
import { markUnfinished, markWhole } from "./unfinished.ts";

/** The repo whose failures are distilled at the end. */
const DISTILLED = "charts-docs";
/** A few updates show what they are; a day's inbox is not filled with them. */
const BUDGET = { ...DISTIL_BUDGET, max_candidates: 4 };

export interface DemoOptions {
  signal: AbortSignal;
  /** Told how far it is, in a line. */
  say: (line: string) => void;
  /** Slugs of the repos to make; without them all. */
  repos?: readonly string[];
}

/** How much there is afterwards. */
export interface FilledDemo {
  repos: number;
  skills: number;
  runs: number;
}

/**
 * Fills a fresh installation with three months of a team's work, through the verbs that a team uses: a library, repos, runs as they
 * are reported week by week, and whatever Yardlet decides and writes by itself meanwhile. The clock of its own goes from three
 * months ago to now. Nobody can sign in afterwards: the first admin comes by the one-time link, as always.
 * @throws DomainError `refused` where the installation has been used
 */
export async function fillDemo(
  ctx: ServiceContext,
  { signal, say, repos: slugs = DEMO_REPOS.map(({ slug }) => slug) }: DemoOptions,
): Promise<FilledDemo> {
  await requireFresh(ctx);
  const { dataDir } = ctx.settings;
  await markUnfinished(dataDir);
  const history = demoHistory(ctx.now());
  const clock = clockAt(history.weekStart(0));
  const localRoots = [...(ctx.settings.localRoots ?? []), demoFolder(ctx.settings)];
  const then: ServiceContext = { ...ctx, actor: DEMO, now: clock.now, settings: { ...ctx.settings, localRoots } };
  const runJobs = () => drainJobs(then, { worker: "demo", signal });
  const filling: Filling = { signal, runJobs, has: (slug) => slugs.includes(slug) };
  await fillLibrary(then, filling);
  say(`the library is there; ${slugs.length} repos are made`);
  await fillRepos(then, filling);
  let runs = 0;
  for (let week = 0; week < WEEKS; week += 1) {
    clock.set(history.weekStart(week));
    await makeMoves(then, week, filling);
    clock.set(history.weekStart(week + 1));
    runs += await reportWeek(then, history, week, filling);
    await runJobs();
    say(`week ${week + 1} of ${WEEKS}: ${runs} runs`);
  }
  clock.set(ctx.now());
  if (filling.has(DISTILLED)) await startDistil(then, { repo: DISTILLED, budget: BUDGET });
  await requestScoreAudit(then);
  await requestLibrarySync(then);
  for (const slug of slugs) await requestRepoSync(then, { slug });
  await runJobs();
  await finishSetup(then);
  await markWhole(dataDir);
  const [repos, skills] = await Promise.all([listRepos(ctx.db), listSkills(ctx.db)]);
  return { repos: repos.length, skills: new Set(skills.map(({ name }) => name)).size, runs };
}

/** A clock that can be set and goes on from there. */
function clockAt(start: Date): { now: () => Date; set: (at: Date) => void } {
  let ahead = start.getTime() - performance.now();
  return {
    now: () => new Date(ahead + performance.now()),
    set: (at) => (ahead = at.getTime() - performance.now()),
  };
}

async function reportWeek(ctx: ServiceContext, history: DemoHistory, week: number, { has }: Filling): Promise<number> {
  const records = history.recordsOf(week, await whatIsGone(ctx)).filter(({ repo }) => has(repo));
  for (let first = 0; first < records.length; first += REPORT_RECORDS) {
    await reportRuns(ctx, records.slice(first, first + REPORT_RECORDS));
  }
  return records.length;
}

/** Skills that were pruned from their repo, and those that a person took out. */
async function whatIsGone({ db }: ServiceContext): Promise<IsGone> {
  const slugs = new Map((await listRepos(db)).map(({ id, slug }) => [id, slug]));
  const gone = new Set<string>();
  for (const { home, name, state, absentSince } of await listSkills(db)) {
    if (state !== "active" || absentSince !== null) gone.add(`${slugs.get(home)} ${name}`);
  }
  for (const [id, slug] of slugs) {
    for (const { kind, name, choice } of await listChoices(db, id)) {
      if (kind === "skill" && choice === "veto") gone.add(`${slug} ${name}`);
    }
  }
  return (repo, skill) => gone.has(`${repo} ${skill}`);
}
