import type { ScorePlace } from "@yardlet/core/score";
import type { PolicyBrief, ScoreBrief } from "@yardlet/services";
import { IntervalBar, type Axis, type Interval } from "@/ui/chart/interval-bar.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { formatDifference, formatDifferenceRange, formatFew, formatRange, formatScore } from "./format.ts";
import { DIFFERENCES, GRADES, NOT_COMPARABLE_SHORT, PLACES } from "./words.ts";

type ScoreLike = Pick<ScoreBrief, "place" | "score" | "lo" | "hi" | "intents" | "floor" | "minIntents">;

/** The axis of scores: always 0 to 1, with the floor. */
export function scoreAxis({ floor }: Pick<PolicyBrief, "floor">): Axis {
  return { from: 0, to: 1, line: floor };
}

/** The axis of differences: always −1 to 1, with zero. */
export const DIFFERENCE_AXIS: Axis = { from: -1, to: 1, line: 0 };

/** What is drawn of a score: nothing while there are too few intents. */
export function shownInterval({ place, score, lo, hi }: ScoreLike): Interval {
  return place === "few" ? { value: null, lo: null, hi: null } : { value: score, lo, hi };
}

/** Glyph, score and interval; the count of intents stands beside it. Too few: what is missing, and never a number. */
export function ScoreWords({ score }: { score: ScoreLike }) {
  const { glyph, tone, word } = PLACES[score.place];
  return (
    <span className="sc">
      <Glyph name={glyph} tone={tone} />
      <span className="vh">{word} </span>
      {score.place === "few" || score.score === null ? (
        <>
          <b className="t3">—</b>
          <span className="rng">{formatFew(score.intents, score.minIntents)}</span>
        </>
      ) : (
        <>
          <b>{formatScore(score.score)}</b>
          <span className="rng">{formatRange(score.lo, score.hi)}</span>
        </>
      )}
    </span>
  );
}

/** The interval beside the words, drawn. */
export function ScoreBar({ score, width, height }: { score: ScoreLike; width?: number; height?: number }) {
  return (
    <IntervalBar
      interval={shownInterval(score)}
      axis={scoreAxis(score)}
      tone={PLACES[score.place].tone}
      {...(width === undefined ? {} : { width })}
      {...(height === undefined ? {} : { height })}
    />
  );
}

export interface DifferenceLike {
  place: ScorePlace;
  value: number | null;
  lo: number | null;
  hi: number | null;
  why?: keyof typeof NOT_COMPARABLE_SHORT;
}

/** Glyph, signed difference and interval, or why there is none. */
export function DifferenceWords({ difference }: { difference: DifferenceLike }) {
  const { place, value, lo, hi, why } = difference;
  const { glyph, tone, word } = DIFFERENCES[place];
  return (
    <span className="sc">
      <Glyph name={glyph} tone={tone} />
      <span className="vh">{word} </span>
      {place === "few" || value === null || lo === null || hi === null ? (
        <>
          <b className="t3">—</b>
          <span className="rng">{why ? NOT_COMPARABLE_SHORT[why] : "unknown"}</span>
        </>
      ) : (
        <>
          <b>{formatDifference(value)}</b>
          <span className="rng">{formatDifferenceRange(lo, hi)}</span>
        </>
      )}
    </span>
  );
}

/** The grade of the evidence as three bars and a word. */
export function GradeWord({ grade }: { grade: ScoreBrief["grade"] }) {
  const { bars, word } = GRADES[grade];
  return (
    <span className="gr">
      <svg className="in bars" width="13" height="10" aria-hidden="true">
        {[4, 7, 10].map((height, at) => (
          <rect
            key={height}
            className={at < bars ? "full" : undefined}
            x={at * 5}
            y={10 - height}
            width="3"
            height={height}
            rx="0.5"
          />
        ))}
      </svg>
      {word}
    </span>
  );
}

/** The head of a column of drawn scores. */
export function ScoreBarHead({ width = 80 }: { width?: number }) {
  return (
    <>
      <span className="vh">Interval drawn</span>
      <svg className="txt" width={width} height="12" aria-hidden="true">
        <text x="3" y="10">
          0
        </text>
        <text x={width / 2} y="10" textAnchor="middle">
          floor
        </text>
        <text x={width - 3} y="10" textAnchor="end">
          1
        </text>
      </svg>
    </>
  );
}
