import { type RunAgent, type RunRecord, isReviewRole } from "./record.ts";

/** A task within one repo. */
export interface TaskKey {
  intent: string;
  task: string;
}

/** The task a run attempts. Without an intent it is an intent of its own, `task:<task_id>` (decision 19). */
export function taskKeyOf({ intent_id, task_id }: Pick<RunRecord, "intent_id" | "task_id">): TaskKey {
  return { intent: intent_id ?? `task:${task_id}`, task: task_id };
}

/** A key as one text: equal only for equal keys. */
export function taskKeyText({ intent, task }: TaskKey): string {
  return JSON.stringify([intent, task]);
}

/**
 * The tasks a review judges, each once, as listed in `depends_on`. A bare task id is in the review's own intent; without one it is
 * the task of that name (decision 17). Runs of other roles judge nothing.
 */
export function judgedTasksOf(run: Pick<RunRecord, "role" | "intent_id" | "depends_on">): TaskKey[] {
  if (!isReviewRole(run.role)) return [];
  const keys = run.depends_on.map((item) =>
    typeof item === "string"
      ? taskKeyOf({ intent_id: run.intent_id, task_id: item })
      : taskKeyOf({ intent_id: item.intent_id ?? run.intent_id, task_id: item.task_id }),
  );
  return [...new Map(keys.map((key) => [taskKeyText(key), key])).values()];
}

/** Who acted: (key, agent name, session) as one text; null when the agent or its session is not known (decision 18). */
export function actorOf(keyId: string, agent: RunAgent | undefined): string | null {
  return agent?.session === undefined ? null : JSON.stringify([keyId, agent.name, agent.session]);
}
