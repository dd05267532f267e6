import type { Actor } from "@yardlet/core/audit";
import { DomainError } from "@yardlet/core/error";
import { judgePush } from "@yardlet/core/repo";
import { findPushHook, findRepoBySlug, notePush, recordEvent, type Db } from "@yardlet/db";
import { PENDING_BRANCH } from "@yardlet/repo";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { openSecret } from "../credential/seal.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { requireRepo } from "../repo/find.ts";
import { eventOf, isProven, newPushSecret, type HeaderOf } from "./signature.ts";
import { ownerOf } from "./secret.ts";

/** A message of a git host as it came in. */
export interface PushMessage {
  /** The slug of the repo that it says it is about. */
  repo: string;
  header: HeaderOf;
  bytes: Uint8Array;
}

/** Compared with where there is no secret, so that the answer takes as long. */
const NOBODYS = newPushSecret();

/**
 * Whom a message of a git host speaks for: the push webhook of the repo, which may have that repo read again and nothing else. An
 * unknown repo, one without a webhook, a secret that cannot be opened and a wrong signature are one answer.
 * @throws DomainError `unauthenticated`
 */
export async function authenticatePush(
  ctx: Pick<ServiceContext, "db" | "settings">,
  { repo: slug, header, bytes }: PushMessage,
): Promise<Actor> {
  const found = await findSecret(ctx, slug);
  const proven = isProven(header, bytes, found?.secret ?? NOBODYS);
  if (found !== undefined && proven) {
    const { repoId } = found;
    const limits = { permissions: ["repo.sync"] as const, repoId };
    return { kind: "key", id: `push-hook ${repoId}`, name: "push webhook", role: "curator", limits };
  }
  throw new DomainError(
    "unauthenticated",
    "address and secret do not belong together; compare both with the push webhook in the repo's settings",
  );
}

async function findSecret(
  { db, settings }: Pick<ServiceContext, "db" | "settings">,
  slug: string,
): Promise<{ repoId: string; secret: string } | undefined> {
  const repo = await findRepoBySlug(db, slug);
  const hook = repo && repo.archivedAt === null ? await findPushHook(db, repo.id) : undefined;
  if (!hook) return undefined;
  try {
    return { repoId: hook.repoId, secret: openSecret({ settings }, ownerOf(hook.repoId), hook.secret) };
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** What a message led to; without a job there was nothing to do. */
export interface PushOutcome {
  did: string;
  jobId: string | null;
}

/**
 * Does what a message of a git host asks for: at most, it has its own repo read again. What the message says is not believed, and no
 * address of it is opened; a replay joins the job that waits.
 */
export async function receivePush(
  ctx: ServiceContext,
  { repo: slug, header, bytes }: PushMessage,
): Promise<PushOutcome> {
  requirePermission(ctx, "repo.sync");
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, slug);
    const known = { defaultBranch: repo.defaultBranch, pendingBranch: PENDING_BRANCH };
    const { sync, event, did } = judgePush(eventOf(header), documentOf(bytes, header("content-type")), known);
    const jobId = sync ? await enqueueJob(ctx, tx, "repo.sync", { repoId: repo.id }) : null;
    await note(ctx, tx, repo.id, { event, did });
    return { did, jobId };
  });
}

async function note(ctx: ServiceContext, tx: Db, repoId: string, last: { event: string; did: string }): Promise<void> {
  await notePush(tx, repoId, { ...last, at: ctx.now() });
  await recordEvent(tx, "repo", repoId);
}

/** The message, also from GitHub's form; `undefined` for what cannot be read. */
function documentOf(bytes: Uint8Array, contentType: string | null): unknown {
  const text = new TextDecoder().decode(bytes);
  const isForm = contentType?.toLowerCase().startsWith("application/x-www-form-urlencoded") === true;
  try {
    return JSON.parse(isForm ? (new URLSearchParams(text).get("payload") ?? "") : text);
  } catch {
    return undefined;
  }
}
