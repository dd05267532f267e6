import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";
import { DRIFT_STATES } from "./words.ts";

/** `asks` are the forks that the library has moved on from. */
export const ASKED_STATES = ["asks", ...DRIFT_STATES] as const;

const SORTS = ["state", "repo", "skill"] as const;

/** The list of copies, as it stands in the URL. */
export const DRIFT_LIST = listState((get) => ({
  state: oneOf(ASKED_STATES, get("state")),
  repo: get("repo"),
  skill: get("skill"),
  sort: oneOf(SORTS, get("sort")) ?? "state",
}));
