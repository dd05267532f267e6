import type { JobKind } from "@yardlet/core/job";

/** Whether an agent works in it: then there is more to see than the job. */
export function hasAgent(kind: JobKind): boolean {
  return kind === "agent.research" || kind === "agent.create" || kind === "agent.rewrite";
}
