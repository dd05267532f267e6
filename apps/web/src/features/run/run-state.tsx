import type { RunFacts } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";
import { Tag } from "@/ui/tag.tsx";
import { ACCEPTANCES, STATES } from "./words.ts";

/** How a run or a task ended, as glyph and word. */
export function StateWord({ state }: { state: keyof typeof STATES }) {
  const { glyph, tone, word } = STATES[state];
  return (
    <span className="nw">
      <Glyph name={glyph} tone={tone} /> {word}
    </span>
  );
}

/** A run's state; what it reported where that is another, and whether it counts at all. */
export function RunState({ run }: { run: Pick<RunFacts, "state" | "reportedState" | "infra"> }) {
  return (
    <span className="nw">
      <StateWord state={run.state} />
      {run.infra ? (
        <>
          {" "}
          <Tag>not counted</Tag>
        </>
      ) : null}
      {run.state === run.reportedState ? null : <span className="sub p2"> said {STATES[run.reportedState].word}</span>}
    </span>
  );
}

/** What independent reviewers made of a task. */
export function AcceptanceWord({ acceptance }: { acceptance: keyof typeof ACCEPTANCES }) {
  const { glyph, tone, word } = ACCEPTANCES[acceptance];
  if (acceptance === "unreviewed") return <span className="t3 nw">{word}</span>;
  return (
    <span className="nw">
      <Glyph name={glyph} tone={tone} /> {word}
    </span>
  );
}
