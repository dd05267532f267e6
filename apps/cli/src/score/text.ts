import type { SkillScore } from "@yardlet/core/run/command-report";
import type { ScoreAction, ScoreReason } from "@yardlet/core/score";
import { columns } from "../output/columns.ts";
import { printable } from "../output/printable.ts";

const REASONS = {
  no_evidence: "nothing counts yet",
  not_below_floor: "not below the floor",
  too_few_intents: "too few intents to say",
  veto_uplift: "work without it is no better",
  pinned: "below the floor, but pinned",
  source_not_learned: "below the floor",
  auto_prune_off: "below the floor",
  below_floor: "below the floor",
} as const satisfies Record<ScoreReason, string>;

/** A row of scores; what a server does not tell is absent. */
type Row = Pick<SkillScore, "skill" | "version" | "score" | "lo" | "hi" | "intents" | "units" | "excluded" | "grade"> &
  Partial<Pick<SkillScore, "furtherIntents" | "furtherReviews">> & {
    home?: string;
    decision: { action: ScoreAction; reason: ScoreReason } | null;
  };

/** Scores as people read them: value, interval and n belong together, then what the evidence is still short of. */
export function scoresText(scores: readonly Row[], minIntents: number, none: string): string {
  if (scores.length === 0) return `${none}\n`;
  const rows = scores.map((score) => [
    printable(`${score.home === undefined ? "" : `${score.home}/`}${score.skill} v${score.version}`),
    score.score === null ? "-" : share(score.score),
    score.score === null ? "" : `${share(score.lo)} to ${share(score.hi)}`,
    countOf(score),
    score.grade,
    neededFor(score, minIntents),
    score.decision === null ? "not decided yet" : `${score.decision.action}: ${REASONS[score.decision.reason]}`,
  ]);
  const head = ["skill", "score", "95 % interval", "evidence", "grade", "still needed", "decision"];
  return `${columns([head, ...rows], "").join("\n")}\n`;
}

/** What the next grade asks for. */
function neededFor({ grade, intents, furtherIntents = 0, furtherReviews = 0 }: Row, minIntents: number): string {
  if (intents < minIntents) return `${intents} of ${minIntents} intents`;
  if (grade === "solid") return "";
  return [
    ...(furtherIntents > 0 ? [plural(furtherIntents, "more intent")] : []),
    ...(furtherReviews > 0 ? [plural(furtherReviews, "more review")] : []),
  ].join(", ");
}

function countOf({ intents, units, excluded }: Row): string {
  const left = Object.values(excluded).reduce((sum, count) => sum + count, 0);
  return [plural(intents, "intent"), plural(units, "task"), ...(left > 0 ? [`${left} excluded`] : [])].join(", ");
}

function share(value: number): string {
  return value.toFixed(2);
}

function plural(count: number, words: string): string {
  return `${count} ${words}${count === 1 ? "" : "s"}`;
}
