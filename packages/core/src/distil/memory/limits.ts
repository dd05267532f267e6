import type { DocumentLimits } from "../../run/limits.ts";

const KIB = 1024;

/** Limits of a memory candidate. Texts in bytes of UTF-8, ids in characters, lists in entries. */
export const MEMORY_LIMITS = {
  /** A candidate as JSON. */
  inputBytes: 8 * KIB * KIB,
  evalTasks: 1000,
  refs: 200,
  ref: 2048,
  files: 512,
  path: 1024,
  content: KIB * KIB,
  notes: 64 * KIB,
  problems: 1000,
} as const;

/** What a candidate is held to before any schema looks at it. */
export const MEMORY_DOCUMENT_LIMITS: DocumentLimits = {
  depth: 32,
  values: 100_000,
  list: MEMORY_LIMITS.evalTasks,
  text: MEMORY_LIMITS.content,
  characters: MEMORY_LIMITS.inputBytes,
  problems: MEMORY_LIMITS.problems,
};
