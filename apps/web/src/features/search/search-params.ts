import type { SearchKind } from "@yardlet/core/search";
import { oneOf, urlState } from "@/url/state.ts";

export const KINDS = [
  "skill",
  "repo",
  "run",
  "task",
  "lesson",
  "candidate",
  "job",
] as const satisfies readonly SearchKind[];

/** What is searched for, as it stands in the URL: `page` counts from 1 and is of one kind. */
export const SEARCH = urlState((get) => ({
  q: get("q")?.trim() ?? "",
  kind: oneOf(KINDS, get("kind")),
  repo: readSlug(get("repo")),
  page: readPage(get("page")),
}));

export type SearchState = typeof SEARCH.defaults;

/** The last page that can be opened. */
export const MOST_PAGES = 50;

function readPage(text: string | null): string {
  return text !== null && /^[1-9]\d?$/.test(text) && Number(text) <= MOST_PAGES ? text : "1";
}

/** What is no repo's name is no filter. */
function readSlug(text: string | null): string | null {
  return text === null || text === "" || text.length > 128 || text.includes("\0") ? null : text;
}
