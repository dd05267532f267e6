import * as z from "zod";
import type { JobKind } from "./kinds.ts";

export const JobState = z.enum(["queued", "running", "done", "failed", "cancelled"]);
export type JobState = z.infer<typeof JobState>;

/** Which state may follow which. `running → queued` is a lost worker or a retry after an error. */
export const JOB_TRANSITIONS = {
  queued: ["running", "cancelled", "failed"],
  running: ["done", "failed", "cancelled", "queued"],
  done: [],
  failed: ["queued"],
  cancelled: ["queued"],
} as const satisfies Record<JobState, readonly JobState[]>;

export function isFinal(state: JobState): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** The row people see. The queue only wakes; this row owns the state, `attempt` is the fencing token. */
export interface Job {
  id: string;
  kind: JobKind;
  state: JobState;
  repoId: string | null;
  repoSlug: string | null;
  payload: Record<string, unknown>;
  attempt: number;
  maxAttempts: number;
  step: string | null;
  progress: number;
  error: JobError | null;
  result: Record<string, unknown> | null;
  cancelRequested: boolean;
  createdBy: string;
  worker: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export const JobError = z.strictObject({ code: z.string(), message: z.string() });
export type JobError = z.infer<typeof JobError>;

export const JobLogLevel = z.enum(["step", "info", "warn"]);
export type JobLogLevel = z.infer<typeof JobLogLevel>;

/** One line of a job's log. `source` says which part spoke. */
export interface JobLogLine {
  seq: number;
  at: Date;
  source: string;
  level: JobLogLevel;
  message: string;
}
