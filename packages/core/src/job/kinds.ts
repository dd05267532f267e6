import * as z from "zod";

/** A database id. */
export const Id = z.string().min(1).max(128);

/** Every kind of job with its payload: ids only. A new kind is one line here and one handler in services. */
export const JOB_PAYLOADS = {
  "agent.create": z.strictObject({ authoringId: Id }),
  "agent.research": z.strictObject({ authoringId: Id }),
  "agent.rewrite": z.strictObject({ authoringId: Id }),
  "credential.try": z.strictObject({ trialId: Id }),
  "distil.run": z.strictObject({ distillationId: Id }),
  "distil.schedule": z.strictObject({}),
  "gap.find": z.strictObject({}),
  "library.sync": z.strictObject({ libraryId: Id }),
  "library.write": z.strictObject({ changeId: Id }),
  "proposal.read": z.strictObject({}),
  "repo.preview": z.strictObject({ previewId: Id }),
  "repo.sync": z.strictObject({ repoId: Id }),
  "repo.write": z.strictObject({ repoId: Id, planId: Id }),
  "score.audit": z.strictObject({}),
  "score.decide": z.strictObject({}),
  "webhook.deliver": z.strictObject({ webhookId: Id }),
} as const;

export const JobKind = z.enum([
  "agent.create",
  "agent.research",
  "agent.rewrite",
  "credential.try",
  "distil.run",
  "distil.schedule",
  "gap.find",
  "library.sync",
  "library.write",
  "proposal.read",
  "repo.preview",
  "repo.sync",
  "repo.write",
  "score.audit",
  "score.decide",
  "webhook.deliver",
]);
export type JobKind = z.infer<typeof JobKind>;
export type JobPayload<K extends JobKind = JobKind> = z.infer<(typeof JOB_PAYLOADS)[K]>;

/**
 * What each kind is called, how long it may take, and how often it is tried. Of a kind that waits once, one that waits (for a
 * repo, where it is about one) is enough: a second request joins it.
 */
export const JOB_KINDS = {
  "agent.create": { title: "Create a skill", timeoutMs: 2_700_000, maxAttempts: 3 },
  "agent.research": { title: "Research a skill", timeoutMs: 2_700_000, maxAttempts: 3 },
  "agent.rewrite": { title: "Rewrite a text", timeoutMs: 2_700_000, maxAttempts: 3 },
  "credential.try": { title: "Try a credential", timeoutMs: 120_000, maxAttempts: 1 },
  "distil.run": { title: "Distil lessons", timeoutMs: 1_800_000, maxAttempts: 3 },
  "distil.schedule": { title: "Look where to distil", timeoutMs: 600_000, maxAttempts: 3, waitsOnce: true },
  "gap.find": { title: "Look for gaps", timeoutMs: 600_000, maxAttempts: 3, waitsOnce: true },
  "library.sync": { title: "Read the library", timeoutMs: 300_000, maxAttempts: 3, waitsOnce: true },
  "library.write": { title: "Write to the library", timeoutMs: 300_000, maxAttempts: 3 },
  "proposal.read": { title: "Read what runs suggest", timeoutMs: 1_800_000, maxAttempts: 3, waitsOnce: true },
  "repo.preview": { title: "Dry run", timeoutMs: 600_000, maxAttempts: 1 },
  "repo.sync": { title: "Read the repo", timeoutMs: 600_000, maxAttempts: 3, waitsOnce: true },
  "repo.write": { title: "Write to the repo", timeoutMs: 300_000, maxAttempts: 3 },
  "score.audit": { title: "Recount the scores", timeoutMs: 1_800_000, maxAttempts: 2, waitsOnce: true },
  "score.decide": { title: "Decide on skills", timeoutMs: 1_800_000, maxAttempts: 3, waitsOnce: true },
  "webhook.deliver": { title: "Send to a webhook", timeoutMs: 1_800_000, maxAttempts: 3 },
} as const satisfies Record<JobKind, { title: string; timeoutMs: number; maxAttempts: number; waitsOnce?: true }>;

export function waitsOnce(kind: JobKind): boolean {
  return "waitsOnce" in JOB_KINDS[kind];
}
