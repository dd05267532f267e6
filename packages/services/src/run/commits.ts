import { MANIFEST_PATH, parseManifest } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { listMentionsAt, listUnseenCommits, lockEvidence, recordAudit, storeSeenCommit } from "@yardlet/db";
import { findCommit, type GitRepo, ObjectId, readFileAt } from "@yardlet/repo";
import { transact, type ServiceContext } from "../context.ts";
import type { JobRun } from "../job/run.ts";
import { resolveAgain } from "./resolve-again.ts";

/** Commits of runs that one sync looks at, and how old a run may be that is worth it. */
const COMMITS = 200;
const DAYS = 30;
const DAY_MS = 86_400_000;
/** Mentions of one commit that are corrected. */
const MENTIONS = 1_000;
const MANIFEST_BYTES = 1024 * 1024;
/** A commit by its first digits: as few as git prints, and fewer than all. */
const SHORT = /^[0-9a-f]{7,39}$/;

/**
 * Looks at the commits that runs name, while the repo is open: what the manifest listed there says which version a run used, before
 * what was observed at the time (decision 23). A commit that is not there yet, or whose first digits are those of several, is looked
 * for at the next sync.
 */
export async function resolveByCommits(
  ctx: ServiceContext,
  repoId: string,
  git: GitRepo,
  run: JobRun,
): Promise<{ commits: number; mentions: number }> {
  const since = new Date(ctx.now().getTime() - DAYS * DAY_MS);
  const done = { commits: 0, mentions: 0 };
  for (const commit of await listUnseenCommits(ctx.db, { repoId, since, limit: COMMITS })) {
    run.signal.throwIfAborted();
    const manifest = await manifestAt(git, commit, run.signal);
    if (!manifest) continue;
    done.commits += 1;
    done.mentions += await transact(ctx, async (tx) => {
      await lockEvidence(tx, [repoId]);
      await storeSeenCommit(tx, { repoId, commit, manifest, at: ctx.now() });
      const mentions = await listMentionsAt(tx, { repoId, commit, since, limit: MENTIONS });
      await resolveAgain(ctx, tx, repoId, mentions);
      return mentions.length;
    });
  }
  if (done.mentions > 0) {
    await transact(ctx, (tx) =>
      recordAudit(tx, ctx.actor, {
        action: "run.resolve-by-commit",
        repoId,
        subject: `${done.mentions} mentions of skills`,
        reason: `the manifest at ${done.commits} commits says which version they mean`,
        details: done,
      }),
    );
    await run.log("run", `${done.mentions} mentions of skills resolved by the manifest at ${done.commits} commits`);
  }
  return done;
}

/** What the manifest lists at a commit, by skill its content hash; undefined for a commit that is not there. */
async function manifestAt(
  git: GitRepo,
  named: string,
  signal: AbortSignal,
): Promise<Record<string, string> | undefined> {
  const isShort = SHORT.test(named);
  if (!isShort && !ObjectId.safeParse(named).success) return {};
  try {
    const commit = isShort ? await findCommit(git, named, { signal }) : named;
    if (commit === undefined) return undefined;
    const read = await readFileAt(git, commit, MANIFEST_PATH, { maxBytes: MANIFEST_BYTES, signal });
    if (read.state !== "ok") return {};
    const { skills } = parseManifest(new TextDecoder().decode(read.bytes));
    return Object.fromEntries(Object.entries(skills).map(([name, entry]) => [name, entry.hash]));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code === "invalid" ? {} : undefined;
  }
}
