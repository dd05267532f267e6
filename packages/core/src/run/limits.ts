const KIB = 1024;

/** Limits of one run record (contracts.md, sections 5 to 7). Texts in bytes of UTF-8, ids in characters, lists in entries. */
export const RUN_LIMITS = {
  id: 128,
  attempt: 1_000_000,
  repo: 2048,
  kind: 200,
  branch: 1024,
  question: 8 * KIB,
  evidence: 16 * KIB,
  criterionText: 4 * KIB,
  suggestionTitle: KIB,
  suggestionContent: 64 * KIB,
  ref: 2048,
  skills: 64,
  codes: 50,
  dependsOn: 200,
  verdict: 400,
  criteria: 200,
  suggestionsTaken: 3,
  refs: 100,
  reverts: 100,
  /** How far `ended_at` may lie after the moment of receipt: clocks differ. */
  clockSkewMs: 5 * 60 * 1000,
  problems: 50,
} as const;

/** Limits of a SkillResult (contracts.md, section 7). */
export const SKILL_RESULT_LIMITS = { bytes: 256 * KIB, list: 200, text: 64 * KIB } as const;

/** What any document from outside is held to, whatever its schema. */
export interface DocumentLimits {
  /** Levels of lists and objects; the outermost is the first. */
  depth: number;
  /** Values of every kind, lists and objects included. */
  values: number;
  /** Entries of any one list. */
  list: number;
  /** Bytes of UTF-8 of any one text. */
  text: number;
  /** Characters (UTF-16 units) of all texts and keys together. */
  characters: number;
  /** Problems that are named before the reading stops. */
  problems: number;
}

export const DOCUMENT_LIMITS: DocumentLimits = {
  depth: 32,
  values: 100_000,
  list: 400,
  text: 64 * KIB,
  characters: KIB * KIB,
  problems: RUN_LIMITS.problems,
};
