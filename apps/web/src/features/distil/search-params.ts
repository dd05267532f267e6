import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";

/** Those in force are what the list shows by itself. */
const STATES = ["archived"] as const;

/** The list of lessons, as it stands in the URL. */
export const LESSON_LIST = listState((get) => ({
  repo: get("repo"),
  skill: get("skill"),
  state: oneOf(STATES, get("state")),
}));

/** The list of distillations, as it stands in the URL. */
export const DISTILLATION_LIST = listState((get) => ({ repo: get("repo") }));

/** The ledger of one scope: `repo` is a slug, `skill` a home and a name with a slash between. */
export const LEDGER_PAGE = listState((get) => ({ repo: get("repo"), skill: get("skill") }));
