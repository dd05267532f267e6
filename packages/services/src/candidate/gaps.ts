import {
  asksAnew,
  type CodeGap,
  CodeGapEvidence,
  describeGap,
  findCodeGaps,
  findSkillGaps,
  GAP_DAYS,
  GAP_INTENTS,
  GAP_TASKS,
  type GapEvidence,
  reposOfGap,
  SkillGapEvidence,
} from "@yardlet/core/candidate";
import { canonicalJson, digestText } from "@yardlet/core/score";
import { compareText } from "@yardlet/core/skill";
import {
  countFailures,
  countFailuresAfter,
  failureKey,
  findLastGaps,
  findSnapshots,
  getTeam,
  type LastGap,
  listChoices,
  listFailedTasks,
  listRepos,
  lockOpenGap,
  recordEvent,
  supersedeCandidates,
  type Db,
} from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";
import { loadShelf, missingSkills, situationOf } from "../equip/situation.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { propose, type Proposal } from "./propose.ts";

const DAY_MS = 86_400_000;

/** A gap as it stands now. `repoId`: where it belongs to one repo alone. */
interface FoundGap {
  key: string;
  repoId: string | null;
  evidence: SkillGapEvidence | CodeGapEvidence;
}

/**
 * The job `gap.find`: what presets and picks ask for that exists nowhere, and failures that return, become candidates; those that
 * hold no more are superseded. One that somebody decided on comes back on new evidence alone.
 */
export async function runGapFind(ctx: ServiceContext, run: JobRun): Promise<JobResult> {
  await run.step("Looking at what repos ask for", 0.1);
  const asked = await findAsked(ctx.db);
  await run.step("Counting failures", 0.4);
  const failing = await findFailing(ctx.db, ctx.now());
  run.signal.throwIfAborted();
  await run.step("Bringing the candidates up to date", 0.8);
  const done = await storeGaps(ctx, [...asked, ...failing]);
  for (const note of done.notes) await run.log("gap", note);
  return { gaps: asked.length + failing.length, proposed: done.proposed, superseded: done.superseded };
}

/** What the choices and presets of all repos ask for, and no library, folder or other client's skill gives. */
async function findAsked(db: Db): Promise<FoundGap[]> {
  const [repos, shelf, team, choices] = await Promise.all([listRepos(db), loadShelf(db), getTeam(db), listChoices(db)]);
  const snapshots = await findSnapshots(
    db,
    repos.flatMap((repo) => repo.snapshotId ?? []),
  );
  const seen = new Map(snapshots.map((snapshot) => [snapshot.repoId, snapshot]));
  const chosen = Map.groupBy(choices, (choice) => choice.repoId);
  const asks = repos.flatMap((repo) => {
    const ground = seen.get(repo.id);
    if (!ground) return [];
    const switches = { repo: repo.switches, team: team.switches };
    const situation = situationOf({ ground, shelf, own: chosen.get(repo.id) ?? [], switches });
    return missingSkills(situation, shelf).map((ask) => ({ ...ask, repo: repo.slug }));
  });
  const ids = new Map(repos.map((repo) => [repo.slug, repo.id]));
  return findSkillGaps(asks).map(({ key, ...evidence }) => ({ key, repoId: onlyRepo(evidence, ids), evidence }));
}

function onlyRepo(evidence: GapEvidence, ids: ReadonlyMap<string, string>): string | null {
  const [first = "", ...others] = reposOfGap(evidence);
  return others.length > 0 ? null : (ids.get(first) ?? null);
}

function oldestOf(now: Date): Date {
  return new Date(now.getTime() - GAP_DAYS * DAY_MS);
}

async function findFailing(db: Db, now: Date): Promise<FoundGap[]> {
  const since = oldestOf(now);
  const gaps = findCodeGaps(await countFailures(db, since));
  const places = gaps.flatMap(({ code, repos }) => repos.map(({ repo }) => ({ repo, code })));
  const unique = new Map(places.map((place) => [failureKey(place), place]));
  const tasks = await listFailedTasks(db, [...unique.values()], since);
  const slugs = new Map((await listRepos(db)).map((repo) => [repo.id, repo.slug]));
  return gaps.map((gap) => ({ key: gap.key, repoId: gap.repo, evidence: evidenceOf(gap, tasks, slugs) }));
}

function evidenceOf(
  { code, intents, repos }: CodeGap,
  tasks: Awaited<ReturnType<typeof listFailedTasks>>,
  slugs: ReadonlyMap<string, string>,
): CodeGapEvidence {
  return {
    about: "code",
    code,
    intents,
    repos: repos.map(({ repo, intents: n }) => ({ repo: slugs.get(repo) ?? repo, intents: n })),
    tasks: repos
      .flatMap(({ repo }) => tasks.get(failureKey({ repo, code })) ?? [])
      .toSorted((a, b) => compareText(b.at, a.at))
      .slice(0, GAP_TASKS),
  };
}

async function storeGaps(
  ctx: ServiceContext,
  found: readonly FoundGap[],
): Promise<{ proposed: number; superseded: number; notes: string[] }> {
  const last = await findLastGaps(
    ctx.db,
    found.map(({ key }) => key),
  );
  const oldest = oldestOf(ctx.now());
  const after = await countFailuresAfter(
    ctx.db,
    found.flatMap((gap) => markOf(gap, last.get(gap.key), oldest) ?? []),
  );
  const notes: string[] = [];
  let proposed = 0;
  for (const gap of found) {
    const before = last.get(gap.key);
    if (before && isDecided(before) && !hasNewEvidence(gap, before, after)) continue;
    const proposal = proposalOf(gap);
    if (before?.state === "open" && before.details["inputs"] === proposal.inputs) continue;
    if (!(await storeGap(ctx, proposal, before))) continue;
    if (before?.state !== "open") notes.push(`${proposal.title}: ${proposal.why}`);
    proposed += 1;
  }
  const superseded = await supersedeGone(ctx, new Set(found.map(({ key }) => key)), last);
  return { proposed, superseded, notes };
}

function proposalOf({ key, repoId, evidence }: FoundGap): Proposal {
  const { topic, ...said } = describeGap(evidence);
  const intents = evidence.about === "code" ? evidence.intents : 0;
  const details = { topic, gap: evidence, reach: { intents, repos: reposOfGap(evidence).length } };
  const inputs = digestText(canonicalJson(evidence)).sha256;
  return { kind: "gap", key, repoId, skillId: null, versionId: null, ...said, inputs, details };
}

/** One gap at a time, so that nothing else is held while its row is; false when somebody has decided on it meanwhile. */
function storeGap(ctx: ServiceContext, proposal: Proposal, before: LastGap | undefined): Promise<boolean> {
  return transact(ctx, async (tx) => {
    if (before?.state === "open" && !(await lockOpenGap(tx, proposal.key))) return false;
    await propose(tx, proposal);
    return true;
  });
}

function isDecided({ state }: LastGap): boolean {
  return state === "accepted" || state === "rejected";
}

/** A failure that was decided on, with the moment from which its evidence is new; what is older than a gap's time never counts. */
function markOf({ key, repoId, evidence }: FoundGap, before: LastGap | undefined, oldest: Date) {
  if (evidence.about !== "code" || !before || !isDecided(before) || before.decidedAt === null) return undefined;
  const after = before.decidedAt < oldest ? oldest : before.decidedAt;
  return { key, code: evidence.code, repo: repoId, after };
}

function hasNewEvidence(gap: FoundGap, before: LastGap, after: ReadonlyMap<string, number>): boolean {
  if (gap.evidence.about === "code") return (after.get(gap.key) ?? 0) >= GAP_INTENTS;
  const known = SkillGapEvidence.safeParse(before.details["gap"]);
  return !known.success || asksAnew(known.data, gap.evidence);
}

/** Open gaps that hold no more are out of date. */
async function supersedeGone(
  ctx: ServiceContext,
  standing: ReadonlySet<string>,
  last: ReadonlyMap<string, LastGap>,
): Promise<number> {
  const gone = [...last.values()].filter(({ key, state }) => state === "open" && !standing.has(key));
  for (const { id, key, details } of gone) {
    await transact(ctx, async (tx) => {
      await supersedeCandidates(tx, key, goneReason(details["gap"]), ctx.now());
      await recordEvent(tx, "candidate", id);
    });
  }
  return gone.length;
}

function goneReason(gap: unknown): string {
  return CodeGapEvidence.safeParse(gap).success
    ? `fewer than ${GAP_INTENTS} intents ended with it in the last ${GAP_DAYS} days`
    : "it is there now, or nothing asks for it any more";
}
