import type { ScoreComponent, SkillScore } from "@yardlet/services";
import { IntervalBar } from "@/ui/chart/interval-bar.tsx";
import { Check, Checks } from "@/ui/checks.tsx";
import { formatCount } from "@/ui/format.ts";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";
import { formatPercent, formatRange, formatScore } from "./format.ts";
import { scoreAxis } from "./score-words.tsx";

const WORDS = {
  quality: { name: "Quality", sub: "criteria passed by independent reviewers" },
  firstTry: { name: "First try", sub: "Done at attempt 1" },
  retry: { name: "Retries", sub: "credit ÷ attempts" },
} as const satisfies Record<ScoreComponent["name"], { name: string; sub: string }>;

/** What a task's value is made of, and what the grade still asks for. */
export function Components({ score }: { score: SkillScore }) {
  return (
    <div className="sec two wide-l">
      <Section title="Three components">
        <Table dense label="Three components">
          <thead>
            <tr>
              <th scope="col">Component</th>
              <th scope="col" className="num">
                Weight
              </th>
              <th scope="col">Rate</th>
              <th scope="col" className="p2">
                <span className="vh">Drawn</span>
              </th>
              <th scope="col" className="num">
                Tasks
              </th>
            </tr>
          </thead>
          <tbody>
            {score.components.map((component) => (
              <ComponentRow key={component.name} component={component} floor={score.policy.floor} />
            ))}
          </tbody>
        </Table>
      </Section>
      <StillNeeded score={score} />
    </div>
  );
}

function ComponentRow({ component, floor }: { component: ScoreComponent; floor: number }) {
  const { name, weight, n, rate, lo, hi } = component;
  const interval = rate === null ? { value: null, lo: null, hi: null } : { value: rate, lo, hi };
  return (
    <tr>
      <th scope="row">
        {WORDS[name].name} <span className="sub p3">{WORDS[name].sub}</span>
      </th>
      <td className="num">{formatScore(weight)}</td>
      <td className="sc">
        {rate === null ? (
          <span className="t3">— not reviewed</span>
        ) : (
          <>
            <b>{formatScore(rate)}</b>
            <span className="rng">{formatRange(lo, hi)}</span>
          </>
        )}
      </td>
      <td className="p2">
        <IntervalBar interval={interval} axis={scoreAxis({ floor })} tone="mid" />
      </td>
      <td className="num">{n}</td>
    </tr>
  );
}

function StillNeeded({ score: { grading, score, policy } }: { score: SkillScore }) {
  const { halfWidth, solidHalfWidth, solidReviewShare, furtherIntents, furtherReviews } = grading;
  const enough = score.intents >= policy.minIntents;
  return (
    <Section title="What is still needed" note="for grade solid">
      <Checks ruled>
        <Check state={furtherIntents > 0 ? "warn" : "pass"} name="Narrower interval">
          half-width {formatScore(halfWidth)}, must be ≤ {formatScore(solidHalfWidth)}:{" "}
          {furtherIntents > 0 ? (
            <>
              <b>{formatCount(furtherIntents, "more intent")}</b> at the present rate
            </>
          ) : (
            "met"
          )}
        </Check>
        <Check state={furtherReviews > 0 ? "warn" : "pass"} name="Independent review">
          {score.reviewed} of {formatCount(score.tasks, "task")}, {formatPercent(score.reviewed / score.tasks)}, must be
          ≥ {formatPercent(solidReviewShare)}:{" "}
          {furtherReviews > 0 ? <b>{formatCount(furtherReviews, "more review")}</b> : "met"}
        </Check>
        <Check state={enough ? "pass" : "warn"} name="Enough intents">
          {score.intents}, must be ≥ {policy.minIntents}:{" "}
          {enough ? "met" : <b>{policy.minIntents - score.intents} more</b>}
        </Check>
      </Checks>
    </Section>
  );
}
