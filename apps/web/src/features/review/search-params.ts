import type { CandidateKind } from "@yardlet/core/candidate";
import { oneOf, urlState } from "@/url/state.ts";

/** Kinds in the order of the filter; `weak` are skills that the evidence speaks against, which are no candidates. */
export const KINDS = [
  "gap",
  "draft",
  "proposal",
  "update",
  "equip",
  "rollback",
  "prune",
  "promotion",
  "duplicate",
  "finding",
  "conflict",
  "note",
  "weak",
] as const satisfies readonly (CandidateKind | "weak")[];
export type ReviewKind = (typeof KINDS)[number];

export const SORTS = ["stake", "oldest"] as const;
export type ReviewSort = (typeof SORTS)[number];

/** The inbox, as it stands in the URL; `at` is what is open at the right. */
export const REVIEW_PAGE = urlState((get) => ({
  kind: oneOf(KINDS, get("kind")),
  sort: oneOf(SORTS, get("sort")) ?? "stake",
  snoozed: get("snoozed") === "true",
  at: get("at"),
}));

/** A link to one candidate in the inbox. */
export function reviewHref(id: string): string {
  return REVIEW_PAGE.href("/review", { at: id });
}
