import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";

export const KINDS = ["prune", "rejection"] as const;
export const STATES = ["standing", "lifted"] as const;

/** The list of tombstones, as it stands in the URL. */
export const TOMBSTONE_LIST = listState((get) => ({
  q: get("q") ?? "",
  home: get("home"),
  kind: oneOf(KINDS, get("kind")),
  state: oneOf(STATES, get("state")),
}));
