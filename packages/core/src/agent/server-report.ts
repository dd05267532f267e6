import * as z from "zod";
import { ApplyAnswer, CandidateAnswer, DraftAnswer } from "../candidate/answers.ts";
import { AuthoringAnswer, JobAnswer } from "../job/answers.ts";

const count = z.int().min(0);

/**
 * `yardlet skill research --json` and `create --json` on a server. `draft` is null where the agent wrote none, and where what it
 * wrote is on its way into git.
 */
export const ServerAuthoringReport = z.strictObject({
  server: z.string(),
  job: JobAnswer,
  authoring: AuthoringAnswer.nullable(),
  draft: DraftAnswer.nullable(),
});
export type ServerAuthoringReport = z.infer<typeof ServerAuthoringReport>;

/** `yardlet skill review --json` on a server; `repo` is null where everything of the team is shown. */
export const ServerReviewReport = z.strictObject({
  server: z.string(),
  repo: z.string().nullable(),
  rule: z.string(),
  entries: z.array(CandidateAnswer.extend({ n: z.int().min(1) })),
  total: count,
  /** Skill versions of the team whose evidence speaks against them. */
  weak: z.array(
    z.strictObject({
      home: z.string(),
      skill: z.string(),
      version: z.int().min(1),
      score: z.number().nullable(),
      intents: count,
    }),
  ),
  notes: z.array(z.string()),
});
export type ServerReviewReport = z.infer<typeof ServerReviewReport>;

/** `yardlet skill apply --json` on a server. `job_id` writes it; null where there is nothing to write. */
export const ServerApplyReport = ApplyAnswer.extend({ server: z.string() });
export type ServerApplyReport = z.infer<typeof ServerApplyReport>;
