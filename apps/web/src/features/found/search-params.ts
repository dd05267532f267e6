import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";
import { STANDING_ORDER } from "./words.ts";

const SORTS = ["repo", "skill", "standing"] as const;

/** The list of what was found in the repos, as it stands in the URL. */
export const FOUND_LIST = listState((get) => ({
  standing: oneOf(STANDING_ORDER, get("standing")),
  repo: get("repo"),
  sort: oneOf(SORTS, get("sort")) ?? "standing",
}));
