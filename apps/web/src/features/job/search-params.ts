import type { JobKind, JobState } from "@yardlet/core/job";
import { oneOf, urlState } from "@/url/state.ts";

export const STATES = ["queued", "running", "done", "failed", "cancelled"] as const satisfies readonly JobState[];
export const KINDS = ["repo.sync", "repo.write", "library.sync", "repo.preview"] as const satisfies readonly JobKind[];

/** The filters of the list of jobs, as they stand in the URL. */
export const JOB_FILTERS = urlState((get) => ({
  state: oneOf(STATES, get("state")),
  kind: oneOf(KINDS, get("kind")),
  repo: get("repo"),
}));
