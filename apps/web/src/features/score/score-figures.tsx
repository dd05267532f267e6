import type { SkillScore } from "@yardlet/services";
import type { ReactNode } from "react";
import { formatCount } from "@/ui/format.ts";
import { Figure, Figures } from "@/ui/figures.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { formatCoins, formatDifference, formatDifferenceRange, formatFew, formatRange, formatScore } from "./format.ts";
import { ScoreBar } from "./score-words.tsx";
import { GRADES, NOT_COMPARABLE, PLACES } from "./words.ts";

/** The five figures on one version. */
export function ScoreFigures({ score }: { score: SkillScore }) {
  return (
    <Figures>
      <Value score={score} />
      <GradeFigure score={score} />
      <UpliftFigure score={score} />
      <AgainstFigure score={score} />
      <BetFigure score={score} />
    </Figures>
  );
}

function Value({ score: { version, score, policy } }: { score: SkillScore }) {
  const { glyph, tone, word } = PLACES[score.place];
  const few = score.place === "few" || score.score === null;
  return (
    <div className="wide">
      <dt>Score of v{version}</dt>
      <dd>
        <Glyph name={glyph} tone={tone} />
        <span className="vh">{word} </span>
        <span className="fig">{few || score.score === null ? "—" : formatScore(score.score)}</span>{" "}
        <span className="t2">
          {few ? formatFew(score.intents, policy.minIntents) : formatRange(score.lo, score.hi)}
        </span>
        <div className="sm t3">
          {formatCount(score.intents, "intent")}, {formatCount(score.tasks, "task")}
        </div>
        <div className="under">
          <ScoreBar score={score} width={240} />
        </div>
      </dd>
    </div>
  );
}

function GradeFigure({ score: { grading, policy, score } }: { score: SkillScore }) {
  return (
    <Figure label="Grade" value={<span className="fig">{GRADES[grading.grade].word}</span>}>
      {nextStep(grading, policy.minIntents - score.intents)}
    </Figure>
  );
}

function nextStep({ grade, furtherIntents, furtherReviews }: SkillScore["grading"], toScore: number): string {
  if (grade === "solid") return "narrow enough, and reviewed";
  if (toScore > 0) return `${formatCount(toScore, "more intent")} give a score`;
  const needs = [
    ...(furtherIntents > 0 ? [formatCount(furtherIntents, "more intent")] : []),
    ...(furtherReviews > 0 ? [formatCount(furtherReviews, "more review")] : []),
  ];
  return `${needs.join(" and ")} make it solid`;
}

function UpliftFigure({ score: { uplift, score } }: { score: SkillScore }) {
  const label = "With against without";
  if (!uplift)
    return <Unknown label={label}>{score.tasks > 0 ? "being computed" : "no task with it counts yet"}</Unknown>;
  const { comparable, reason, rd, lo, hi, withIntents, withoutIntents } = uplift.uplift;
  if (!comparable || rd === null || lo === null || hi === null) {
    return <Unknown label={label}>not comparable, because {NOT_COMPARABLE[reason ?? "no_evidence"]}</Unknown>;
  }
  return (
    <Figure label={label} value={<span className="fig">{formatDifference(rd)}</span>}>
      {formatDifferenceRange(lo, hi)}
      <br />n {withIntents} with, {withoutIntents} without
    </Figure>
  );
}

const STATES = { not_comparable: "too few to say", no_warning: "no warning", regressed: "worse" } as const;

function AgainstFigure({ score: { version, against, score, versions, policy } }: { score: SkillScore }) {
  if (!against) {
    const older = versions.find(({ number }) => number < version);
    return (
      <Unknown label={older ? `v${version} against v${older.number}` : "Against the version before"}>
        {older
          ? score.tasks > 0
            ? "nothing older has evidence"
            : `unknown until v${version} has ${policy.minIntents} intents`
          : "this is the first version"}
      </Unknown>
    );
  }
  const label = `v${version} against v${against.number}`;
  const { rd, lo, hi } = against.effect;
  const pairs = `${formatCount(against.pairs, "pair")}, ${STATES[against.state]}`;
  if (!against.effect.comparable || rd === null || lo === null || hi === null) {
    return (
      <Unknown label={label}>
        {pairs}
        <br />
        {NOT_COMPARABLE[against.effect.reason ?? "no_evidence"].replace("without it", `with v${against.number}`)}
      </Unknown>
    );
  }
  return (
    <Figure label={label} value={<span className="fig">{formatDifference(rd)}</span>}>
      {formatDifferenceRange(lo, hi)}
      <br />
      {pairs}
    </Figure>
  );
}

function BetFigure({ score: { bet, policy } }: { score: SkillScore }) {
  return (
    <Figure
      label="Bet against it"
      value={<span className="fig">{formatCoins(bet.coins)}</span>}
      beside={<span className="t3">of {policy.coins} coins</span>}
    >
      {betWords(bet, policy.coins)}
    </Figure>
  );
}

function betWords({ coins, failsToPrune }: SkillScore["bet"], needed: number): string {
  if (coins >= needed) return "won: it is below the floor";
  if (failsToPrune === null) return "no run of failures in sight would win it";
  return `${formatCount(failsToPrune, "failed intent")} in a row would reach ${needed}`;
}

function Unknown({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Figure label={label} value={<span className="fig t3">—</span>}>
      {children}
    </Figure>
  );
}
