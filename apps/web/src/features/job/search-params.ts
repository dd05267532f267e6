import type { JobKind, JobState } from "@yardlet/core/job";
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

const STATES = ["queued", "running", "done", "failed", "cancelled"] as const satisfies readonly JobState[];
const KINDS = ["repo.sync", "repo.write", "library.sync", "repo.preview"] as const satisfies readonly JobKind[];

/** The filters of the list of jobs, as they stand in the URL. */
export const JOB_FILTERS = {
  state: parseAsStringLiteral(STATES),
  kind: parseAsStringLiteral(KINDS),
  repo: parseAsString,
};

export const loadJobFilters = createLoader(JOB_FILTERS);
