import type { CompareMode } from "@yardlet/services";
import { STATE_NAMES } from "@/features/score/words.ts";
import { TIER_NAMES } from "@/features/skill/words.ts";
import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";

export const MODES = ["score", "uplift", "versions", "workers"] as const satisfies readonly (CompareMode | "workers")[];

/** The comparison as it stands in the URL; `peek` is the row whose forest shows, `<home>/<name>@<version>`. */
export const COMPARE = listState((get) => ({
  mode: oneOf(MODES, get("mode")) ?? "score",
  q: get("q") ?? "",
  tier: oneOf(TIER_NAMES, get("tier")),
  kind: get("kind"),
  repo: get("repo"),
  /** Only skills that some repo stands to like this. */
  state: oneOf(STATE_NAMES, get("state")),
  /** Skills or single versions of them, commas between. */
  skills: get("skills"),
  sort: get("sort") ?? "intents",
  /** Shows every row and every repo. */
  all: get("all") === "true",
}));
export type CompareState = (typeof COMPARE)["defaults"];
