import type { DocumentLimits } from "../run/limits.ts";

const KIB = 1024;

/** Limits of a distillation's input. Texts and ids in characters, lists in entries. */
export const DISTIL_LIMITS = {
  /** A file of input; what is larger is not what it is taken for. */
  inputBytes: 32 * KIB * KIB,
  queue: 10_000,
  /** Packets of one kind. */
  packets: 20_000,
  units: 20_000,
  baseVersions: 5_000,
  signature: 400,
  skills: 256,
  codes: 64,
  actions: 200,
  actionText: 4 * KIB,
  refs: 200,
  ref: 2048,
  details: 200,
  text: 16 * KIB,
  change: 64 * KIB,
  /** Problems of one document that are named before reading it stops. */
  problems: 10_000,
  budget: 2 ** 31 - 1,
} as const;

/** What the input is held to before any schema looks at it. */
export const DISTIL_DOCUMENT_LIMITS: DocumentLimits = {
  depth: 16,
  values: 4_000_000,
  list: DISTIL_LIMITS.packets,
  text: DISTIL_LIMITS.change,
  characters: DISTIL_LIMITS.inputBytes,
  problems: DISTIL_LIMITS.problems,
};
