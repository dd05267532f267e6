/** The states in which a task has ended. Any other last state leaves it open. */
export const FINAL_STATES = ["Done", "Partial", "Failed", "Blocked", "NeedsUser"] as const;

/** One attempt of a builder at a task. `infra` names the infrastructure outcome that takes the attempt out of the count. */
export interface UnitAttempt {
  run: string;
  actor?: string | null;
  /** `YYYY-MM-DDTHH:mm:ss.sssZ`: compared as text, so one format throughout. */
  endedAt: string;
  state: string;
  infra?: string | null;
}

/** One review of a task. A review of the same run with a higher `rev` (default 0) replaces it. */
export interface UnitReview {
  run: string;
  rev?: number;
  actor?: string | null;
  infra?: string | null;
  verdict: readonly { criterion_id: string; pass?: boolean | null }[];
}

/**
 * A task with everything its value is made from. `skills` are the declared versions as `<skill>@<number>`. The caller sets
 * `open` while a retry is queued or running: a first failure counted before its retry would speak for pruning.
 */
export interface Unit {
  repo: string;
  intent: string;
  task: string;
  kind?: string;
  skills: readonly string[];
  open?: boolean;
  attempts: readonly UnitAttempt[];
  reviews: readonly UnitReview[];
}
