import type { Repo } from "@yardlet/core/repo";
import { listPlansUnderWay, recordAudit, updatePlan, type Db } from "@yardlet/db";
import { holdsCommit, PENDING_BRANCH, readBranchTip, type GitRepo } from "@yardlet/repo";
import type { ServiceContext } from "../context.ts";
import type { JobRun } from "../job/run.ts";

/** What became of a repo's branches since it was read the last time. */
export interface BranchNews {
  /** The default branch, where another one has taken its place. */
  replaced: { from: string; to: string } | null;
  /** The commit that was read before, when it is in the history of the default branch no more. */
  rewrittenFrom: string | null;
  /** Plans whose commit lies on no branch any more, although nobody merged it. */
  lost: ReadonlySet<string>;
  /** Where the branch with what is to be merged is now; looked at where something is to be merged or was rewritten. */
  pendingTip: string | undefined;
}

/** Looks at the branches before the transaction, since git may take its time. */
export async function readBranchNews(ctx: ServiceContext, repo: Repo, git: GitRepo, run: JobRun): Promise<BranchNews> {
  const calls = { signal: run.signal };
  const replaced =
    repo.defaultBranch !== null && git.defaultBranch !== undefined && repo.defaultBranch !== git.defaultBranch
      ? { from: repo.defaultBranch, to: git.defaultBranch }
      : null;
  const before = repo.headCommit;
  const isForward =
    replaced !== null ||
    before === null ||
    git.head === undefined ||
    before === git.head ||
    (await holdsCommit(git, git.head, before, calls));
  const delivered = await listPlansUnderWay(ctx.db, repo.id, ["delivered"]);
  const isAsked = delivered.length > 0 || !isForward;
  const pendingTip = isAsked ? await readBranchTip(git, PENDING_BRANCH, calls) : undefined;
  const tips = [pendingTip, git.head].filter((tip) => tip !== undefined);
  const lost = new Set<string>();
  for (const { id, commit } of delivered) {
    if (commit === null) continue;
    const holds = await Promise.all(tips.map((tip) => holdsCommit(git, tip, commit, calls)));
    if (!holds.includes(true)) lost.add(id);
  }
  return { replaced, rewrittenFrom: isForward ? null : before, lost, pendingTip };
}

/**
 * Stores what became of the branches, in the words of the repo's history. To be called when all that was merged is settled: what is
 * still to be merged and lies on no branch is lost. It is not pushed again by itself, since somebody took it away; it is when a
 * person asks, or when what the repo should carry changes.
 */
export async function recordBranchNews(ctx: ServiceContext, tx: Db, repo: Repo, news: BranchNews): Promise<void> {
  const tell = (action: string, reason: string, details: Record<string, unknown>) =>
    recordAudit(tx, ctx.actor, { action, repoId: repo.id, subject: repo.slug, reason, details });
  if (news.replaced) {
    const { from, to } = news.replaced;
    await tell("repo.follow-branch", `the default branch is ${to} now; it was ${from}`, { from, to });
  }
  if (news.rewrittenFrom !== null) {
    await tell("repo.rewritten", rewrittenWords(repo, news), { before: news.rewrittenFrom, pending: news.pendingTip });
  }
  const delivered = await listPlansUnderWay(tx, repo.id, ["delivered"]);
  const found = delivered.filter(({ id, lostAt }) => lostAt !== null && !news.lost.has(id));
  for (const { id } of found) await updatePlan(tx, id, { lostAt: null });
  const fresh = delivered.filter(({ id, lostAt }) => lostAt === null && news.lost.has(id));
  for (const { id } of fresh) await updatePlan(tx, id, { lostAt: ctx.now() });
  if (fresh.length === 0) return;
  const what = news.pendingTip === undefined ? "deleted" : "rewritten";
  const reason = `${PENDING_BRANCH} was ${what} before it was merged; it is made again when somebody asks, or when another change is due`;
  await tell("repo.lost-branch", reason, { plans: fresh.map(({ id }) => id) });
}

/** What was taken out of the history may come back with the branch that was made from it. */
function rewrittenWords({ defaultBranch }: Repo, { rewrittenFrom, pendingTip }: BranchNews): string {
  const what = `${defaultBranch ?? "the default branch"} was force-pushed: ${rewrittenFrom?.slice(0, 7)} is not in its history any more`;
  const kept = "what lies there was read anew, versions and scores stay";
  const warning = `${PENDING_BRANCH} was made from the history before; delete it unless you want that back`;
  return [what, kept, ...(pendingTip === undefined ? [] : [warning])].join("; ");
}
