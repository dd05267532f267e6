import type { Job, JobLogLine } from "@yardlet/core/job";
import type { StepState } from "@/ui/steps.tsx";

export interface JobStep {
  key: string;
  text: string;
  state: StepState;
  from: Date;
  /** null while it lasts. */
  to: Date | null;
}

/** The last step of an ended job says how it ended. */
const LAST = {
  queued: "done",
  running: "now",
  done: "done",
  failed: "failed",
  cancelled: "stopped",
} as const satisfies Record<Job["state"], StepState>;

/** What a job went through: its wait in the queue, then each step its log names. */
export function stepsOf(
  job: Pick<Job, "state" | "createdAt" | "startedAt" | "finishedAt">,
  log: readonly JobLogLine[],
): JobStep[] {
  const lines = log.filter((line) => line.level === "step");
  const begun = lines.map((line, index): JobStep => {
    const next = lines[index + 1];
    return {
      key: String(line.seq),
      text: line.message,
      state: next ? "done" : LAST[job.state],
      from: line.at,
      to: next?.at ?? job.finishedAt,
    };
  });
  const waiting = job.state === "queued";
  const queue: JobStep = {
    key: "queue",
    text: "Wait in the queue",
    state: waiting ? "now" : begun.length === 0 ? LAST[job.state] : "done",
    from: job.createdAt,
    to: begun[0]?.from ?? job.startedAt ?? job.finishedAt,
  };
  return waiting && begun.length > 0
    ? [...begun, { ...queue, from: begun.at(-1)?.to ?? job.createdAt, to: null }]
    : [queue, ...begun];
}
