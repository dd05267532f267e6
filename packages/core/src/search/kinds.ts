import * as z from "zod";
import type { Permission } from "../team/permissions.ts";

/** What search finds, in the order in which it is shown. */
export const SearchKind = z.enum(["skill", "repo", "run", "task", "lesson", "candidate", "job"]);
export type SearchKind = z.infer<typeof SearchKind>;

/** What somebody must be allowed to read to find it. */
export const SEARCH_KINDS = {
  skill: "skill.read",
  repo: "repo.read",
  run: "run.read",
  task: "run.read",
  lesson: "run.read",
  candidate: "candidate.read",
  job: "job.read",
} as const satisfies Record<SearchKind, Permission>;

/** Kinds whose every word is kept as a document. */
export const DOCUMENT_KINDS = ["skill", "repo", "lesson", "candidate"] as const satisfies readonly SearchKind[];
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** How well a hit answers, the best first: by its name, the beginning of its name, its name's words, what is said of it, its text. */
export const SEARCH_TIERS = { name: 0, beginning: 1, title: 2, about: 3, text: 4 } as const;
