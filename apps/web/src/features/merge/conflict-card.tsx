"use client";

import type { Conflict, Resolution, Take } from "@yardlet/core/version";
import { useId, useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Glyph } from "@/ui/glyph.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { linesOf, TAKE_KEYS, textOf } from "./answers.ts";
import { ConflictSides, Lines } from "./conflict-sides.tsx";
import { conflictPlace, conflictReason, takeWord, type SideNames } from "./words.ts";

interface ConflictCardProps {
  conflict: Conflict;
  names: SideNames;
  resolution: Resolution | undefined;
  /** The keys choose for this one. */
  current: boolean;
  onAnswer: (resolution: Resolution) => void;
}

/** One thing that both sides changed: its three sides, what to take, and what comes of it. */
export function ConflictCard({ conflict, names, resolution, current, onAnswer }: ConflictCardProps) {
  const title = useId();
  const [own, setOwn] = useState<string>();
  const tell = (answered: Resolution) => {
    if (answered.take === "text") setOwn(answered.text);
    onAnswer(answered);
  };
  const choose = (take: Take) => tell(resolutionOf(conflict, take, own ?? textOf(conflict, resolution)));
  return (
    <section
      className={current ? "conflict sel" : "conflict"}
      data-row={conflict.id}
      aria-labelledby={title}
      aria-current={current ? "step" : undefined}
    >
      <header>
        <Glyph name={resolution ? "ok" : "warn"} tone={resolution ? "good" : "warn"} />
        <h3 id={title}>
          <UntrustedText text={conflictPlace(conflict)} />
          <span className="vh">, {resolution ? "answered" : "open"}</span>
        </h3>
        <p className="t3 sm">{conflictReason(conflict)}</p>
      </header>
      <ConflictSides conflict={conflict} names={names} />
      <div className="row" role="group" aria-labelledby={title}>
        <span className="t2">Take</span>
        {conflict.takes.map((take) => (
          <Button
            key={take}
            aria-pressed={resolution?.take === take}
            keys={current && take !== "text" ? [TAKE_KEYS[take]] : []}
            onClick={() => choose(take)}
          >
            {takeWord(take, names)}
          </Button>
        ))}
      </div>
      <Answered conflict={conflict} resolution={resolution} onAnswer={tell} />
    </section>
  );
}

function resolutionOf({ id }: Conflict, take: Take, text: string): Resolution {
  return take === "text" ? { conflict: id, take, text } : { conflict: id, take };
}

/** The lines as they will stand, with what is around them. */
function Answered({ conflict, resolution, onAnswer }: Pick<ConflictCardProps, "conflict" | "resolution" | "onAnswer">) {
  if (resolution?.take === "text") {
    const { text } = resolution;
    return (
      <label className="own">
        My own text
        <textarea
          rows={Math.min(16, Math.max(3, text.split("\n").length + 1))}
          spellCheck={false}
          value={text}
          onChange={(event) => onAnswer({ conflict: conflict.id, take: "text", text: event.target.value })}
        />
      </label>
    );
  }
  const lines = linesOf(conflict, resolution);
  if (lines === undefined) return null;
  const around = conflict.kind === "lines" ? conflict.context : { before: [], after: [] };
  return (
    <details className="outcome">
      <summary>Result</summary>
      <Lines lines={[...around.before, ...lines, ...around.after]} />
    </details>
  );
}
