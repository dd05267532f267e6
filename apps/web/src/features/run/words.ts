import type { EvalState, ResolvedHow, RunRole } from "@yardlet/core/run";
import type { NamedSkill } from "@yardlet/services";
import { formatDuration } from "@/ui/format.ts";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";

/** How a run or a task stands. */
export const STATES = {
  Done: { glyph: "ok", tone: "good", word: "Done" },
  Partial: { glyph: "mid", tone: "mid", word: "Partial" },
  Failed: { glyph: "x", tone: "bad", word: "Failed" },
  Blocked: { glyph: "none", tone: "warn", word: "Blocked" },
  NeedsUser: { glyph: "warn", tone: "warn", word: "Needs a person" },
  Queued: { glyph: "few", tone: "unk", word: "Queued" },
  Deferred: { glyph: "few", tone: "unk", word: "Deferred" },
} as const satisfies Record<EvalState, { glyph: GlyphName; tone: GlyphTone; word: string }>;

export const STATE_NAMES = [
  "Done",
  "Partial",
  "Failed",
  "Blocked",
  "NeedsUser",
  "Queued",
  "Deferred",
] as const satisfies readonly EvalState[];

/** Whether a word is the name of a state. */
export function isState(word: string): word is EvalState {
  return Object.hasOwn(STATES, word);
}

export const ROLES = {
  builder: "builder",
  reviewer: "reviewer",
  security: "security reviewer",
  researcher: "researcher",
} as const satisfies Record<RunRole, string>;

export const ROLE_NAMES = ["builder", "reviewer", "security", "researcher"] as const satisfies readonly RunRole[];

/** Whether independent reviewers took the work. */
export const ACCEPTANCES = {
  accepted: { glyph: "good", tone: "good", word: "accepted" },
  rejected: { glyph: "bad", tone: "bad", word: "rejected" },
  unreviewed: { glyph: "few", tone: "unk", word: "not reviewed" },
} as const satisfies Record<string, { glyph: GlyphName; tone: GlyphTone; word: string }>;

/** How the version of a skill was told. */
export const HOWS = {
  hash: "the run gave its hash",
  number: "the run gave its number",
  commit: "the manifest at the run’s commit",
  observed: "what lay in the repo at that time",
  mapped: "mapped by hand",
  unresolved: "nobody could tell",
} as const satisfies Record<ResolvedHow, string>;

/** Why a verdict has no weight. */
const WEIGHTLESS: Readonly<Record<string, string>> = {
  self_verdict: "the reviewer wrote part of it",
  unknown_actor: "nobody can tell who judged whom; send agent.name and agent.session with every run",
  infrastructure: "the review ended for reasons of the infrastructure",
  empty_verdict: "it judges nothing",
  incomplete_verdict: "it leaves out known criteria",
};

export function weightless(reason: string): string {
  return WEIGHTLESS[reason] ?? reason;
}

/** Why a task is no evidence about skills. */
const NO_EVIDENCE: Readonly<Record<string, string>> = {
  open: "it is still open: a run is queued or deferred",
  no_attempts: "no builder has attempted it",
  infrastructure_only: "every attempt ended for reasons of the infrastructure",
  review_role: "reviews are no evidence about skills: finding a fault must not count against the finder",
  researcher_role: "research is no evidence about skills",
  simulated: "an attempt was simulated",
  source_run: "this version was made from one of its runs",
  mixed_versions: "its attempts used more than one version of the skill",
};

export function noEvidence(reason: string): string {
  return NO_EVIDENCE[reason] ?? reason;
}

/** `code-review v3`; the reported name where nobody could tell the version. */
export function skillWords({ name, reported, version }: NamedSkill): string {
  if (version) return `${version.name} v${version.number}`;
  return reported === "" ? name : `${name} ${shortReported(reported)}`;
}

/** `2 min 5 s`; a dash where nobody said. */
export function formatTook(seconds: number | null): string {
  return seconds === null ? "—" : formatDuration(seconds * 1000);
}

/** `v3` as it is, a hash by its beginning. */
export function shortReported(reported: string): string {
  return reported.length > 16 ? reported.slice(0, 12) : reported;
}
