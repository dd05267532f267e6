import type { ProducerSort } from "@yardlet/services";
import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";
import { ROLE_NAMES, STATE_NAMES } from "./words.ts";

/** How far back a list looks, in days. */
export const DAYS = { "1d": 1, "7d": 7, "28d": 28 } as const;
export type Since = keyof typeof DAYS;
export const SINCE_NAMES = ["1d", "7d", "28d"] as const satisfies readonly Since[];

/** The list of runs, as it stands in the URL; `peek` is a key of `keyOfRun`. */
export const RUN_LIST = listState((get) => ({
  q: readText(get("q"), 200) ?? "",
  repo: readText(get("repo"), 128),
  skill: readText(get("skill"), 128),
  version: readVersion(get("version")),
  state: oneOf(STATE_NAMES, get("state")),
  role: oneOf(ROLE_NAMES, get("role")),
  agent: readText(get("agent"), 128),
  since: oneOf(SINCE_NAMES, get("since")),
}));

/** What no run can say is no filter. */
function readText(text: string | null, most: number): string | null {
  return text === null || text === "" || text.length > most || text.includes("\0") ? null : text;
}

function readVersion(text: string | null): string | null {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? text : null;
}

/** A run among those of all repos. */
export function keyOfRun({ repo, runId }: { repo: string; runId: string }): string {
  return `${repo}/${runId}`;
}

/** The run that a key names; a slug has no stroke, an id may. */
export function readRunKey(key: string): { repo: string; runId: string } {
  const stroke = key.indexOf("/");
  return { repo: key.slice(0, stroke), runId: key.slice(stroke + 1) };
}

const PRODUCER_SORTS = ["wrapped", "runs", "last", "repo", "agent"] as const satisfies readonly ProducerSort[];
const NEEDS = ["wrapping", "nothing"] as const;

/** The list of producers, as it stands in the URL. */
export const PRODUCER_LIST = listState((get) => ({
  q: readText(get("q"), 200) ?? "",
  repo: readText(get("repo"), 128),
  need: oneOf(NEEDS, get("need")),
  sort: oneOf(PRODUCER_SORTS, get("sort")) ?? "wrapped",
}));
