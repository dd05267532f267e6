import type { JobKind, JobState } from "@yardlet/core/job";
import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";

export const STATES = ["queued", "running", "done", "failed", "cancelled"] as const satisfies readonly JobState[];
export const KINDS = [
  "agent.research",
  "agent.create",
  "agent.rewrite",
  "repo.sync",
  "repo.write",
  "library.sync",
  "library.write",
  "repo.preview",
  "distil.run",
  "gap.find",
  "score.decide",
  "score.audit",
] as const satisfies readonly JobKind[];

/** The list of jobs, as it stands in the URL. */
export const JOB_LIST = listState((get) => ({
  state: oneOf(STATES, get("state")),
  kind: oneOf(KINDS, get("kind")),
  repo: get("repo"),
}));
