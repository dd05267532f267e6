import type { IgnoredReview, Unit, UnitValue, Worker } from "../score/index.ts";
import type { Sha256 } from "../skill/types.ts";
import type { EvalState, RunRole } from "./record.ts";
import type { TaskKey } from "./task-key.ts";
import type { VerdictReason } from "./verdict.ts";

/** A version of a skill that a run declared; `version` is its id wherever scores are kept. */
export interface DeclaredVersion {
  skill: string;
  version: string;
}

/** One run of a task, of any role. */
export interface RunFact {
  run: string;
  role: RunRole;
  actor: string | null;
  /** `YYYY-MM-DDTHH:mm:ss.sssZ`; null while the run is open. */
  endedAt: string | null;
  state: EvalState;
  codes: readonly string[];
  simulated: boolean;
  /** As reported, free text. */
  kind: string;
  /** The agent and the model, as reported; null for what was not said. */
  agent?: string | null;
  model?: string | null;
  versions: readonly DeclaredVersion[];
  /** Ids of versions, whatever the epoch, that were made from this run; none without. */
  produced?: readonly string[];
}

/** What one revision of a review says about the task. */
export interface ReviewFact {
  run: string;
  rev: number;
  actor: string | null;
  codes: readonly string[];
  verdict: {
    complete: boolean;
    reason: VerdictReason | null;
    entries: readonly { criterion_id: string; pass: boolean }[];
  };
}

export interface TaskFacts {
  repo: string;
  key: TaskKey;
  runs: readonly RunFact[];
  reviews: readonly ReviewFact[];
}

/** Whether independent reviewers took the work; it stands beside the builder's outcome and never rewrites it (decision 17). */
export type Acceptance = "accepted" | "rejected" | "unreviewed";

/** Why a task is no evidence about skills although it may have a value (decision 16). */
export type TaskExclusion = "review_role" | "researcher_role" | "simulated";

export interface TaskOutcome {
  /** Of the last counted attempt; of the last run where none counts; null for a task without runs. */
  state: EvalState | null;
  /** Counted attempts; infrastructure ones are beside them. */
  attempts: number;
  infraAttempts: number;
  firstTry: boolean;
  /** A retry is queued or deferred: the last run has not ended. */
  open: boolean;
  acceptance: Acceptance;
  kind: string;
  /** When the last of the runs that make the state ended. */
  endedAt: string | null;
  role: RunRole | null;
}

export interface SettledTask {
  outcome: TaskOutcome;
  unit: Unit;
  /** Its value whatever `excludedReason` says: a task is evidence when that is null and the value is included. */
  value: UnitValue;
  /** Versions that counted attempts declared, sorted; those in `mixed` are not among them. */
  versions: string[];
  /** Every version of the skills of which counted attempts declared more than one. */
  mixed: string[];
  /** Ids of versions that were made from one of the task's runs, sorted: it is no evidence for them. */
  produced: string[];
  excludedReason: TaskExclusion | null;
  /** Who did it; null where counted attempts name several agents, or one names none. */
  worker: Worker | null;
  ignored: { run: string; why: IgnoredReview["why"] | "incomplete_verdict" }[];
  /** Of the attempts and verdicts that the value is made from. */
  digest: Sha256;
}
