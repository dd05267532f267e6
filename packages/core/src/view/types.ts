import * as z from "zod";

/** The lists whose state can be kept under a name. */
export const ViewPage = z.enum([
  "repos",
  "skills",
  "runs",
  "compare",
  "jobs",
  "audit",
  "drift",
  "tombstones",
  "lessons",
]);
export type ViewPage = z.infer<typeof ViewPage>;

export const ViewName = z
  .string()
  .trim()
  .min(1, "a view's name has at least 1 character")
  .max(60, "a view's name has at most 60 characters");

/** The query of a URL as `URLSearchParams` writes it, without the question mark; empty is the list as it first opens. */
export const ViewQuery = z
  .string()
  .max(2000, "a view's query has at most 2,000 characters")
  .regex(/^[\w*.+%=&-]*$/, "a view's query is what a URL has behind its question mark");

/** How many views one member may keep of one page. */
export const MOST_VIEWS = 50;

/** The state of a list that a member has kept under a name; nobody else sees it. */
export interface SavedView {
  id: string;
  page: ViewPage;
  name: string;
  query: string;
  savedAt: Date;
}
